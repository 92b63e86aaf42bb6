"""What is possible with a campaign now, whoever asks."""

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


def check_definitions(campaign: Campaign) -> None:
    """What the plan must have settled before anybody reports on it (Law 06/2022 article 17)."""
    for missing in _gaps(campaign):
        raise IncompleteDefinitions(missing)


def _gaps(campaign: Campaign):
    if not campaign.areas.exists():
        yield "Phong trào chưa có nội dung thi đua nào."
    if not campaign.periods.exists():
        yield "Phong trào chưa có kỳ báo cáo nào."
    if not campaign.participations.exists():
        yield "Phong trào chưa có đơn vị tham gia."
    for target in campaign.targets.filter(criteria__operator=""):
        yield f"Chỉ tiêu {target.code}: kế hoạch chưa nói rõ là mức sàn, mức trần hay đúng bằng."
    for target in campaign.targets.filter(asked_in=None):
        yield f"Chỉ tiêu {target.code}: chưa chọn kỳ báo cáo."
