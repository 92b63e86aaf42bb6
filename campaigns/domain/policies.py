"""What is possible with a campaign now, whoever asks."""

from campaigns.domain.readiness import findings_of
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.refusals import NotPossible

NEXT_STATES = {
    CampaignState.DRAFT: [CampaignState.LAUNCHED],
    CampaignState.LAUNCHED: [CampaignState.CLOSED],
    CampaignState.CLOSED: [],
}


class CampaignClosed(NotPossible):
    code = "campaign_closed"
    message = "Phong trào đã kết thúc nên không thay đổi được nữa."


class NotLaunched(NotPossible):
    code = "not_launched"
    message = "Phong trào chưa phát động."


class IncompleteDefinitions(NotPossible):
    code = "incomplete_definitions"


def check_next_state(campaign: Campaign, state: CampaignState) -> None:
    if not can_become(campaign, state):
        raise NotPossible(
            f"Phong trào đang ở trạng thái “{campaign.get_state_display()}”, "
            f"không chuyển sang “{state.label}” được."
        )


def can_become(campaign: Campaign, state: CampaignState) -> bool:
    return state in NEXT_STATES[CampaignState(campaign.state)]


def check_not_closed(campaign: Campaign) -> None:
    if campaign.state == CampaignState.CLOSED:
        raise CampaignClosed


def check_launched(campaign: Campaign) -> None:
    """Raises NotLaunched, CampaignClosed."""
    if campaign.state == CampaignState.DRAFT:
        raise NotLaunched
    check_not_closed(campaign)


def check_definitions(campaign: Campaign) -> None:
    """Raises IncompleteDefinitions with the first finding that forbids the launch."""
    for finding in findings_of(campaign):
        if finding.forbids:
            raise IncompleteDefinitions(finding.text)
