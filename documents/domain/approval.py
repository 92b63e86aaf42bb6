"""The verbs that bring a draft to its number: checked, approved, or handed back."""

from dataclasses import asdict

from django.db import transaction

from core.access.refusals import check_reason
from core.access.seen import ChangedMeanwhile
from documents.domain.measuring import FormatCheck
from documents.domain.policies import check_complete, check_printed
from documents.domain.slip import keep_look
from documents.domain.turns import advance, begin
from documents.enums import DocumentState
from documents.models import Document

SKIPPED = {
    DocumentState.DRAFT: "Không qua bước kiểm tra nội dung, thể thức.",
    DocumentState.CONTENT_CHECKED: "Không qua bước kiểm tra thể thức.",
}


@transaction.atomic
def check_content(document: Document, *, by, seen: str) -> Document:
    """Says that the content was checked. `seen` is the seen_mark() that was looked at.

    Raises NotPermitted, WrongState, ChangedMeanwhile, Incomplete.
    """
    document = begin(document, "check_content", by=by, seen=seen)
    check_complete(document)
    return advance(document, "check_content", by=by)


@transaction.atomic
def check_format(
    document: Document, found: FormatCheck, *, by, seen: str, reason: str = ""
) -> Document:
    """Says that the format was checked, on the report that was `found` on the printed file.

    Where an element is not met, the `reason` tells why the document goes on all the same. Raises
    NotPermitted, WrongState, NotPrinted, ChangedMeanwhile, ReasonMissing.
    """
    document = begin(document, "check_format", by=by, seen=seen)
    check_printed(document)
    if document.file.sha256 != found.sha256:
        raise ChangedMeanwhile
    if found.not_met:
        check_reason(reason)
    return advance(document, "check_format", by=by, reason=reason, **asdict(found))


@transaction.atomic
def approve_document(document: Document, *, by, seen: str) -> Document:
    """The signatory approves what was seen. A small unit may skip checks; the trail says which.

    What was approved counts as looked through: what changes after a return is told on the slip.

    Raises NotPermitted, WrongState, ChangedMeanwhile, Incomplete.
    """
    document = begin(document, "approve", by=by, seen=seen)
    check_complete(document)
    keep_look(document, by=by)
    return advance(document, "approve", by=by, reason=SKIPPED.get(document.state, ""))


@transaction.atomic
def return_document(document: Document, *, by, seen: str, reason: str) -> Document:
    """Hands a checked document back as a draft.

    Raises NotPermitted, WrongState, ChangedMeanwhile, ReasonMissing.
    """
    return _back_to_draft(document, "return", by, seen, reason)


@transaction.atomic
def take_back_document(document: Document, *, by, seen: str, reason: str) -> Document:
    """Withdraws an approval, before there is a number.

    Raises NotPermitted, WrongState, ChangedMeanwhile, ReasonMissing.
    """
    return _back_to_draft(document, "take_back", by, seen, reason)


@transaction.atomic
def recall_document(document: Document, *, by, seen: str, reason: str) -> Document:
    """Calls back a document that has its number and cannot go out as it is.

    It holds number and day until it is numbered again. Its print goes, and with it the code on
    the paper. Raises NotPermitted, WrongState, ChangedMeanwhile, ReasonMissing.
    """
    document = begin(document, "recall", by=by, seen=seen)
    check_reason(reason)
    document.file = document.print_job = document.verification_code = None
    return advance(document, "recall", by=by, reason=reason, number=document.number)


def _back_to_draft(document: Document, action: str, by, seen: str, reason: str) -> Document:
    document = begin(document, action, by=by, seen=seen)
    check_reason(reason)
    return advance(document, action, by=by, reason=reason)
