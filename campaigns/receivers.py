"""What happens in the room of units and touches campaigns."""

from django.dispatch import receiver

from campaigns.domain.succession import follow, foreseen
from campaigns.domain.touched import touched
from units.signals import units_ended, units_ending, units_moving


@receiver(units_moving)
def tell_who_has_a_part(sender, units, day, **kwargs) -> list:
    return touched(units, day)


@receiver(units_ending)
def tell_who_takes_part(sender, units, successors, effective_on, **kwargs) -> list:
    return foreseen(units, successors, effective_on)


@receiver(units_ended)
def succeed_in_campaigns(sender, units, successors, effective_on, reason, by, **kwargs) -> None:
    follow(units, successors, effective_on, reason=reason, by=by)
