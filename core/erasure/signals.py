"""What an erasure asks of the rooms; heard within its transaction."""

from django.dispatch import Signal

papers_asked = Signal()
"""Asks, with `spill` and the `copies` that were found, which papers hold it; a receiver answers
with a list of Papers."""

content_erased = Signal()
"""The content of `spill` is gone from all rows: what was made of it may need to be made anew."""
