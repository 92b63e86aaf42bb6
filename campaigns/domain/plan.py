"""What a campaign's plan says, laid out to be read beside its own words."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject

from campaigns.domain.papers import papers_told
from campaigns.domain.wording import criterion_text, reporters_text
from campaigns.models import (
    Assignment,
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
    reporters: str


@dataclass(frozen=True)
class AreaPlan:
    area: ContentArea
    targets: list[TargetPlan]


@dataclass(frozen=True)
class ManagementLine:
    unit: str
    valid_from: date
    valid_to: date | None
    act: str


def with_plan(campaigns, *, reader):
    """The campaigns with all that their page reads, in a number of queries that never changes.

    Of their papers it tells which the reader may open.
    """
    asked = Period.objects.filter(targets=OuterRef("pk")).order_by("ordinal")
    targets = (
        Target.objects.select_related("indicator", "judged_from")
        .prefetch_related("criteria")
        .with_reporters()
        .annotate(asked_labels=ArraySubquery(asked.values("label")))
    )
    return (
        campaigns.annotate(passed_on=_managements(), drafted=papers_told(reader))
        .select_related("issuing_unit", "managing_unit", "parent", "signatory")
        .prefetch_related(
            "phases",
            Prefetch("periods", Period.objects.select_related("phase")),
            Prefetch("versions", DefinitionVersion.objects.defer("definitions")),
            Prefetch("assignments", Assignment.objects.select_related("unit")),
            "areas",
            Prefetch("areas__targets", targets),
        )
    )


def with_targets(campaigns):
    """The campaigns with no more than plan_of() reads."""
    targets = Target.objects.select_related("indicator").prefetch_related("criteria")
    return campaigns.prefetch_related("areas", Prefetch("areas__targets", targets.with_reporters()))


def _managements() -> ArraySubquery:
    """Read along with the campaign itself."""
    rows = Management.objects.filter(campaign=OuterRef("pk")).order_by("valid_from")
    told = JSONObject(
        unit="unit__short_name", valid_from="valid_from", valid_to="valid_to", act="act"
    )
    return ArraySubquery(rows.values(told=told))


def managements_of(campaign: Campaign) -> list[ManagementLine]:
    """Who managed a campaign of with_plan() when; nobody where it was never passed on."""
    return [
        ManagementLine(
            unit=told["unit"],
            valid_from=date.fromisoformat(told["valid_from"]),
            valid_to=date.fromisoformat(told["valid_to"]) if told["valid_to"] else None,
            act=told["act"],
        )
        for told in campaign.passed_on
    ]


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
    return TargetPlan(target, criteria, reporters_text(target))
