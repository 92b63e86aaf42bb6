"""Writing, changing and removing the targets of a campaign, each with its criteria."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from django.apps import apps
from django.db import transaction
from django.db.models import Max

from campaigns.domain.editing.criteria import (
    CriterionPlan,
    below_the_superior,
    criteria_of,
    criteria_problems,
    write_criteria,
)
from campaigns.domain.editing.places import place_of, place_problems
from campaigns.domain.editing.sections import (
    InvalidPlan,
    Problem,
    finish_editing,
    open_for_editing,
)
from campaigns.domain.tied_text import body_of
from campaigns.domain.wording import criterion_text
from campaigns.enums import Measure
from campaigns.models import Campaign, ContentArea, Indicator, Period, Target
from core.access.refusals import NotPossible, Stale
from core.access.seen import check_unchanged
from units.enums import UnitKind
from units.models import Unit

PLAIN_FIELDS = (
    "area",
    "indicator",
    "code",
    "title",
    "sentence",
    "anchor",
    "source",
    "judged_from",
)


class TargetGone(Stale):
    code = "target_gone"
    message = "Chỉ tiêu này vừa bị xóa. Nội dung bạn gõ chưa được ghi."


class TargetAsked(NotPossible):
    code = "target_asked"
    message = "Chỉ tiêu đã được hỏi ở kỳ đã mở nên không bỏ được."


@dataclass(frozen=True)
class TargetPlan:
    """A target as it is to be; without an anchor its place in the plan's text is looked for."""

    area: ContentArea
    indicator: Indicator
    code: str
    title: str
    sentence: str
    source: str
    asked_in: Sequence[Period]
    judged_from: Period | None = None
    reporting_kinds: Sequence[str] = ()
    anchor: str = ""
    reporting_units: Sequence[Unit] = ()
    criteria: Sequence[CriterionPlan] = ()


class InvalidTarget(InvalidPlan):
    """`problems` are those of the criteria by row, `field_problems` those of the target itself."""

    def __init__(self, problems: Sequence[Problem], field_problems: Sequence[Problem]):
        self.field_problems = field_problems
        super().__init__(problems)


def target_facts(target: Target) -> dict:
    """The target as plain facts, for its fingerprint."""
    return {
        "area": target.area_id,
        "indicator": target.indicator_id,
        "code": target.code,
        "title": target.title,
        "sentence": target.sentence,
        "anchor": target.anchor,
        "source": target.source,
        "asked_in": sorted(period.ordinal for period in target.asked_in.all()),
        "judged_from": target.judged_from_id,
        "reporting_kinds": sorted(target.reporting_kinds),
        "reporting_units": sorted(unit.pk for unit in target.reporting_units.all()),
        "criteria": [asdict(plan) for plan in criteria_of(target)],
    }


@transaction.atomic
def add_target(campaign: Campaign, plan: TargetPlan, *, by, reason: str = "") -> Target:
    """Raises NotPermitted, CampaignClosed, ReasonMissing, InvalidTarget."""
    campaign = open_for_editing(campaign, by=by, reason=reason)
    last = campaign.targets.aggregate(last=Max("ordinal"))["last"] or 0
    target = Target(campaign=campaign, ordinal=last + 1)
    plan = _checked(campaign, target, plan)
    _write(target, plan)
    finish_editing(campaign, before={}, after=_words(target), by=by, reason=reason)
    return target


@transaction.atomic
def change_target(target: Target, plan: TargetPlan, *, by, seen: str, reason: str = "") -> Target:
    """`seen` is the fingerprint of target_facts() as they were shown.

    Raises NotPermitted, CampaignClosed, ReasonMissing, TargetGone, ChangedMeanwhile, InvalidTarget.
    """
    campaign = open_for_editing(target.campaign, by=by, reason=reason)
    target = _stored(campaign, target)
    check_unchanged(target_facts(target), seen)
    before = _words(target)
    plan = _checked(campaign, target, plan)
    _write(target, plan)
    target = campaign.targets.get(pk=target.pk)
    finish_editing(campaign, before=before, after=_words(target), by=by, reason=reason)
    return target


@transaction.atomic
def remove_target(target: Target, *, by, reason: str = "") -> Campaign:
    """Possible until a period has asked it.

    Raises NotPermitted, CampaignClosed, ReasonMissing, TargetGone, TargetAsked.
    """
    campaign = open_for_editing(target.campaign, by=by, reason=reason)
    target = _stored(campaign, target)
    if not can_remove(target):
        raise TargetAsked
    before = _words(target)
    target.criteria.exclude(nested_in=None).delete()
    target.criteria.all().delete()
    target.asked_in.clear()
    target.reporting_units.clear()
    target.delete()
    return finish_editing(campaign, before=before, after={}, by=by, reason=reason)


def can_remove(target: Target) -> bool:
    """Whether no opened period has asked it yet."""
    return not any(period.opened_at for period in target.asked_in.all())


def was_removed(campaign: Campaign, target_id: int) -> bool:
    """Whether the campaign had a target with this key once, and has it no more."""
    history = apps.get_model("campaigns", "TargetEvent").objects
    known = history.filter(pgh_obj_id=target_id, campaign=campaign).exists()
    return known and not campaign.targets.filter(pk=target_id).exists()


def _stored(campaign: Campaign, target: Target) -> Target:
    stored = campaign.targets.filter(pk=target.pk).first()
    if stored is None:
        raise TargetGone
    return stored


def _words(target: Target) -> dict[str, str]:
    """The target in words, for the trail."""
    criteria = [
        f"{row.label} {criterion_text(row, target.indicator)}" for row in target.criteria.all()
    ]
    kinds = [str(UnitKind(kind).label) for kind in target.reporting_kinds]
    named = {
        "": target.title,
        "nội dung": str(target.area),
        "câu": target.sentence,
        "đoạn": target.anchor,
        "nguồn": target.source,
        "chỉ tiêu thống kê": str(target.indicator),
        "ngưỡng": "; ".join(criteria),
        "kỳ hỏi": ", ".join(map(str, target.asked_in.all())),
        "đánh giá từ": str(target.judged_from or ""),
        "loại đơn vị": ", ".join(kinds),
        "đơn vị được nêu tên": ", ".join(map(str, target.reporting_units.all())),
    }
    return {f"Chỉ tiêu {target.code} {part}".strip(): text for part, text in named.items()}


def _write(target: Target, plan: TargetPlan) -> None:
    for name in PLAIN_FIELDS:
        setattr(target, name, getattr(plan, name))
    target.reporting_kinds = list(plan.reporting_kinds)
    target.save()
    target.asked_in.set(plan.asked_in)
    target.reporting_units.set(plan.reporting_units)
    write_criteria(target, plan.criteria)


def _checked(campaign: Campaign, target: Target, plan: TargetPlan) -> TargetPlan:
    """The plan with its sentence's place in the text, when all of it holds."""
    blocks = body_of(campaign).blocks
    plan = replace(plan, anchor=place_of(blocks, plan.sentence, plan.anchor))
    field_problems = [
        *_field_problems(campaign, target, plan),
        *_opened_problems(target, plan),
        *place_problems(blocks, plan.sentence, plan.anchor),
    ]
    problems = [
        *criteria_problems(plan.criteria, plan.indicator),
        *below_the_superior(target, plan.criteria),
    ]
    if problems or field_problems:
        raise InvalidTarget(problems, field_problems)
    return plan


def _field_problems(campaign: Campaign, target: Target, plan: TargetPlan) -> Iterator[Problem]:
    if campaign.targets.filter(code=plan.code).exclude(pk=target.pk).exists():
        yield Problem(0, "code", "Mã này đã dùng cho chỉ tiêu khác của phong trào.")
    if not plan.asked_in:
        yield Problem(0, "asked_in", "Hãy chọn ít nhất một kỳ báo cáo.")
    asked = {period.pk for period in plan.asked_in}
    if plan.judged_from and plan.judged_from.pk not in asked:
        yield Problem(0, "judged_from", "Kỳ đánh giá phải là một kỳ có hỏi chỉ tiêu.")
    taking_part = set(campaign.participations.values_list("unit_id", flat=True))
    for unit in (unit for unit in plan.reporting_units if unit.pk not in taking_part):
        message = f"{unit} không tham gia phong trào nên không nêu tên được."
        yield Problem(0, "reporting_units", message)
    if plan.indicator.measure == Measure.STATEMENT and plan.criteria:
        yield Problem(0, "indicator", "Chỉ tiêu bằng lời không có ngưỡng để so.")


def _opened_problems(target: Target, plan: TargetPlan) -> Iterator[Problem]:
    """What an opened period asked stays as it was asked; figures rest on it."""
    if target.pk is None:
        opened_before: set[int] = set()
    else:
        opened_before = {p.pk for p in target.asked_in.all() if p.opened_at}
    opened_after = {period.pk for period in plan.asked_in if period.opened_at}
    if opened_before != opened_after:
        message = "Kỳ đã mở thì không thêm, không bỏ câu hỏi được nữa."
        yield Problem(0, "asked_in", message)
    if opened_before and plan.indicator.pk != target.indicator_id:
        yield Problem(0, "indicator", "Đã có kỳ hỏi chỉ tiêu thống kê này nên không đổi được.")
