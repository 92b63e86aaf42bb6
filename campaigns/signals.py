"""What happens to campaigns, for the rooms above this one; heard within the transaction."""

from django.dispatch import Signal

management_passing = Signal()
"""Asks, with `campaign`, `to` and `effective_on`, what handing it on would do above; a receiver
answers with sentences for the effect that a person agrees to."""

management_passed = Signal()
"""Another unit, `to`, manages the `campaign` from `effective_on` on; `former` no longer does."""

papers_asked = Signal()
"""Asks, with `campaign` and `documents`, which of these belong to the campaign; a receiver answers
with proposals for its records file."""
