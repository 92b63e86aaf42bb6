"""What a campaign's plan says, laid out to be read beside its own words."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from campaigns.domain.wording import criterion_text
from campaigns.models import (
    Campaign,
    ContentArea,
    Criterion,
    DefinitionVersion,
    Management,
    Period,
    Target,
)


@dataclass(frozen=True)
class CriterionLine:
    criterion: Criterion
    asks: str


@dataclass(frozen=True)
class TargetPlan:
    target: Target
    criteria: list[CriterionLine]


@dataclass(frozen=True)
class AreaPlan:
    area: ContentArea
    targets: list[TargetPlan]


def with_plan(campaigns):
    """The campaigns with all that plan_of() reads, in a number of queries that never changes."""
    targets = Target.objects.select_related("indicator", "judged_from").prefetch_related(
        "criteria", "asked_in"
    )
    passed_on = Exists(Management.objects.filter(campaign=OuterRef("pk")))
    return (
        campaigns.annotate(was_passed_on=passed_on)
        .select_related("issuing_unit", "managing_unit", "parent", "signatory")
        .prefetch_related(
            "phases",
            Prefetch("periods", Period.objects.select_related("phase")),
            Prefetch("versions", DefinitionVersion.objects.defer("definitions")),
            "areas",
            Prefetch("areas__targets", targets),
        )
    )


def plan_of(campaign: Campaign) -> list[AreaPlan]:
    """The content areas in order, each with its targets and what their criteria ask."""
    return [
        AreaPlan(area, [_target_plan(target) for target in area.targets.all()])
        for area in campaign.areas.all()
    ]


def _target_plan(target: Target) -> TargetPlan:
    criteria = [
        CriterionLine(criterion, criterion_text(criterion, target.indicator))
        for criterion in target.criteria.all()
    ]
    return TargetPlan(target, criteria)
