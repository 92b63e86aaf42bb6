"""What happens to units, for the rooms above this one; heard within the transaction."""

from django.dispatch import Signal

units_ending = Signal()
"""Asks, with `units`, `successors` and `effective_on`, what ending the units would do above; a
receiver answers with pairs of a campaign's name and sentences for the effect to be agreed to."""

units_ended = Signal()
"""The `units` exist no more from `effective_on` on, their `successors` took over; with the
`reason` and `by` whom."""
