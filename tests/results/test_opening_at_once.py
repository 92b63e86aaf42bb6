"""Opening a period from two connections: what keeps a unit from getting two submissions."""

import pytest
from django.db import IntegrityError, transaction

from campaigns.models.schedule import PeriodQuerySet
from results.domain.periods import open_period
from results.models import Submission
from tests.refusals import run_sql, wait_until_blocked
from tests.workflows import running_movement

UNIQUE = "one_submission_of_a_unit_and_period"
UNITS = 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def period():
    """Not yet open."""
    return running_movement().later_period()


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(PeriodQuerySet, "select_for_update", lambda rows: rows, raising=False)


@pytest.fixture
def without_unique(transactional_db):
    run_sql(f"ALTER TABLE results_submission DROP CONSTRAINT {UNIQUE}")
    yield
    run_sql("TRUNCATE results_submission CASCADE")
    run_sql(f"ALTER TABLE results_submission ADD CONSTRAINT {UNIQUE} UNIQUE (unit_id, period_id)")


def open_twice_at_once(period, elsewhere):
    """What the second connection gave, which began before the first had committed."""
    with transaction.atomic():
        open_period(period)
        second = elsewhere(open_period, period)
        wait_until_blocked()
    return second.result(timeout=10)


def units_of(period) -> list[int]:
    return list(Submission.objects.filter(period=period).values_list("unit", flat=True))


def test_second_opening_waits_and_makes_nothing(period, elsewhere):
    assert open_twice_at_once(period, elsewhere) == []
    assert len(units_of(period)) == len(set(units_of(period))) == UNITS


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_the_database_refuses_the_second_opening(period, elsewhere):
    refusal = open_twice_at_once(period, elsewhere)
    assert isinstance(refusal, IntegrityError)
    assert refusal.__cause__.diag.constraint_name == UNIQUE
    assert len(units_of(period)) == UNITS


@pytest.mark.usefixtures("without_lock", "without_unique")
def test_without_lock_and_constraint_every_unit_would_have_two(period, elsewhere):
    open_twice_at_once(period, elsewhere)
    assert (len(units_of(period)), len(set(units_of(period)))) == (2 * UNITS, UNITS)
