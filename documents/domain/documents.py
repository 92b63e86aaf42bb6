"""The verbs of documents."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from accounts.models import Grant
from core.audit.trail import record
from core.files.models import StoredFile
from documents.domain.blocks import PORTRAIT_WIDTH, Annex, Block, check_fit
from documents.domain.contacts import contact_line
from documents.domain.encoding import to_json
from documents.enums import Circulation, DocumentKind, Urgency
from documents.models import Document, Issuer
from units.models import Office, Unit


@dataclass(frozen=True)
class Signature:
    """The block under the text, each line as it is printed above the name.

    `office` is what a signer for a council is in the agency whose seal is used (Decree 30/2020,
    Annex I, part II, item 7c).
    """

    authority_line: str = ""
    title: str = ""
    office: str = ""
    rank: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What a document may carry beside its words (Decree 30/2020, Annex I, part III).

    Who drafted it and how many copies are made go together: they are there to count the copies.
    """

    urgency: Urgency = Urgency.NONE
    circulation: Circulation = Circulation.NONE
    drafter_initials: str = ""
    print_run: int | None = None


NO_MARKS = Marks()


@dataclass(frozen=True)
class Draft:
    """What a document says: its subject, its text, and who reads it.

    `drafter` is the group of the symbol that names who drafted an official letter, as "VX" in
    "12/UBND-VX"; `secretary` keeps the minutes. `last_anchor` is the highest number that an anchor
    of a typed text ever had. A copy names what it is `copied_from`.
    """

    kind: DocumentKind
    title: str
    body: Sequence[Block]
    annexes: Sequence[Annex] = ()
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    drafter: str = ""
    secretary: str = ""
    last_anchor: int = 0
    copied_from: Document | None = None
    marks: Marks = NO_MARKS


def symbol_of(kind: DocumentKind, issuer: Issuer, drafter: str = "") -> str:
    """What stands after the number: "KH-UBND", of a letter "UBND-VX" (Decree 30, Annex I, 3)."""
    groups = [issuer.abbreviation, drafter] if kind.is_letter else [kind, issuer.abbreviation]
    return "-".join(filter(None, groups))


def signature_of(unit: Unit, on: date) -> Signature:
    """Who signs for the unit on a day; blank where no office is recorded for it."""
    office = unit.offices.in_force(on).first()
    return signature_by(office) if office else Signature()


def signature_by(office: Office) -> Signature:
    return Signature(
        authority_line=office.authority_line,
        title=office.title,
        rank=office.rank,
        name=office.holder,
    )


def signature_columns(signature: Signature) -> dict[str, str]:
    """Where a document keeps its signature block."""
    return {
        "authority_line": signature.authority_line,
        "signer_title": signature.title,
        "signer_office": signature.office,
        "signer_rank": signature.rank,
        "signer_name": signature.name,
    }


@transaction.atomic
def create_document(
    draft: Draft,
    *,
    issuer: Issuer,
    on: date,
    by,
    signature: Signature | None = None,
    grant: Grant | None = None,
    drafting_unit: Unit | None = None,
) -> Document:
    """Writes a draft as of a day, whose names, month and, unless one is given, signer it keeps.

    Where no `drafting_unit` is given, the issuer's unit writes for itself.

    Raises BlockError for a table that does not fit its page.
    """
    check_fit(draft.body, PORTRAIT_WIDTH)
    document = Document.objects.create(
        issuer=issuer,
        drafting_unit=drafting_unit or issuer.unit,
        symbol=symbol_of(draft.kind, issuer, draft.drafter),
        contact_line=contact_line(issuer, draft.kind),
        **_head_columns(issuer, on),
        **_word_columns(draft),
        **signature_columns(signature or signature_of(issuer.unit, on)),
    )
    record("documents.drafted", document, by=by, grant=grant, unit_id=issuer.unit_id)
    return document


@transaction.atomic
def set_file(document: Document, file: StoredFile, *, by) -> Document:
    """Keeps the printed form of a document."""
    document.file = file
    document.save(update_fields=["file"])
    record(
        "documents.printed",
        document,
        by=by,
        unit_id=document.issuer.unit_id,
        after={"sha256": file.sha256},
    )
    return document


def _head_columns(issuer: Issuer, on: date) -> dict:
    """What a document copies from its issuer as of a day, and keeps."""
    return {
        "superior_line": issuer.superior_line,
        "issuer_name": issuer.name,
        "issued_by": issuer.unit.name_on(on),
        "layout": issuer.layout,
        "place": issuer.place,
        "year": on.year,
        "month": on.month,
    }


def _word_columns(draft: Draft) -> dict:
    return {
        "kind": draft.kind,
        "title": draft.title,
        "addressees": list(draft.addressees),
        "body": to_json(draft.body),
        "last_anchor": draft.last_anchor,
        "annexes": to_json(draft.annexes),
        "recipients": list(draft.recipients),
        "secretary_name": draft.secretary,
        "copied_from": draft.copied_from,
        **asdict(draft.marks),
    }
