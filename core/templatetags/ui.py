"""The two marks that stand in nearly every row: an icon, and a state as a word with its colour."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/icons/sprite.svg"
TONE_ICONS = {
    "neutral": "circle-dashed",
    "info": "clock",
    "good": "circle-check",
    "warning": "alert-triangle",
    "bad": "alert-circle",
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Draw an icon beside a word; alone it would say nothing to a screen reader."""
    return format_html(
        '<svg class="ico" aria-hidden="true"><use href="{}#{}"></use></svg>', static(SPRITE), name
    )


@register.simple_tag
@lru_cache(maxsize=256)
def status(label: str, tone: str = "neutral", icon_name: str | None = None) -> SafeString:
    """Show a state: its word, the icon of its tone (or another one) and the colour of its tone."""
    mark = icon(icon_name or TONE_ICONS[tone])
    return format_html('<span class="state state-{}">{}{}</span>', tone, mark, label)
