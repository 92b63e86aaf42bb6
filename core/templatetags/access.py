"""Whether to offer an act: the same question the verb asks again."""

import rules
from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context, permission: str, about=None) -> bool:
    """Tell whether the person at the screen has a permission, about an object or in general."""
    return rules.has_perm(permission, context["request"].user, about)
