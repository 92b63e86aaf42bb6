"""What happens in rooms below and touches submissions."""

from django.dispatch import receiver

from campaigns.signals import management_passed, management_passing
from results.domain.handover import foreseen, pass_reviews


@receiver(management_passing)
def tell_what_passes(sender, campaign, to, effective_on, **kwargs) -> list[str]:
    return foreseen(campaign, to=to, effective_on=effective_on)


@receiver(management_passed)
def pass_what_is_open(sender, campaign, former, to, effective_on, **kwargs) -> None:
    pass_reviews(campaign, former=former, to=to, effective_on=effective_on)
