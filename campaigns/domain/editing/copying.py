"""Drafting a campaign from another: the next year's, or a lower one that implements a higher."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import rules
from django.db import transaction

from campaigns.domain.calendar import same_day
from campaigns.domain.editing.about import create_campaign
from campaigns.domain.editing.body import write_body
from campaigns.domain.editing.participants import candidates_of
from campaigns.domain.editing.sections import InvalidPlan, Problem
from campaigns.domain.tied_text import body_of
from campaigns.enums import CampaignState
from campaigns.models import (
    Assignment,
    Campaign,
    ContentArea,
    Criterion,
    Participation,
    Period,
    Phase,
    Target,
)
from core.access.refusals import NotPermitted
from units.models import Unit

WORDS = ("guiding_thought", "purposes", "requirements", "scope", "means")
PERIOD_DAYS = ("data_from", "data_to", "opens_on", "due_on", "closes_on")


@dataclass(frozen=True)
class Successor:
    """What is new in a campaign drafted from another; the days shift by whole years."""

    name: str
    starts_on: date
    managing_unit: Unit
    theme: str = ""


@transaction.atomic
def draft_next(source: Campaign, successor: Successor, *, by) -> Campaign:
    """The plan again for another year: text, schedule, targets, assignments, who takes part.

    References and recipients are kept, the founding document is not: it is still to be written.
    Raises NotPermitted, InvalidPlan.
    """
    _check_visible(source, by)
    kept = {name: getattr(source, name) for name in ("legal_bases", "recipients", "signatory")}
    campaign = _draft(source, successor, by, kept | {"parent": source.parent})
    write_body(campaign, body_of(source))
    _copy_plan(source, campaign, is_lower=False)
    _copy_assignments(source, campaign)
    _copy_participants(source, campaign)
    return campaign


@transaction.atomic
def draft_lower(source: Campaign, successor: Successor, *, by) -> Campaign:
    """A campaign of a lower level that implements the source and cites its plan.

    Its targets name those they implement; its text is its own, still to be written. Who takes part
    is chosen there. Raises NotPermitted,
    InvalidPlan (the source is still a draft, or managed by the same unit).
    """
    _check_visible(source, by)
    if source.state == CampaignState.DRAFT:
        raise InvalidPlan([Problem(0, "", "Phong trào cấp trên còn là dự thảo.")])
    if source.managing_unit_id == successor.managing_unit.pk:
        message = "Đơn vị này quản lý phong trào cấp trên; hãy chọn đơn vị cấp dưới."
        raise InvalidPlan([Problem(0, "managing_unit", message)])
    reference = source.plan_reference.strip().rstrip(".;")
    bases = {"legal_bases": f"Căn cứ {reference};" if reference else ""}
    campaign = _draft(source, successor, by, bases | {"parent": source})
    _copy_plan(source, campaign, is_lower=True)
    return campaign


def _check_visible(source: Campaign, by) -> None:
    may_read = rules.has_perm("campaigns.view_campaign", by, source)
    if not (may_read and Campaign.objects.visible_to(by).filter(pk=source.pk).exists()):
        raise NotPermitted


def _draft(source: Campaign, successor: Successor, by, facts: Mapping) -> Campaign:
    years = successor.starts_on.year - source.starts_on.year
    issuer = source.issuing_unit if successor.managing_unit == source.managing_unit else None
    return create_campaign(
        {
            **{name: getattr(source, name) for name in WORDS},
            "kind": source.kind,
            "name": successor.name,
            "theme": successor.theme,
            "starts_on": successor.starts_on,
            "ends_on": same_day(source.ends_on, years),
            "managing_unit": successor.managing_unit,
            "issuing_unit": issuer or successor.managing_unit,
            **facts,
        },
        by=by,
    )


def _copy_plan(source: Campaign, campaign: Campaign, *, is_lower: bool) -> None:
    years = campaign.starts_on.year - source.starts_on.year
    phases = {phase.pk: _copy_phase(phase, campaign, years) for phase in source.phases.all()}
    periods = {
        period.pk: _copy_period(period, campaign, years, phases) for period in source.periods.all()
    }
    areas = {area.pk: _copy_area(area, campaign) for area in source.areas.all()}
    targets = _with_names(source)
    for target, named in _concerning(targets, campaign) if is_lower else targets:
        copy = _copy_target(target, campaign, areas, periods)
        copy.parent_target = target if is_lower else target.parent_target
        copy.anchor = "" if is_lower else target.anchor
        copy.save()
        copy.asked_in.set([periods[period.pk] for period in target.asked_in.all()])
        copy.reporting_units.set(named)
        _copy_criteria(target, copy)


def _with_names(source: Campaign) -> Iterator[tuple[Target, list[Unit]]]:
    for target in source.targets.prefetch_related("asked_in", "criteria", "reporting_units"):
        yield target, list(target.reporting_units.all())


def _concerning(
    targets: Iterable[tuple[Target, list[Unit]]], campaign: Campaign
) -> Iterator[tuple[Target, list[Unit]]]:
    """Without those that name other units only; a unit that is named asks all of its own."""
    under = set(candidates_of(campaign).values_list("pk", flat=True))
    for target, named in targets:
        is_named = campaign.managing_unit in named
        here = [] if is_named else [unit for unit in named if unit.pk in under]
        if here or is_named or target.reporting_kinds or not named:
            yield target, here


def _copy_phase(phase: Phase, campaign: Campaign, years: int) -> Phase:
    return Phase.objects.create(
        campaign=campaign,
        ordinal=phase.ordinal,
        label=phase.label,
        starts_on=same_day(phase.starts_on, years),
        ends_on=same_day(phase.ends_on, years),
    )


def _copy_period(period: Period, campaign: Campaign, years: int, phases: Mapping) -> Period:
    label = period.label.replace(str(campaign.starts_on.year - years), str(campaign.starts_on.year))
    return Period.objects.create(
        campaign=campaign,
        ordinal=period.ordinal,
        label=label,
        phase=phases.get(period.phase_id),
        **{name: same_day(getattr(period, name), years) for name in PERIOD_DAYS},
    )


def _copy_area(area: ContentArea, campaign: Campaign) -> ContentArea:
    return ContentArea.objects.create(
        campaign=campaign, ordinal=area.ordinal, title=area.title, text=area.text
    )


def _copy_target(target: Target, campaign: Campaign, areas: Mapping, periods: Mapping) -> Target:
    return Target(
        campaign=campaign,
        area=areas[target.area_id],
        indicator_id=target.indicator_id,
        ordinal=target.ordinal,
        code=target.code,
        title=target.title,
        sentence=target.sentence,
        source=target.source,
        reporting_kinds=target.reporting_kinds,
        judged_from=periods.get(target.judged_from_id),
    )


def _copy_criteria(target: Target, copy: Target) -> None:
    made: dict[int, Criterion] = {}
    for row in target.criteria.all():
        made[row.pk] = Criterion.objects.create(
            target=copy,
            ordinal=row.ordinal,
            label=row.label,
            grades=row.grades,
            operator=row.operator,
            threshold=row.threshold,
            nested_in=made.get(row.nested_in_id),
            exceeding_counts=row.exceeding_counts,
            answer_note=row.answer_note,
        )


def _copy_assignments(source: Campaign, campaign: Campaign) -> None:
    """The assignments again, none of them done; a unit that is gone is still named by the words."""
    years = campaign.starts_on.year - source.starts_on.year
    for row in source.assignments.select_related("unit"):
        stays = row.unit and row.unit.is_in_force(campaign.starts_on)
        Assignment.objects.create(
            campaign=campaign,
            ordinal=row.ordinal,
            what=row.what,
            assignee=row.assignee,
            unit=row.unit if stays else None,
            due_on=row.due_on and same_day(row.due_on, years),
        )


def _copy_participants(source: Campaign, campaign: Campaign) -> None:
    """Those who took part at the end and still exist at the beginning.

    Who reported to a unit that is gone reports to the one above it.
    """
    rows = source.participations.in_force(source.ends_on).select_related("unit")
    above = {row.unit_id: row.superior_id for row in rows}
    staying = [row.unit for row in rows if row.unit.is_in_force(campaign.starts_on)]
    kept = {unit.pk for unit in staying}
    for unit in staying:
        superior_id = above[unit.pk]
        while superior_id and superior_id not in kept:
            superior_id = above.get(superior_id)
        Participation.objects.create(
            campaign=campaign,
            unit=unit,
            superior_id=superior_id,
            valid_from=campaign.starts_on,
        )
