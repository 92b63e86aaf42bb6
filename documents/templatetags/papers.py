"""How documents and their codes are named, on screens and on paper."""

from collections.abc import Collection

from django import template
from django.utils.html import format_html

from documents.domain.layout import drafting_mark, full_number
from documents.domain.naming import cited, reference_of
from documents.domain.verification import grouped
from documents.models import Document

register = template.Library()

register.filter("cited", cited)
register.filter("drafting_mark", drafting_mark)
register.filter("full_number", full_number)
register.filter("grouped", grouped)
register.filter("reference_of", reference_of)


@register.simple_tag
def named(document: Document, reference: str, in_sight: Collection[int]) -> str:
    """How a page names another document; a link for those who may open it."""
    if document.pk not in in_sight:
        return reference
    return format_html('<a href="{}">{}</a>', document.get_absolute_url(), reference)
