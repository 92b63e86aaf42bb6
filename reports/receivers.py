"""What happens in the room of campaigns and touches reports."""

from django.dispatch import receiver

from campaigns.signals import papers_asked
from reports.domain.papers import papers_of


@receiver(papers_asked)
def propose_reports(sender, campaign, units, **kwargs) -> list:
    return papers_of(campaign, units)
