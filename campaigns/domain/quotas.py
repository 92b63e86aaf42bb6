"""Quotas of a campaign by unit, and whether what a superior gave out adds up to its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.models import Campaign, Indicator, Participation
from units.models import Unit

Values = dict[tuple[int, int], Decimal]  # by unit and indicator


@dataclass(frozen=True)
class QuotaRow:
    """A unit taking part, and its quotas in the order of the sheet's indicators."""

    participation: Participation
    quotas: list[Decimal | None]

    @property
    def unit_ids(self) -> set[int]:
        """The unit and whom it reports to."""
        return {self.participation.unit_id, self.participation.superior_id}


@dataclass(frozen=True)
class QuotaSum:
    """What a superior's direct subordinates were given on an indicator, against its own quota."""

    superior: Unit
    indicator: Indicator
    given: Decimal
    own: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Given less own; None when the superior has no quota of its own."""
        return None if self.own is None else self.given - self.own


@dataclass(frozen=True)
class QuotaSheet:
    day: date
    indicators: list[Indicator]
    rows: list[QuotaRow]
    sums: list[QuotaSum]


def quota_sheet(campaign: Campaign, today: date, *, reach: set[int]) -> QuotaSheet:
    """The units that take part, their present quotas, and the check of the sums.

    Shown are the units within reach and those that report to one of them; whoever reaches the
    managing unit sees all. The sums are made of all units, shown or not.
    """
    given = list(campaign.quotas.current().select_related("indicator"))
    values = {(quota.unit_id, quota.indicator_id): quota.value for quota in given}
    indicators = sorted({quota.indicator for quota in given}, key=lambda each: each.code)
    day, taking_part = _taking_part(campaign, today)
    rows = [
        QuotaRow(row, [values.get((row.unit_id, each.pk)) for each in indicators])
        for row in taking_part
    ]
    sums = list(_sums(rows, indicators, values))
    if campaign.managing_unit_id not in reach:
        rows = [row for row in rows if row.unit_ids & reach]
        sums = [each for each in sums if each.superior.pk in reach]
    return QuotaSheet(day, indicators, rows, sums)


def _taking_part(campaign: Campaign, today: date) -> tuple[date, list[Participation]]:
    """Who takes part today, or on the nearest day on which anybody did."""
    rows = list(
        campaign.participations.select_related("unit", "superior").order_by("unit__sort_key", "pk")
    )
    last = max((row.valid_to or campaign.ends_on for row in rows), default=campaign.ends_on)
    day = min(max(today, campaign.starts_on), campaign.ends_on, last)
    return day, [row for row in rows if row.valid_from <= day <= (row.valid_to or day)]


def _sums(rows: list[QuotaRow], indicators: list[Indicator], values: Values) -> Iterator[QuotaSum]:
    for superior, under in _by_superior(rows).items():
        for place, indicator in enumerate(indicators):
            given = [row.quotas[place] for row in under if row.quotas[place] is not None]
            if given:
                own = values.get((superior.pk, indicator.pk))
                yield QuotaSum(superior, indicator, sum(given, Decimal(0)), own)


def _by_superior(rows: list[QuotaRow]) -> dict[Unit, list[QuotaRow]]:
    under: dict[Unit, list[QuotaRow]] = {}
    for row in rows:
        if row.participation.superior:
            under.setdefault(row.participation.superior, []).append(row)
    return under
