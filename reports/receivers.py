"""What happens in the rooms below and touches reports."""

from django.dispatch import receiver

from campaigns.signals import papers_asked
from core.erasure import signals as erasure
from core.erasure.spill import Paper
from reports.domain.papers import reports_among
from reports.domain.traces import empty_reports, papers_with_numbers


@receiver(papers_asked)
def propose_reports(sender, campaign, documents, **kwargs) -> list:
    return reports_among(documents, campaign)


@receiver(erasure.papers_asked)
def name_reports_with_numbers(sender, spill, copies, **kwargs) -> list[Paper]:
    return papers_with_numbers(spill)


@receiver(erasure.content_erased)
def empty_reports_with_numbers(sender, spill, **kwargs) -> None:
    empty_reports(spill)
