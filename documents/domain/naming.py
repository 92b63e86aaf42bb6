"""How one document is named on another, and on screens."""

from core.vietnamese.dates import short_date
from documents.domain.layout import full_number
from documents.models import Document


def reference_of(document: Document) -> str:
    """A numbered document as others name it: "Quyết định số 05/QĐ-UBND ngày 15/12/2026"."""
    number, day = full_number(document), short_date(document.legal_date)
    return f"{document.get_kind_display()} số {number} ngày {day}"


def cited(document: Document) -> str:
    """With its issuer as well: no other document has the same."""
    return f"{reference_of(document)} của {document.issued_by}"
