from functools import partial

from django.apps import apps

from config.navigation import nav_items


def shell(request) -> dict:
    """What every page's frame shows; the menu is made only where a page draws it."""
    return {
        "is_demonstration": apps.is_installed("demo"),
        "nav_items": partial(nav_items, request),
    }
