"""How documents and their codes are named, on screens and on paper."""

from django import template

from core.vietnamese.dates import short_date
from documents.domain.layout import full_number
from documents.domain.verification import grouped

register = template.Library()


@register.filter
def named(document) -> str:
    """Tell a document from all others, as another paper would cite it."""
    day = short_date(document.legal_date)
    kind = document.get_kind_display()
    return f"{kind} số {full_number(document)} ngày {day} của {document.issued_by}"


register.filter("full_number", full_number)
register.filter("grouped", grouped)
