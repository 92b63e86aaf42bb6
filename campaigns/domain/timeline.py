"""A campaign's phases and periods along its days, as bars on a strip 1000 wide."""

from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.domain.calendar import AFTER_TET, BEFORE_TET, LUNAR_NEW_YEAR
from campaigns.models import Campaign

WIDTH = 1000
ROW, GAP, HEAD = 18, 6, 22
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """`kind` is phase, data (the days the figures cover), entry (open until due), late or tet."""

    kind: str
    left: int
    top: int
    width: int
    label: str


@dataclass(frozen=True)
class Month:
    left: int
    label: str


@dataclass(frozen=True)
class Timeline:
    months: list[Month]
    bars: list[Bar]
    height: int


class _Strip:
    """Places days between the first and the last."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, last
        self._days = (last - first).days + 1

    def place(self, day: date) -> int:
        inside = min(max(day, self.first), self.last + ONE_DAY)
        return round((inside - self.first).days * WIDTH / self._days)

    def bar(self, kind: str, row: int, first: date, last: date, label: str) -> Bar:
        left = self.place(first)
        width = max(self.place(last + ONE_DAY) - left, 2)
        return Bar(kind, left, HEAD + row * (ROW + GAP), width, label)


def timeline_of(campaign: Campaign) -> Timeline | None:
    """None while nothing is planned. A period shows until it is due, and then until it closes
    where that lies within a year of the campaign's end."""
    phases, periods = list(campaign.phases.all()), list(campaign.periods.all())
    if not phases and not periods:
        return None
    first = min([campaign.starts_on, *(period.data_from for period in periods)])
    last = max([campaign.ends_on, *(period.due_on for period in periods)])
    last = min(last, campaign.ends_on + timedelta(days=366))
    strip = _Strip(first, last)
    bars = [strip.bar("phase", 0, row.starts_on, row.ends_on, row.label) for row in phases]
    for row, period in enumerate(periods, start=1 if phases else 0):
        bars.append(strip.bar("data", row, period.data_from, period.data_to, period.label))
        bars.append(strip.bar("entry", row, period.opens_on, period.due_on, period.label))
    rows = len(periods) + bool(phases)
    height = HEAD + rows * (ROW + GAP)
    return Timeline(_months(strip), [*_new_years(strip), *bars], height)


def _months(strip: _Strip) -> list[Month]:
    months, day = [], strip.first.replace(day=1)
    while day <= strip.last:
        if day >= strip.first:
            months.append(Month(strip.place(day), f"{day.month}"))
        day = (day + timedelta(days=32)).replace(day=1)
    return months


def _new_years(strip: _Strip) -> list[Bar]:
    days = [day for day in LUNAR_NEW_YEAR.values() if strip.first <= day <= strip.last]
    return [
        strip.bar("tet", 0, day - BEFORE_TET, day + AFTER_TET, "Tết Nguyên đán") for day in days
    ]
