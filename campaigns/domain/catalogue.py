"""The catalogue of indicators and grade scales, shared by all campaigns.

What a launched campaign asks for keeps its meaning: of such an indicator only the name and the
guidance may be corrected, of its scale only the name.
"""

import rules
from django.db import IntegrityError, transaction

from campaigns.enums import CampaignState, CombinationRule, Measure
from campaigns.models import Campaign, Grade, GradeScale, Indicator, Target
from campaigns.models.indicator import DEFINING
from campaigns.rules import catalogue_grant
from core.access.refusals import NotPermitted, NotPossible
from core.access.seen import check_unchanged
from core.audit.trail import record

CORRECTABLE = ("name", "guidance")
GRADED = (Measure.GRADED, Measure.GRADE)
Facts = dict[str, object]


class InvalidDefinition(NotPossible):
    """`errors` holds a Vietnamese sentence by field."""

    code = "invalid_definition"
    message = "Định nghĩa chưa hợp lệ. Hãy xem các ô được đánh dấu."

    def __init__(self, errors: dict[str, str]):
        self.errors = errors
        super().__init__()


class InUse(NotPossible):
    code = "in_use"
    message = (
        "Phong trào đã phát động đang dùng chỉ tiêu này nên chỉ sửa được tên và hướng dẫn; "
        "muốn đo theo cách khác, hãy thêm chỉ tiêu mới."
    )


class ScaleInUse(InUse):
    message = (
        "Phong trào đã phát động đang dùng thang này nên chỉ sửa được tên; "
        "muốn chia mức khác, hãy thêm thang mới."
    )


@transaction.atomic
def add_indicator(code: str, facts: Facts, *, by) -> Indicator:
    """Raises NotPermitted, InvalidDefinition."""
    _check_permitted(by)
    indicator = Indicator(code=code, **facts)
    _check_definition(indicator)
    _insert(indicator)
    record("campaigns.indicator_added", indicator, after=said(facts_of(indicator)), **_hand(by))
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, facts: Facts, *, by, seen: str) -> Indicator:
    """Writes what differs; the code stays. `seen` is fingerprint() what the person was shown.

    Raises NotPermitted, ChangedMeanwhile, InUse, InvalidDefinition.
    """
    _check_permitted(by)
    is_in_use = _lock_campaigns([indicator.pk])
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    before = facts_of(indicator)
    check_unchanged(before, seen)
    for name, value in facts.items():
        setattr(indicator, name, value)
    changes = _changes(before, facts_of(indicator))
    if is_in_use and changes.keys() - set(CORRECTABLE):
        raise InUse
    _check_definition(indicator)
    if changes:
        indicator.save()
        before = {name: before[name] for name in changes}
        record("campaigns.indicator_changed", indicator, before=before, after=changes, **_hand(by))
    return indicator


@transaction.atomic
def add_scale(code: str, name: str, grades: list[str], *, by) -> GradeScale:
    """`grades` are labels, best first. Raises NotPermitted, InvalidDefinition."""
    _check_permitted(by)
    scale = GradeScale(code=code, name=name)
    _insert(scale)
    write_grades(scale, grades)
    record("campaigns.scale_added", scale, after=said(scale_facts_of(scale)), **_hand(by))
    return scale


@transaction.atomic
def change_scale(scale: GradeScale, name: str, grades: list[str], *, by, seen: str) -> GradeScale:
    """Raises NotPermitted, ChangedMeanwhile, ScaleInUse."""
    _check_permitted(by)
    is_in_use = _lock_campaigns(scale.indicator_set.values("pk"))
    scale = GradeScale.objects.select_for_update().get(pk=scale.pk)
    before = scale_facts_of(scale)
    check_unchanged(before, seen)
    changes = _changes(before, {"name": name, "grades": grades})
    if is_in_use and "grades" in changes:
        raise ScaleInUse
    if changes:
        scale.name = name
        scale.save()
        if "grades" in changes:
            write_grades(scale, grades)
        before = {name: before[name] for name in changes}
        record("campaigns.scale_changed", scale, before=before, after=changes, **_hand(by))
    return scale


def facts_of(indicator: Indicator) -> Facts:
    """What an indicator says, as the trail keeps it."""
    facts = {name: getattr(indicator, name) for name in ("code", "name", *DEFINING, "guidance")}
    return facts | {"scale": indicator.scale.code if indicator.scale else ""}


def scale_facts_of(scale: GradeScale) -> Facts:
    grades = [grade.label for grade in scale.grades.all()]
    return {"code": scale.code, "name": scale.name, "grades": grades}


def said(facts: Facts) -> Facts:
    """Without what is empty or untrue."""
    return {name: value for name, value in facts.items() if value}


def write_grades(scale: GradeScale, labels: list[str]) -> None:
    """Lays the labels down as the grades of the scale, best first."""
    for position, label in enumerate(labels, start=1):
        Grade.objects.update_or_create(scale=scale, position=position, defaults={"label": label})
    scale.grades.filter(position__gt=len(labels)).delete()


def definition_problems(indicator: Indicator) -> dict[str, str]:
    """What contradicts itself in a definition: a Vietnamese sentence by field."""
    problems = {}
    measure = indicator.measure
    if (measure in GRADED) != bool(indicator.scale):
        problems["scale"] = (
            "Hãy chọn thang xếp loại."
            if measure in GRADED
            else "Cách đo này không dùng thang xếp loại."
        )
    if measure in (Measure.GRADE, Measure.DONE):
        for name in ("part_rule", "whole_rule") if measure == Measure.DONE else ("part_rule",):
            if getattr(indicator, name) != CombinationRule.LATEST:
                problems[name] = "Với cách đo này, các kỳ lấy số của kỳ gần nhất."
    if measure != Measure.RATIO:
        for name in ("whole_is_quota", "percentages_only", "part_may_exceed_whole"):
            if getattr(indicator, name):
                problems[name] = "Chỉ dùng với cách đo là tỷ lệ."
    elif indicator.whole_is_quota:
        problems |= _quota_problems(indicator)
    return problems


def _quota_problems(indicator: Indicator) -> dict[str, str]:
    problems = {}
    if indicator.percentages_only:
        problems["percentages_only"] = "Mẫu số là chỉ tiêu giao thì phải nhập số tuyệt đối."
    if indicator.whole_rule != CombinationRule.ONCE:
        problems["whole_rule"] = "Chỉ tiêu giao được tính một lần cho cả năm."
    return problems


def _check_permitted(by) -> None:
    if not rules.has_perm("campaigns.change_catalogue", by):
        raise NotPermitted


def _check_definition(indicator: Indicator) -> None:
    if problems := definition_problems(indicator):
        raise InvalidDefinition(problems)


def _lock_campaigns(indicators) -> bool:
    """Keeps the campaigns that ask for them from being launched meanwhile; whether one already was.

    Whoever launches a campaign locks its row.
    """
    asking = Target.objects.filter(indicator__in=indicators).values("campaign")
    campaigns = Campaign.objects.select_for_update().filter(pk__in=asking).order_by("pk")
    return any(campaign.state != CampaignState.DRAFT for campaign in campaigns)


def _insert(entry: Indicator | GradeScale) -> None:
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if type(entry).objects.filter(code=entry.code).exists():
            raise InvalidDefinition({"code": "Mã này đã có."}) from error
        raise


def _changes(before: Facts, after: Facts) -> Facts:
    return {name: value for name, value in after.items() if value != before[name]}


def _hand(by) -> dict:
    """Who did it, under which grant and where, for the trail."""
    grant = catalogue_grant(by)
    return {"by": by, "grant": grant, "unit_id": grant.unit_id}
