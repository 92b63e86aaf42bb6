"""Documents that are out of the house, as rows; the way there is tested with the verbs."""

from datetime import UTC, date, datetime

from core.files.storage import store
from documents.enums import DocumentKind, DocumentState
from documents.models import Document
from tests.factories import DocumentFactory, IssuerFactory, numbering

CODE = "7K3Q0M9TXD42W8HB"
CONTENT = b"%PDF-1.7 quyet dinh"


def numbered_document(**changes) -> Document:
    issuer = changes.get("issuer") or IssuerFactory()
    facts = {
        "state": DocumentState.NUMBERED,
        "issuer": issuer,
        "series": numbering(issuer, changes.get("kind", DocumentKind.DECISION)),
        "number": 7,
        "legal_date": date(2026, 12, 15),
        "verification_code": CODE,
    }
    return DocumentFactory(**facts | changes)


def issued_document(content: bytes = CONTENT, **changes) -> Document:
    facts = {
        "state": DocumentState.ISSUED,
        "issued_at": datetime(2026, 12, 15, 3, tzinfo=UTC),
        "file": store(content, "application/pdf"),
    }
    return numbered_document(**facts | changes)


def ended_document(state: DocumentState, content: bytes = CONTENT) -> Document:
    """A document and the one that ended it, No. 8."""
    successor = issued_document(b"%PDF-1.7 thay the", number=8, verification_code=None)
    document = issued_document(content)
    Document.objects.filter(pk=document.pk).update(state=state, ended_by=successor)
    return Document.objects.get(pk=document.pk)
