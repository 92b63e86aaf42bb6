"""What happens in rooms below and above and touches documents."""

from django.dispatch import receiver

from core.erasure.signals import content_erased, papers_asked
from core.erasure.spill import Paper
from documents.domain.traces import forget_erased_prints, papers_holding


@receiver(papers_asked)
def name_papers(sender, spill, copies, **kwargs) -> list[Paper]:
    return papers_holding(copies)


@receiver(content_erased)
def drop_erased_prints(sender, spill, **kwargs) -> None:
    forget_erased_prints()
