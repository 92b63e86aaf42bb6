"""The daily opening: on the day by the calendar of Vietnam, and later where it was missed."""

from datetime import date

import pytest
import time_machine

from campaigns.models import Period
from results.tasks import open_due_periods
from tests.workflows import running_movement

OPENS = date(2026, 4, 1)
UNITS = 5
pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    period = running_movement().later_period()
    Period.objects.filter(pk=period.pk).update(opens_on=OPENS)
    return period


def made_at(now: str, period) -> int:
    with time_machine.travel(now, tick=False):
        open_due_periods()
    return period.submissions.count()


@pytest.mark.parametrize(
    ("now", "made"),
    [
        ("2026-03-31 16:59+00:00", 0),
        ("2026-03-31 17:00+00:00", UNITS),
        ("2026-03-31 23:30+00:00", UNITS),
    ],
    ids=["a minute to midnight", "midnight in Vietnam", "31 March in UTC, 1 April in Vietnam"],
)
def test_period_opens_on_its_day_in_vietnam(period, now, made):
    assert made_at(now, period) == made


def test_period_whose_day_was_missed_is_opened_by_the_next_run(period):
    assert made_at("2026-04-09 05:00+07:00", period) == UNITS


def test_daily_run_makes_one_submission_of_a_unit_however_often_it_runs(period):
    made_at("2026-04-01 05:00+07:00", period)
    assert made_at("2026-04-02 05:00+07:00", period) == UNITS


def test_several_missed_periods_are_all_opened(period):
    third = Period.objects.create(
        campaign=period.campaign,
        ordinal=3,
        label="Quý III",
        data_from=date(2026, 7, 1),
        data_to=date(2026, 9, 30),
        opens_on=date(2026, 4, 5),
        due_on=period.due_on,
        closes_on=period.closes_on,
    )
    made_at("2026-04-09 05:00+07:00", period)
    assert (period.submissions.count(), third.submissions.count()) == (UNITS, UNITS)
