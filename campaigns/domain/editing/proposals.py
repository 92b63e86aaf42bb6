"""Proposing reporting periods by the calendar.

The proposal is a start for the officer, not a rule: a quarter's data end with the quarter, the
period opens five days before, is due ten days after, and closes ten days later.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from campaigns.domain.editing.schedule import PeriodPlan
from campaigns.enums import PeriodLength

OPENS_BEFORE, DUE_AFTER, CLOSES_AFTER = timedelta(5), timedelta(10), timedelta(10)


_MONTHS = {PeriodLength.QUARTER: 3, PeriodLength.HALF_YEAR: 6, PeriodLength.YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")


def propose_periods(starts_on: date, ends_on: date, length: PeriodLength) -> list[PeriodPlan]:
    """The calendar's quarters, half-years or years that the campaign touches."""
    months = _MONTHS[length]
    return [_plan(first, months, length) for first in _firsts(starts_on, ends_on, months)]


def _firsts(starts_on: date, ends_on: date, months: int) -> Iterator[date]:
    first = starts_on.replace(month=(starts_on.month - 1) // months * months + 1, day=1)
    while first <= ends_on:
        yield first
        years, month = divmod(first.month - 1 + months, 12)
        first = first.replace(year=first.year + years, month=month + 1)


def _plan(first: date, months: int, length: PeriodLength) -> PeriodPlan:
    last_month = first.month + months - 1
    last = date(first.year, last_month, monthrange(first.year, last_month)[1])
    due_on = last + DUE_AFTER
    return PeriodPlan(
        pk=None,
        label=_label(first, length),
        data_from=first,
        data_to=last,
        opens_on=last - OPENS_BEFORE,
        due_on=due_on,
        closes_on=due_on + CLOSES_AFTER,
    )


def _label(first: date, length: PeriodLength) -> str:
    if length == PeriodLength.QUARTER:
        return f"Quý {_ROMAN[first.month // 3]} năm {first.year}"
    if length == PeriodLength.HALF_YEAR:
        return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {first.year}"
    return f"Năm {first.year}"
