"""What happens in the room of campaigns and touches reports."""

from django.dispatch import receiver

from campaigns.signals import papers_asked
from reports.domain.papers import reports_among


@receiver(papers_asked)
def propose_reports(sender, campaign, documents, **kwargs) -> list:
    return reports_among(documents, campaign)
