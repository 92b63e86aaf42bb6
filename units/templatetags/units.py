"""How a page names a unit."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def unit_link(context, key: int | None, name) -> str:
    """Name a unit, with a link to its page for whom it is within reach."""
    if key is None:
        return "không có"
    if key not in context["request"].user.reachable_unit_ids:
        return str(name)
    return format_html('<a href="{}">{}</a>', reverse("units:detail", args=[key]), name)
