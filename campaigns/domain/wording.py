"""Targets and criteria as people read them."""

from campaigns.enums import AssignmentState, CampaignState, Measure, Operator
from campaigns.models import Criterion, Indicator
from core.vietnamese.numbers import format_number

STATE_TONES = {
    CampaignState.DRAFT: "neutral",
    CampaignState.LAUNCHED: "info",
    CampaignState.CLOSED: "good",
}
ASSIGNMENT_TONES = {
    AssignmentState.DONE: "good",
    AssignmentState.OVERDUE: "bad",
    AssignmentState.SOON: "warning",
    AssignmentState.AHEAD: "neutral",
    AssignmentState.OPEN: "neutral",
}
OPEN_OPERATOR = "kế hoạch chưa nói rõ là mức sàn, mức trần hay đúng bằng"


def criterion_text(criterion: Criterion, indicator: Indicator) -> str:
    """What the criterion asks: "từ 98% trở lên", "không quá 5", "20% (kế hoạch chưa nói rõ …)"."""
    is_share = indicator.measure not in (Measure.COUNT, Measure.STATEMENT)
    level = format_number(criterion.threshold) + ("%" if is_share else "")
    match criterion.operator:
        case Operator.AT_LEAST:
            return f"từ {level} trở lên"
        case "":
            return f"{level} ({OPEN_OPERATOR})"
    return f"{Operator(criterion.operator).label} {level}"
