"""What the templates of printed documents need beyond Django's own tags."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def beside(cells, columns):
    """Pair the cells of a row with the columns they stand in."""
    return zip(cells, columns, strict=True)


@register.filter
def lines(text):
    """The lines of a head or of an office, which are printed one under the other."""
    return text.splitlines()


@register.filter
def breakable(text) -> SafeString:
    """Let a fraction too long for its cell break after the stroke, and nowhere else."""
    return mark_safe(conditional_escape(text).replace("/", "/<wbr>"))  # noqa: S308 escaped just now
