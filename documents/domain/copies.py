"""Copies of issued documents: whole, or an excerpt of what concerns some units.

Decree 30/2020/NĐ-CP, articles 25 to 27. How the marks of a copy are set out was not compared with
the decree's diagram ("chưa đối chiếu").
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from core.access.refusals import NotPermitted
from documents.domain.blocks import Annex
from documents.domain.documents import Draft, Signature, create_document
from documents.domain.drafting import keep_changes, put_signature
from documents.domain.encoding import annexes_from_json, blocks_from_json
from documents.domain.excerpts import excerpt_of, rows_naming
from documents.domain.facts import field_words
from documents.domain.policies import check_copy_editable
from documents.domain.refusals import NobodyNamed, WrongState
from documents.domain.turns import check_seen, locked
from documents.enums import DocumentKind, DocumentState
from documents.models import Document, Issuer
from documents.rules import copying_grant, records_grant


@transaction.atomic
def copy_document(
    original: Document,
    kind: DocumentKind,
    *,
    issuer: Issuer,
    on: date,
    by,
    names: Sequence[str] = (),
    recipients: Sequence[str] = (),
) -> Document:
    """Drafts a copy; an excerpt has the rows that hold one of the names, and no other rows.

    Raises NotPermitted, WrongState for what is not in force, NobodyNamed.
    """
    grant = copying_grant(by, issuer)
    if grant is None:
        raise NotPermitted
    original = Document.objects.lock(original.pk)
    if not is_copyable(original):
        raise WrongState("Chỉ sao văn bản gốc đã ban hành và còn hiệu lực.")
    draft = _draft_of(original, kind, names, recipients)
    return create_document(draft, issuer=issuer, on=on, by=by, grant=grant)


@transaction.atomic
def change_copy(
    document: Document, *, recipients: Sequence[str], signature: Signature, by, seen: str
) -> Document:
    """Corrects to whom a copy goes and who signs it; its text stays that of the original.

    What was checked becomes a draft again, and its print goes. Raises NotPermitted, WrongState,
    ChangedMeanwhile.
    """
    document = locked(document, "documents.change_copy", by=by)
    check_copy_editable(document)
    check_seen(document, seen)
    before = field_words(document)
    document.recipients = list(recipients)
    put_signature(document, signature)
    grant = records_grant(by, document)
    return keep_changes(document, before, field_words(document), by=by, grant=grant)


def is_copyable(document: Document) -> bool:
    """A copy is of a paper that is out, in force, and no copy itself."""
    return document.copied_from_id is None and document.state == DocumentState.ISSUED


def _draft_of(
    original: Document, kind: DocumentKind, names: Sequence[str], recipients: Sequence[str]
) -> Draft:
    annexes = annexes_from_json(original.annexes)
    return Draft(
        kind=kind,
        title=original.title,
        body=blocks_from_json(original.body),
        annexes=_naming(annexes, names) if kind == DocumentKind.EXCERPT else annexes,
        recipients=recipients,
        copied_from=original,
    )


def _naming(annexes: Sequence[Annex], names: Sequence[str]) -> Sequence[Annex]:
    rows = [row for annex in annexes for row in rows_naming(annex.blocks, names)]
    if not rows:
        raise NobodyNamed
    return excerpt_of(annexes, rows)
