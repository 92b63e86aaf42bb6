"""Choosing the units that take part, and to whom each of them reports."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.domain.editing.sections import finish_editing, open_for_editing
from campaigns.domain.participations import end_before
from campaigns.enums import CampaignState, Tree
from campaigns.models import Campaign, Participation
from core.access.seen import check_unchanged
from core.vietnamese.dates import short_date
from units.models import Unit


def candidates_of(campaign: Campaign) -> QuerySet[Unit]:
    """The units under the managing one, by either tree, that exist in what may still be changed.

    Of a draft that is the campaign's time, after launch what is left of it.
    """
    under = Unit.objects.reached_from([campaign.managing_unit_id]).lasting(_first_day(campaign))
    return under.filter(valid_from__lte=campaign.ends_on).exclude(pk=campaign.managing_unit_id)


def _first_day(campaign: Campaign) -> date:
    """From when on a choice of units holds."""
    if campaign.state == CampaignState.DRAFT:
        return campaign.starts_on
    return max(timezone.localdate(), campaign.starts_on)


def participant_facts(campaign: Campaign) -> list[tuple]:
    """Who takes part, under whom, from when to when; for the fingerprint."""
    rows = campaign.participations.order_by("unit_id", "valid_from")
    return list(rows.values_list("unit_id", "superior_id", "valid_from", "valid_to"))


@transaction.atomic
def set_participants(
    campaign: Campaign, unit_ids: Collection[int], *, tree: Tree, by, seen: str, reason: str = ""
) -> Campaign:
    """Makes the given units, and the managing one, those that take part.

    Each reports to the nearest of them above it by the chosen tree, then by the other, otherwise
    to the managing unit. A draft is written anew; after launch units join today and leave as of
    yesterday, and those that stay keep their superior. Units that are no candidates are left out.
    Raises NotPermitted, CampaignClosed, ReasonMissing, ChangedMeanwhile.
    """
    campaign = open_for_editing(campaign, by=by, reason=reason)
    check_unchanged(participant_facts(campaign), seen)
    before = _words(campaign)
    chosen = {unit.pk: unit for unit in candidates_of(campaign).filter(pk__in=unit_ids)}
    chosen[campaign.managing_unit_id] = campaign.managing_unit
    first = _first_day(campaign)
    if campaign.state == CampaignState.DRAFT:
        for row in campaign.participations.all():
            row.delete()
    else:
        _leave(campaign, chosen, first)
    _join(campaign, chosen, tree, first)
    return finish_editing(campaign, before=before, after=_words(campaign), by=by, reason=reason)


def _words(campaign: Campaign) -> dict[str, str]:
    """To whom each unit reports and from when, for the trail."""
    rows = campaign.participations.select_related("unit", "superior")
    return {
        str(row.unit): f"báo cáo cho {row.superior or 'không đơn vị nào'}, "
        f"từ {short_date(row.valid_from)}"
        + (f" đến hết {short_date(row.valid_to)}" if row.valid_to else "")
        for row in rows
    }


def _leave(campaign: Campaign, chosen: Mapping[int, Unit], first: date) -> None:
    for row in campaign.participations.in_force(first).exclude(unit__in=chosen):
        end_before(row, first)


def _join(campaign: Campaign, chosen: Mapping[int, Unit], tree: Tree, first: date) -> None:
    taking_part = set(campaign.participations.in_force(first).values_list("unit_id", flat=True))
    parents = _parents(tree)
    for unit in chosen.values():
        if unit.pk in taking_part:
            continue
        is_root = unit.pk == campaign.managing_unit_id
        Participation.objects.create(
            campaign=campaign,
            unit=unit,
            superior_id=None if is_root else _superior(unit, chosen, parents, campaign),
            valid_from=max(first, unit.valid_from),
            valid_to=_last_day(unit, campaign),
        )


def _parents(tree: Tree) -> dict[int, list[int]]:
    """The superiors of every unit, those of the chosen tree first."""
    names = ("administrative_parent_id", "command_parent_id")
    order = names if tree == Tree.ADMINISTRATIVE else names[::-1]
    rows = Unit.objects.values_list("pk", *order)
    return {key: [parent for parent in above if parent] for key, *above in rows}


def _superior(unit: Unit, chosen, parents: dict[int, list[int]], campaign: Campaign) -> int:
    """Going up level by level until somebody who takes part stands there."""
    level, seen = parents.get(unit.pk, []), {unit.pk}
    while level:
        for key in level:
            if key in chosen and key not in seen:
                return key
        seen.update(level)
        level = [above for key in level for above in parents.get(key, []) if above not in seen]
    return campaign.managing_unit_id


def _last_day(unit: Unit, campaign: Campaign) -> date | None:
    if unit.valid_to and unit.valid_to < campaign.ends_on:
        return unit.valid_to
    return None
