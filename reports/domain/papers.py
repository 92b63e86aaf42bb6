"""Reports as papers of their campaign."""

from campaigns.models import Campaign
from documents.domain.records.proposals import Proposal

REPORT = "báo cáo kết quả"


def reports_among(documents, campaign: Campaign) -> list[Proposal]:
    """The reports on the campaign among some documents."""
    reports = documents.filter(progress_report__submission__campaign=campaign)
    return [Proposal(document, REPORT) for document in reports]
