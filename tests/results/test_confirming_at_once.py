"""Two people confirm the last two areas, or rows, at once: accepted once, and accepted."""

from functools import partial

import pytest
from django.db import transaction

from core.audit.models import Entry
from results.domain.confirming import AlreadyConfirmed, NothingToConfirm
from results.domain.policies import WrongState
from results.enums import SubmissionState as State
from results.models import RowConfirmation, Submission
from tests.factories import IndicatorFactory
from tests.refusals import wait_until_blocked
from tests.workflows import (
    accept,
    confirm,
    confirm_one,
    reviewer_of,
    reviewer_of_areas,
    running_movement_of_areas,
    submission_at,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent():
    movement = running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))
    return submission_at(State.SUBMITTED, movement)


@pytest.fixture
def without_lock(monkeypatch):
    """The submission as a verb would read it if it did not lock it."""
    queryset = type(Submission.objects.all())
    monkeypatch.setattr(
        queryset, "lock", lambda self, pk: self.with_lock_context().get(pk=pk), raising=True
    )
    monkeypatch.setattr(
        type(Submission.objects), "lock", lambda self, pk: self.all().lock(pk), raising=True
    )


def acceptances() -> int:
    return Entry.objects.filter(event="results.accepted").count()


def confirm_at_once(acts, elsewhere, *, is_waiting: bool):
    """The second begins before the first has ended; gives the second's outcome."""
    first, second = acts
    with transaction.atomic():
        first()
        outcome = elsewhere(second)
        if is_waiting:
            wait_until_blocked()
        else:
            outcome.result(timeout=10)
    return outcome.result(timeout=10)


def areas_of(sent) -> list:
    """Each of two people confirms the one area that the person judges."""
    by = [reviewer_of_areas(sent, area) for area in sent.campaign.areas.order_by("ordinal")]
    return [partial(confirm, sent, by=one) for one in by]


def rows_of(sent) -> list:
    """Each of two people, who judge all, confirms one of two rows."""
    rows = sent.current_revision.figures.order_by("pk").values_list("indicator", flat=True)
    return [partial(confirm_one, sent, by=reviewer_of(sent), indicator_id=row) for row in rows]


LAST_TWO = pytest.mark.parametrize("last_two", [areas_of, rows_of])


@LAST_TWO
def test_last_two_at_once_end_in_one_acceptance(sent, elsewhere, last_two):
    done = confirm_at_once(last_two(sent), elsewhere, is_waiting=True)
    assert (done.state, acceptances(), RowConfirmation.objects.count()) == (State.ACCEPTED, 1, 2)


@LAST_TWO
def test_without_the_lock_nobody_would_accept(sent, elsewhere, without_lock, last_two):
    confirm_at_once(last_two(sent), elsewhere, is_waiting=False)
    sent.refresh_from_db()
    assert (sent.state, acceptances(), RowConfirmation.objects.count()) == (State.SUBMITTED, 0, 2)


def test_same_row_confirmed_twice_at_once_is_confirmed_once(sent, elsewhere):
    outcome = confirm_at_once([rows_of(sent)[0]] * 2, elsewhere, is_waiting=True)
    assert isinstance(outcome, AlreadyConfirmed)
    assert RowConfirmation.objects.count() == 1


def test_same_area_confirmed_twice_at_once_is_confirmed_once(sent, elsewhere):
    outcome = confirm_at_once([areas_of(sent)[0]] * 2, elsewhere, is_waiting=True)
    assert isinstance(outcome, NothingToConfirm)
    assert RowConfirmation.objects.count() == 1


def test_area_confirmed_while_the_whole_is_accepted_is_refused(sent, elsewhere):
    whole, confirming = reviewer_of(sent), areas_of(sent)[0]
    with transaction.atomic():
        accept(sent, by=whole)
        outcome = elsewhere(confirming)
        wait_until_blocked()
    assert isinstance(outcome.result(timeout=10), WrongState)
    assert acceptances() == 1
