"""Two reviewers confirm the last two areas at once: the report is accepted once, and accepted."""

import pytest
from django.db import transaction

from core.audit.models import Entry
from results.domain.areas import NothingToConfirm
from results.domain.policies import WrongState
from results.enums import SubmissionState as State
from results.models import AreaConfirmation, Submission
from tests.factories import IndicatorFactory
from tests.refusals import wait_until_blocked
from tests.workflows import (
    accept,
    confirm,
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
def reviewers(sent):
    return [reviewer_of_areas(sent, area) for area in sent.campaign.areas.order_by("ordinal")]


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


def confirm_at_once(sent, reviewers, elsewhere, *, is_waiting: bool):
    """The second begins before the first has ended; gives the second's outcome."""
    first, second = reviewers
    with transaction.atomic():
        confirm(sent, by=first)
        outcome = elsewhere(confirm, sent, by=second)
        if is_waiting:
            wait_until_blocked()
        else:
            outcome.result(timeout=10)
    return outcome.result(timeout=10)


def test_last_two_areas_at_once_end_in_one_acceptance(sent, reviewers, elsewhere):
    done = confirm_at_once(sent, reviewers, elsewhere, is_waiting=True)
    assert (done.state, acceptances(), AreaConfirmation.objects.count()) == (State.ACCEPTED, 1, 2)


def test_without_the_lock_nobody_would_accept(sent, reviewers, elsewhere, without_lock):
    confirm_at_once(sent, reviewers, elsewhere, is_waiting=False)
    sent.refresh_from_db()
    assert (sent.state, acceptances(), AreaConfirmation.objects.count()) == (State.SUBMITTED, 0, 2)


def test_same_area_confirmed_twice_at_once_is_confirmed_once(sent, reviewers, elsewhere):
    outcome = confirm_at_once(sent, [reviewers[0]] * 2, elsewhere, is_waiting=True)
    assert isinstance(outcome, NothingToConfirm)
    assert AreaConfirmation.objects.count() == 1


def test_area_confirmed_while_the_whole_is_accepted_is_refused(sent, reviewers, elsewhere):
    whole = reviewer_of(sent)
    with transaction.atomic():
        accept(sent, by=whole)
        outcome = elsewhere(confirm, sent, by=reviewers[0])
        wait_until_blocked()
    assert isinstance(outcome.result(timeout=10), WrongState)
    assert acceptances() == 1
