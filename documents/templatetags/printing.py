"""What the templates of printed documents need beyond Django's own tags."""

import json

from django import template
from django.utils.html import conditional_escape, json_script
from django.utils.safestring import SafeString, mark_safe

from documents.domain.blocks import Table
from documents.domain.encoding import to_json

# From here on a table is painted, which costs a tenth; shorter ones WeasyPrint lays out alone.
LONG_TABLE = 300  # cells

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


@register.filter
def is_long(table: Table) -> bool:
    return len(table.rows) * len(table.columns) > LONG_TABLE


class _Readable(json.JSONEncoder):
    """Letters as they are, so that the renderer sees which ones no font has."""

    def __init__(self, **options):
        super().__init__(**options | {"ensure_ascii": False})


@register.filter
def as_data(table: Table) -> SafeString:
    """The table for documents.render.tables, in an element that holds data and never runs."""
    (data,) = to_json([table])
    return json_script(data, encoder=_Readable)
