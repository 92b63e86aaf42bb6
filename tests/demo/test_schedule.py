"""The days of this year's campaign, on whatever day the demonstration is loaded."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from campaigns.domain.calendar import closed_reason
from demo.schedule import Quarter, Schedule, nearest_working_day, schedule_of

FIRST, LAST = date(2026, 3, 16), date(2032, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


def quarters_around(today: date) -> tuple[Quarter, Quarter]:
    """The quarter that is open and the one before it."""
    schedule = schedule_of(today)
    return schedule.quarters[schedule.open_one - 1], schedule.quarters[schedule.open_one - 2]


def test_schedule_has_an_open_quarter_due_soon_on_every_day():
    week_and_a_half = timedelta(days=11)
    for today in EVERY_DAY:
        now, _ = quarters_around(today)
        assert now.opens_on < today < now.due_on <= today + week_and_a_half
        assert closed_reason(now.due_on) == ""


def test_schedule_leaves_the_open_quarter_days_in_which_something_happened():
    assert all(
        quarters_around(today)[0].opens_on <= today - timedelta(days=9) for today in EVERY_DAY
    )


def test_schedule_has_a_quarter_that_is_late_and_still_entered_on_every_day():
    for today in EVERY_DAY:
        _, before = quarters_around(today)
        assert before.due_on < today - timedelta(days=14) < today < before.closes_on


def test_schedule_opens_no_other_quarter_today():
    for today in EVERY_DAY:
        schedule = schedule_of(today)
        coming = schedule.quarters[schedule.open_one :]
        assert [quarter for quarter in coming if quarter.opens_on <= today] == []


def test_schedule_covers_a_year_without_gaps_on_every_day():
    for today in EVERY_DAY:
        quarters = schedule_of(today).quarters
        assert [quarter.ordinal for quarter in quarters] == [1, 2, 3, 4]
        assert all(
            after.data_from - one.data_to == timedelta(days=1) for one, after in pairwise(quarters)
        )


def test_schedule_has_its_days_in_order_on_every_day():
    for today in EVERY_DAY:
        for one in schedule_of(today).quarters:
            days = [one.data_from, one.data_to, one.opens_on, one.due_on, one.closes_on]
            assert days == sorted(days)


@pytest.mark.parametrize(
    ("today", "year", "open_one"),
    [
        (date(2026, 11, 22), 2026, 4),
        (date(2026, 12, 31), 2026, 4),
        (date(2027, 1, 2), 2026, 4),  # the year before is still being closed
        (date(2028, 2, 29), 2027, 4),
        (date(2027, 3, 16), 2027, 2),
        (date(2027, 8, 20), 2027, 3),
    ],
)
def test_schedule_belongs_to_the_year_whose_quarter_is_open(today, year, open_one):
    schedule = schedule_of(today)
    assert (schedule.year, schedule.open_one) == (year, open_one)


def test_quarters_that_were_not_moved_have_the_days_of_state_statistics():
    schedule: Schedule = schedule_of(date(2026, 11, 22))
    assert [(str(one.data_from), str(one.data_to)) for one in schedule.quarters[:3]] == [
        ("2025-12-15", "2026-03-14"),
        ("2026-03-15", "2026-06-14"),
        ("2026-06-15", "2026-09-14"),
    ]


@pytest.mark.parametrize(
    ("day", "working_day"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 27)),  # a Saturday
        (date(2026, 11, 29), date(2026, 11, 30)),  # a Sunday
        (date(2026, 2, 17), date(2026, 2, 13)),  # the first day of Tết
    ],
)
def test_nearest_working_day(day, working_day):
    assert nearest_working_day(day) == working_day
