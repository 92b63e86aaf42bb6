"""Issuing a document: its bytes are fixed, and what it names comes to its end."""

from django.db import transaction
from django.utils import timezone

from documents.domain.dispatch import lay_out
from documents.domain.endings import end_named
from documents.domain.policies import check_printed
from documents.domain.turns import advance, begin
from documents.models import Document
from documents.rules import records_grant
from documents.signals import document_issued


@transaction.atomic
def issue_document(document: Document, *, by, seen: str) -> Document:
    """Sends a numbered document out; from now on only another document ends it.

    The file is the one that was printed with number and day: giving them took the print of the
    draft away. Raises NotPermitted, WrongState, ChangedMeanwhile, NotPrinted.
    """
    document = begin(document, "issue", by=by, seen=seen)
    check_printed(document)
    document.issued_at = timezone.now()
    advance(document, "issue", by=by, sha256=document.file.sha256)
    lay_out(document)
    end_named(document, by=by, grant=records_grant(by, document))
    document_issued.send(Document, document=document, by=by)
    return document
