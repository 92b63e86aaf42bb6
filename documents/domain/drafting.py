"""Writing drafts: a new one, and what is changed in one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant
from core.access.refusals import NotPermitted
from core.audit.trail import record
from documents.domain.blocks import BlockError
from documents.domain.documents import (
    NO_MARKS,
    Draft,
    Marks,
    Signature,
    create_document,
    signature_columns,
    symbol_of,
)
from documents.domain.encoding import blocks_from_json, to_json
from documents.domain.facts import words_of
from documents.domain.plain_text import Body, rewrite
from documents.domain.policies import check_editable
from documents.domain.refusals import Unreadable
from documents.domain.turns import check_seen, locked
from documents.enums import DocumentKind, DocumentState
from documents.models import Document, Issuer
from documents.rules import DRAFTERS, drafting_grant, issuing_grant
from units.models import Unit

NOTHING_WRITTEN = Body()


@dataclass(frozen=True, kw_only=True)
class Words:
    """What people write of a document; each line of the text becomes a block."""

    title: str
    text: str
    addressees: Sequence[str]
    recipients: Sequence[str]
    signature: Signature
    drafter: str = ""
    secretary: str = ""
    marks: Marks = NO_MARKS


@transaction.atomic
def draft_document(kind: DocumentKind, words: Words, *, issuer: Issuer, on: date, by) -> Document:
    """Writes a new draft for an issuer. Raises NotPermitted, Unreadable."""
    grant = issuing_grant(by, issuer)
    if grant is None:
        raise NotPermitted
    body = read_text(words.text)
    draft = Draft(
        kind=kind,
        title=words.title,
        body=body.blocks,
        addressees=words.addressees,
        recipients=words.recipients,
        drafter=words.drafter,
        secretary=words.secretary,
        last_anchor=body.last_number,
        marks=words.marks,
    )
    return create_document(
        draft, issuer=issuer, on=on, by=by, signature=words.signature, grant=grant
    )


@transaction.atomic
def change_document(document: Document, words: Words, *, by, seen: str) -> Document:
    """Changes what a draft says; what was checked becomes a draft again, and its print goes.

    `seen` is the seen_mark() that the page showed. Raises NotPermitted, WrongState, NotTyped,
    ChangedMeanwhile, Unreadable.
    """
    document = locked(document, "documents.change_document", by=by)
    check_editable(document)
    check_seen(document, seen)
    before = words_of(document)
    _write(document, words)
    grant = drafting_grant(by, document)
    return keep_changes(document, before, words_of(document), by=by, grant=grant)


def keep_changes(document: Document, before: dict, after: dict, *, by, grant: Grant) -> Document:
    """Saves, in the caller's transaction, a draft whose words were `before`, if they changed.

    What was checked becomes a draft again, and its print goes.
    """
    if before == after:
        return document
    before, after = before | {"state": document.state}, after | {"state": DocumentState.DRAFT}
    changed = [name for name in before | after if before.get(name) != after.get(name)]
    document.state, document.file = DocumentState.DRAFT, None
    document.save()
    record(
        "documents.changed",
        document,
        by=by,
        grant=grant,
        unit_id=document.issuer.unit_id,
        before={name: before.get(name, "") for name in changed},
        after={name: after.get(name, "") for name in changed},
    )
    return document


def put_signature(document: Document, signature: Signature) -> None:
    """The caller saves the document."""
    for name, value in signature_columns(signature).items():
        setattr(document, name, value)


def read_text(text: str, *, over: Body = NOTHING_WRITTEN) -> Body:
    """The blocks of a typed text; lines of the body it is written over keep their anchors.

    Raises Unreadable for signs that nobody could see on paper.
    """
    try:
        return rewrite(over, text)
    except BlockError as error:
        raise Unreadable from error


def body_of(document: Document) -> Body:
    """The text of a document as it is typed and corrected."""
    return Body(blocks_from_json(document.body), document.last_anchor)


def drafter_of(document: Document) -> str:
    """The group of a letter's symbol that names who drafted it."""
    return document.symbol.removeprefix(document.issuer.abbreviation).removeprefix("-")


def issuers_for(user, roles: Sequence[Role] = DRAFTERS):
    """The issuers at whose units the user holds one of the roles, of units that have not ended."""
    units = Unit.objects.filter(pk__in=user.unit_ids_as(roles)).lasting(timezone.localdate())
    return Issuer.objects.filter(unit__in=units).select_related("unit")


def _write(document: Document, words: Words) -> None:
    body, kind = read_text(words.text, over=body_of(document)), DocumentKind(document.kind)
    document.title = words.title
    document.addressees, document.recipients = list(words.addressees), list(words.recipients)
    document.body, document.last_anchor = to_json(body.blocks), body.last_number
    put_signature(document, words.signature)
    document.secretary_name = words.secretary
    for name, value in asdict(words.marks).items():
        setattr(document, name, value)
    if kind.is_letter:
        document.symbol = symbol_of(kind, document.issuer, words.drafter)
