"""Quotas of a campaign by unit, and whether what a superior gave out adds up to its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least

from campaigns.models import Campaign, Indicator, Quota
from units.enums import UnitKind
from units.models import Unit

Cell = tuple[int, int]  # a unit and an indicator
Values = dict[Cell, Decimal]


@dataclass(frozen=True)
class QuotaRow:
    """A unit taking part, whom it reports to, and its quotas by the sheet's indicators."""

    unit: Unit
    superior: Unit | None
    quotas: list[Decimal | None]

    @property
    def kind(self) -> UnitKind:
        return UnitKind(self.unit.kind)

    @property
    def unit_ids(self) -> set[int]:
        """The unit and whom it reports to."""
        return {unit.pk for unit in (self.unit, self.superior) if unit}


@dataclass(frozen=True)
class QuotaSum:
    """What a superior's direct subordinates were given on an indicator, against its own quota.

    `given` is None when nobody was given anything, `own` when the superior has no quota itself.
    """

    superior: Unit
    indicator: Indicator
    given: Decimal | None
    own: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Given less own; None when there is nothing to compare."""
        return None if None in (self.given, self.own) else self.given - self.own

    @property
    def shortfall(self) -> Decimal | None:
        return None if self.difference is None else -self.difference


@dataclass(frozen=True)
class QuotaGroup:
    """The units that report to one superior, and the check of its sums by indicator."""

    superior: Unit | None
    rows: list[QuotaRow]
    sums: list[QuotaSum]


@dataclass(frozen=True)
class QuotaSheet:
    """`seen` is the newest quota that the sheet knows; save_quotas() takes it back."""

    day: date
    indicators: list[Indicator]
    groups: list[QuotaGroup]
    seen: int

    @property
    def rows(self) -> list[QuotaRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def lines(self) -> list[tuple[QuotaRow, list[tuple[Indicator, Decimal | None]]]]:
        """The rows, each quota beside what it is of."""
        return [(row, list(zip(self.indicators, row.quotas, strict=True))) for row in self.rows]

    @property
    def units(self) -> list[Unit]:
        return [row.unit for row in self.rows]

    @property
    def sums(self) -> list[QuotaSum]:
        """The sums of what was given out at all."""
        return [each for group in self.groups for each in group.sums if each.given is not None]


def quota_sheet(campaign: Campaign, today: date, *, reach: set[int]) -> QuotaSheet:
    """The units that take part, their present quotas, and the check of the sums.

    Shown are the units within reach and those that report to one of them; whoever reaches the
    managing unit sees all. The sums are made of all units, shown or not.
    """
    given = campaign.quotas.current().order_by().values_list("pk", "unit", "indicator", "value")
    values = {(unit, indicator): value for _, unit, indicator, value in given}
    indicators = list(quota_indicators(campaign))
    day, taking_part = _taking_part(campaign, today)
    rows = [
        QuotaRow(unit, superior, [values.get((unit.pk, each.pk)) for each in indicators])
        for unit, superior in taking_part
    ]
    groups = [
        QuotaGroup(superior, under, _sums(superior, under, indicators, values))
        for superior, under in _by_superior(rows)
    ]
    if campaign.managing_unit_id not in reach:
        groups = list(_within(reach, groups))
    seen = max((key for key, *_ in given), default=0)
    return QuotaSheet(day, indicators, groups, seen)


def quota_indicators(campaign: Campaign) -> Iterable[Indicator]:
    """What quotas are given on: targets whose whole is the quota, and what has quotas already."""
    asked = Q(whole_is_quota=True, pk__in=campaign.targets.values("indicator"))
    given = Q(pk__in=campaign.quotas.current().values("indicator"))
    return Indicator.objects.filter(asked | given)


def with_uneven_quotas(campaigns, today: date):
    """With `uneven_quotas`: how many quotas of superiors differ from what they gave out."""
    superiors = Quota.objects.current().filter(campaign=OuterRef("pk"))
    uneven = (
        superiors.alias(day=_day_of_sums(today), given=Subquery(_given_out()))
        .exclude(given=None)
        .exclude(given=F("value"))
    )
    number = uneven.order_by().values("campaign").annotate(number=Count("pk")).values("number")
    return campaigns.annotate(uneven_quotas=Coalesce(Subquery(number), 0))


def _day_of_sums(today: date) -> Least:
    return Least(Greatest(Value(today), F("campaign__starts_on")), F("campaign__ends_on"))


def _given_out():
    """What the direct subordinates of a quota's unit were given on its day."""
    under = Q(unit__participations__valid_to=None)
    under |= Q(unit__participations__valid_to__gte=OuterRef("day"))
    given = Quota.objects.current().filter(
        under,
        campaign=OuterRef("campaign"),
        indicator=OuterRef("indicator"),
        unit__participations__campaign=OuterRef("campaign"),
        unit__participations__superior=OuterRef("unit"),
        unit__participations__valid_from__lte=OuterRef("day"),
    )
    return given.order_by().values("indicator").annotate(total=Sum("value")).values("total")


def values_at(campaign: Campaign, seen: int) -> Values:
    """The quotas as they stood when `seen` was the newest.

    Quotas of a campaign are written one after another, under the lock of the campaign, and never
    taken away: the last of a cell up to `seen` is what a page of then showed.
    """
    rows = campaign.quotas.filter(pk__lte=seen).order_by("pk")
    return {(row.unit_id, row.indicator_id): row.value for row in rows}


def _taking_part(campaign: Campaign, today: date) -> tuple[date, list[tuple[Unit, Unit | None]]]:
    """Who takes part under whom, today or on the nearest day on which anybody did.

    Each unit is read once, however many report to it.
    """
    ordered = campaign.participations.order_by("unit__sort_key", "pk")
    rows = ordered.values_list("unit_id", "superior_id", "valid_from", "valid_to")
    last = max((end or campaign.ends_on for *_, end in rows), default=campaign.ends_on)
    day = min(max(today, campaign.starts_on), campaign.ends_on, last)
    pairs = [(unit, superior) for unit, superior, *term in rows if _holds(day, *term)]
    units = Unit.objects.in_bulk({key for pair in pairs for key in pair if key})
    return day, [(units[unit], units.get(superior)) for unit, superior in pairs]


def _holds(day: date, valid_from: date, valid_to: date | None) -> bool:
    return valid_from <= day <= (valid_to or day)


def _by_superior(rows: list[QuotaRow]) -> list[tuple[Unit | None, list[QuotaRow]]]:
    """Whoever reports to nobody first, then the superiors by name."""
    under: dict[Unit | None, list[QuotaRow]] = {}
    for row in rows:
        under.setdefault(row.superior, []).append(row)
    return sorted(under.items(), key=lambda pair: pair[0].sort_key if pair[0] else "")


def _sums(
    superior: Unit | None, under: list[QuotaRow], indicators: list[Indicator], values: Values
) -> list[QuotaSum]:
    if superior is None:
        return []
    sums = []
    for place, indicator in enumerate(indicators):
        given = [row.quotas[place] for row in under if row.quotas[place] is not None]
        total = sum(given, Decimal(0)) if given else None
        sums.append(QuotaSum(superior, indicator, total, values.get((superior.pk, indicator.pk))))
    return sums


def _within(reach: set[int], groups: list[QuotaGroup]) -> Iterator[QuotaGroup]:
    for group in groups:
        rows = [row for row in group.rows if row.unit_ids & reach]
        is_reached = group.superior is not None and group.superior.pk in reach
        if rows:
            yield QuotaGroup(group.superior, rows, group.sums if is_reached else [])
