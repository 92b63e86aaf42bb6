"""Reports as papers of their campaign."""

from collections.abc import Collection

from campaigns.models import Campaign
from documents.domain.records.proposals import Proposal
from documents.models import Document


def papers_of(campaign: Campaign, units: Collection[int]) -> list[Proposal]:
    """The reports that these units issued on the campaign."""
    issued = Document.objects.out().filter(
        progress_report__submission__campaign=campaign, issuer__unit__in=units
    )
    return [Proposal(document, "báo cáo kết quả") for document in issued]
