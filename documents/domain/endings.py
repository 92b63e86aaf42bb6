"""What a document replaces or revokes: named while it is a draft, done when it is issued."""

from collections.abc import Iterable

from django.db import transaction

from core.audit.trail import record
from documents.domain.naming import reference_of
from documents.domain.policies import check_draft
from documents.domain.refusals import CannotEnd
from documents.domain.turns import locked
from documents.enums import DocumentState, EndingWay
from documents.models import Document, DocumentEnding
from documents.rules import drafting_grant
from units.models import Unit


def endable_by(document: Document):
    """The issued documents that it may end: of its unit, of those under it and those it succeeded.

    Decree 30/2020/NĐ-CP, article 18: the authority that issued a document ends it, or one above.
    """
    units = Unit.objects.reached_from([document.issuer.unit_id])
    return Document.objects.in_force().filter(issuer__unit__in=units).exclude(pk=document.pk)


@transaction.atomic
def name_ending(document: Document, ended: Document, *, way: EndingWay, by) -> DocumentEnding:
    """Says that the draft will end another document. Raises NotPermitted, WrongState, CannotEnd."""
    document = locked(document, "documents.change_document", by=by)
    check_draft(document)
    if not endable_by(document).filter(pk=ended.pk).exists():
        raise CannotEnd(f"“{ended}” không còn hiệu lực hoặc không thuộc thẩm quyền.")
    ending, _ = DocumentEnding.objects.update_or_create(
        document=document, ended=ended, defaults={"way": way}
    )
    _record(document, by, after=ending)
    return ending


@transaction.atomic
def drop_ending(document: Document, ended_id: int, *, by) -> Document:
    """Takes a name off the draft, if it still stands there. Raises NotPermitted, WrongState."""
    document = locked(document, "documents.change_document", by=by)
    check_draft(document)
    ending = document.endings.filter(ended=ended_id).first()
    if ending:
        _record(document, by, before=ending)
        ending.delete()
    return document


def check_endings(document: Document) -> None:
    """Raises CannotEnd when another document ended one of those named, or has the number to do so.

    Under the lock of those named, so that of two documents only one gets its number.
    """
    for ended in _locked(document):
        others = DocumentEnding.objects.filter(ended=ended, document__state=DocumentState.NUMBERED)
        if ended.state != DocumentState.ISSUED or others.exists():
            raise CannotEnd(
                f"{reference_of(ended)} đã hoặc sắp được văn bản khác thay thế, bãi bỏ. "
                "Hãy rút lại duyệt ký rồi sửa dự thảo."
            )


def end_named(document: Document, *, by, grant) -> None:
    """Ends what the document names, in the transaction of its issue."""
    ways = dict(document.endings.values_list("ended_id", "way"))
    for ended in _locked(document):
        before, ended.state = ended.state, EndingWay(ways[ended.pk]).state_of_ended
        ended.ended_by = document
        ended.save(update_fields=["state", "ended_by"])
        record(
            "documents.ended",
            ended,
            by=by,
            grant=grant,
            unit_id=ended.issuer.unit_id,
            before={"state": before},
            after={"state": ended.state, "ended_by": reference_of(document)},
        )


def _locked(document: Document) -> Iterable[Document]:
    """In the order of their keys: two that end the same documents wait and do not deadlock."""
    named = Document.objects.filter(named_endings__document=document).select_related("issuer")
    return named.order_by("pk").select_for_update(of=["self"])


def _record(document: Document, by, **endings: DocumentEnding) -> None:
    """`before` or `after` is the name that was taken off or put on."""
    facts = {
        side: {"ending": f"{ending.get_way_display()} {reference_of(ending.ended)}"}
        for side, ending in endings.items()
    }
    record(
        "documents.ending_named",
        document,
        by=by,
        grant=drafting_grant(by, document),
        unit_id=document.issuer.unit_id,
        **facts,
    )
