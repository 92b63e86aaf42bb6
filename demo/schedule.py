"""When this year's campaign reports: days laid around the day of loading.

On whatever day the demonstration is loaded, one quarter is open and due soon, and the one before it
is late and still to be entered. Past and coming quarters have the days of state statistics.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.domain.calendar import closed_reason

CUT_OFFS = ((3, 14), (6, 14), (9, 14), (12, 14))  # month and day, by quarter
OPEN_FOR = timedelta(days=10)  # room for what has happened in the open quarter
SHORTEST = timedelta(days=30)  # between the cut-offs of two quarters that were moved
DUE_IN = timedelta(days=6)
DUE_AFTER = timedelta(days=11)  # after the cut-off, where nothing was moved
CLOSED_AFTER = timedelta(days=16)  # after the due day
ENTERED_UNTIL = timedelta(days=60)  # after the due day of the open quarter, for the late one too
LAUNCH_DAY = (12, 5)  # of the year before
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    ordinal: int
    data_from: date
    data_to: date
    opens_on: date
    due_on: date
    closes_on: date


@dataclass(frozen=True)
class Schedule:
    """A year's four quarters; `open_one` is the ordinal of the quarter that is open."""

    year: int
    open_one: int
    quarters: list[Quarter]

    @property
    def launched_on(self) -> date:
        return nearest_working_day(date(self.year - 1, *LAUNCH_DAY))


def schedule_of(today: date) -> Schedule:
    """The year whose quarter is open today, and its days."""
    year, open_one = _open_quarter(today)
    quarters = []
    data_from = _cut_off(year - 1, 4) + ONE_DAY
    for ordinal in range(1, 5):
        data_to = _moved_cut_off(year, ordinal, open_one, today)
        quarters.append(_quarter(ordinal, data_from, data_to, open_one, today))
        data_from = data_to + ONE_DAY
    return Schedule(year, open_one, quarters)


def nearest_working_day(day: date) -> date:
    """The day itself or the nearest one on which offices work, of two the earlier."""
    distances = (timedelta(days=sign * days) for days in range(31) for sign in (-1, 1))
    return next(day + by for by in distances if not closed_reason(day + by))


def _open_quarter(today: date) -> tuple[int, int]:
    """Of all quarters that have one before them in their year, the one that ends nearest."""
    years = (today.year - 1, today.year)
    return min(
        ((year, ordinal) for year in years for ordinal in (2, 3, 4)),
        key=lambda quarter: abs(_cut_off(*quarter) - today),
    )


def _cut_off(year: int, ordinal: int) -> date:
    return date(year, *CUT_OFFS[ordinal - 1])


def _moved_cut_off(year: int, ordinal: int, open_one: int, today: date) -> date:
    """The open quarter is cut off early enough to be open, and those before it give way."""
    usual = _cut_off(year, ordinal)
    if ordinal > open_one:
        return usual
    return min(usual, today - OPEN_FOR - (open_one - ordinal) * SHORTEST)


def _quarter(ordinal: int, data_from: date, data_to: date, open_one: int, today: date) -> Quarter:
    due_soon = nearest_working_day(today + DUE_IN)
    due_on = due_soon if ordinal == open_one else nearest_working_day(data_to + DUE_AFTER)
    is_entered = ordinal in (open_one - 1, open_one)
    closes_on = due_soon + ENTERED_UNTIL if is_entered else due_on + CLOSED_AFTER
    return Quarter(ordinal, data_from, data_to, data_to + ONE_DAY, due_on, closes_on)
