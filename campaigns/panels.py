"""What is waiting in the room of campaigns, for the first screen."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from accounts.enums import Role
from campaigns.domain.quota_sheet import with_uneven_quotas
from campaigns.domain.readiness import PARTS, Finding, findings_of
from campaigns.domain.wording import STATE_TONES
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.panels import Panel

MOST = 5  # campaigns that one can take in at a glance; the rest stands in the list
NEXT_DATES = 3


@dataclass(frozen=True)
class Work:
    """A campaign that the person runs: what its plan still lacks, and what comes next."""

    campaign: Campaign
    findings: list[Finding]
    dates: list[tuple[date, str]]
    is_over: bool

    @property
    def tone(self) -> str:
        return STATE_TONES[CampaignState(self.campaign.state)]

    @property
    def forbidding(self) -> int:
        return sum(finding.forbids for finding in self.findings)

    @property
    def doubtful(self) -> int:
        return len(self.findings) - self.forbidding


def work_of(user) -> list[Work]:
    """The campaigns that the person runs and that are not closed, the newest first."""
    own = Q(managing_unit__in=user.unit_ids_as([Role.CAMPAIGN_OFFICER]))
    today = timezone.localdate()
    running = Campaign.objects.filter(own).exclude(state=CampaignState.CLOSED)
    campaigns = list(with_uneven_quotas(running, today).select_related("body")[:MOST])
    drafts = [campaign for campaign in campaigns if campaign.state == CampaignState.DRAFT]
    prefetch_related_objects(campaigns, "periods")
    prefetch_related_objects(drafts, *PARTS)
    return [
        Work(campaign, _findings(campaign), _dates(campaign, today), campaign.ends_on < today)
        for campaign in campaigns
    ]


def _findings(campaign: Campaign) -> list[Finding]:
    return findings_of(campaign) if campaign.state == CampaignState.DRAFT else []


def _dates(campaign: Campaign, today: date) -> list[tuple[date, str]]:
    """The next days of the schedule on which something happens."""
    coming = [
        (day, f"{words} {period}")
        for period in campaign.periods.all()
        for day, words in (
            (period.opens_on, "mở nhập liệu"),
            (period.due_on, "hạn gửi"),
            (period.closes_on, "khóa sổ"),
        )
        if day >= today
    ]
    return sorted(coming)[:NEXT_DATES]


MY_CAMPAIGNS = Panel(frozenset({Role.CAMPAIGN_OFFICER}), "campaigns/_my_campaigns.html", work_of)
