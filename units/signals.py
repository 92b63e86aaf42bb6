"""What happens to units, for the rooms above this one; heard within the transaction."""

from django.dispatch import Signal

units_moving = Signal()
"""Asks, with `units` and `day`, in which running campaigns the units have a part on the day or
later; a receiver answers with TouchedCampaigns."""

units_ending = Signal()
"""Asks the same of `units` that end, with their `successors` and `effective_on`; a receiver answers
with TouchedCampaigns that tell what changes as well."""

units_ended = Signal()
"""The `units` exist no more from `effective_on` on, their `successors` took over; with the
`reason` and `by` whom."""
