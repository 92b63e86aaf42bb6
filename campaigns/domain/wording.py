"""Targets and criteria as people read them."""

from campaigns.enums import AssignmentState, CampaignState, Measure, Operator
from campaigns.models import Criterion, Indicator, Target
from core.vietnamese.numbers import format_number
from units.enums import UnitKind

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


def reporters_text(target: Target) -> str:
    """Who reports it: "mọi đơn vị tham gia", "cấp xã, UBND xã A". For targets with_reporters()."""
    kinds = [UnitKind(kind).label for kind in target.reporting_kinds]
    return ", ".join([*kinds, *target.named_unit_names]) or "mọi đơn vị tham gia"
