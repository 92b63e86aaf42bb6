"""How a page names a unit."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def unit_link(context, unit) -> str:
    """Name a unit, with a link to its page for whom it is within reach."""
    if unit is None:
        return "không có"
    if unit.pk not in context["request"].user.reachable_unit_ids:
        return str(unit)
    return format_html('<a href="{}">{}</a>', unit.get_absolute_url(), unit)
