"""How one document is named on another, and on screens."""

from core.vietnamese.dates import short_date
from documents.domain.layout import full_number
from documents.models import Document


def cited(document: Document) -> str:
    """Kind, number, day and issuer of a numbered document: no other has the same."""
    day = short_date(document.legal_date)
    kind = document.get_kind_display()
    return f"{kind} số {full_number(document)} ngày {day} của {document.issued_by}"
