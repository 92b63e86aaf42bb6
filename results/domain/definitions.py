"""The targets of a campaign as a version of its definitions says them, whatever they say by now."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, OuterRef

from campaigns.models import ContentArea, Criterion, DefinitionVersion, Indicator, Period, Target
from units.models import Unit


def superseded(version_id: int) -> DefinitionVersion | None:
    """The version, unless it is the campaign's newest: that one the targets themselves say."""
    newer = DefinitionVersion.objects.filter(
        campaign=OuterRef("campaign"), number__gt=OuterRef("number")
    )
    return DefinitionVersion.objects.filter(Exists(newer), pk=version_id).first()


def targets_of_version(version: DefinitionVersion, period: Period) -> list[Target]:
    """The targets that the version asks in the period, in the order of the plan; not to be saved.

    Their keys are places in the version. An area that the version does not name is that of the
    target with the same code, or else of one with the same indicator. Five queries.
    """
    asked = [facts for facts in version.definitions if period.ordinal in facts["asked_in"]]
    indicators = _indicators(facts["indicator"] for facts in asked)
    units = _unit_ids(asked)
    areas = _areas(version)
    targets = []
    for place, facts in enumerate(asked, start=1):
        target = _target(place, facts, indicators[facts["indicator"]])
        target.area = areas.get(facts["code"]) or areas[facts["indicator"]]
        target.named_unit_ids = [units[unit["code"]] for unit in facts["reporting_units"]]
        targets.append(target)
    return sorted(targets, key=lambda target: (target.area.ordinal, target.pk))


def _target(place: int, facts: dict, indicator: Indicator) -> Target:
    judged_from = facts["judged_from"]
    target = Target(
        pk=place,
        indicator=indicator,
        ordinal=place,
        judged_from=Period(ordinal=judged_from) if judged_from else None,
        **{name: facts[name] for name in ("code", "title", "sentence", "reporting_kinds")},
    )
    target.thresholds = [_criterion(one) for one in facts["criteria"]]
    return target


def _criterion(facts: dict) -> Criterion:
    names = ("ordinal", "label", "grades", "operator", "exceeding_counts")
    return Criterion(
        threshold=Decimal(facts["threshold"]),
        nested_in_id=facts["nested_in"],
        **{name: facts[name] for name in names},
    )


def _indicators(codes: Iterable[str]) -> dict[str, Indicator]:
    rows = Indicator.objects.filter(code__in=set(codes)).select_related("scale")
    return {row.code: row for row in rows.prefetch_related("scale__grades")}


def _unit_ids(asked: list[dict]) -> dict[str, int]:
    codes = {unit["code"] for facts in asked for unit in facts["reporting_units"]}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}


def _areas(version: DefinitionVersion) -> dict[str, ContentArea]:
    """By the codes of today's targets, and by those of their indicators."""
    targets = Target.objects.filter(campaign=version.campaign_id)
    rows = list(targets.select_related("area", "indicator").order_by("-ordinal"))
    by_indicator = {row.indicator.code: row.area for row in rows}
    return by_indicator | {row.code: row.area for row in rows}
