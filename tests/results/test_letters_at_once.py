"""One press that comes on two connections makes one letter: the lock of its period, and UNIQUE."""

from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from campaigns.models.schedule import PeriodQuerySet
from results.models import ReminderLetter
from tests.refusals import run_sql, wait_until_blocked
from tests.results.letters import NOW, drafted, owing_movement, writer_at

UNIQUE = "results_reminderletter_request_key_key"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def movement():
    with time_machine.travel(NOW, tick=False):
        yield owing_movement()


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(
        PeriodQuerySet, "select_for_update", lambda rows, of=(): rows, raising=False
    )


@pytest.fixture
def without_unique(transactional_db):
    run_sql(f"ALTER TABLE results_reminderletter DROP CONSTRAINT {UNIQUE}")
    yield
    run_sql("TRUNCATE results_reminderletter CASCADE")
    run_sql(f"ALTER TABLE results_reminderletter ADD CONSTRAINT {UNIQUE} UNIQUE (request_key)")


@pytest.fixture
def press(movement):
    """Asks for the letter that the page offered once."""
    facts = {"by": writer_at(movement.root), "key": uuid4()}
    return lambda: drafted(movement, **facts)


def press_twice_at_once(press, elsewhere) -> tuple:
    """What both connections gave; the second began before the first had committed."""
    with transaction.atomic():
        first = press()
        second = elsewhere(press)
        wait_until_blocked()
    return first, second.result(timeout=10)


def test_second_press_waits_and_gets_the_letter_of_the_first(press, elsewhere):
    first, second = press_twice_at_once(press, elsewhere)
    assert (first, ReminderLetter.objects.count()) == (second, 1)


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_the_database_refuses_the_second_press(press, elsewhere):
    _, refusal = press_twice_at_once(press, elsewhere)
    assert isinstance(refusal, IntegrityError)
    assert refusal.__cause__.diag.constraint_name == UNIQUE


@pytest.mark.usefixtures("without_lock", "without_unique")
def test_without_lock_and_constraint_there_would_be_two_letters(press, elsewhere):
    with transaction.atomic():
        press()
        elsewhere(press).result(timeout=10)
    assert ReminderLetter.objects.count() == 2
