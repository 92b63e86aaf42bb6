"""The way back, offered beside the word that something was done."""

from django.contrib import messages


def tell_done(request, text: str, *, undo: str) -> None:
    """Says what was done, with a button that posts to `undo`: an act that needs nothing typed.

    The button asks no permission beforehand; the act itself does.
    """
    messages.success(request, text, extra_tags=undo)
