"""What happens to documents, for the rooms above this one; heard within the transaction."""

from django.dispatch import Signal

addressees_asked = Signal()
"""Asks, with `document`, for whom lines of its addressees stand; a receiver answers with the names
of these units by the line, as a list behind the text has them."""

document_issued = Signal()
"""A `document` was issued by a person (`by`); the list of those it goes to is laid out."""
