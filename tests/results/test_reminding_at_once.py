"""Two schedulers, or a person who clicks twice, at one moment: the unit is reminded once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.notices.models import Notice
from results.domain.reminders import AlreadyReminded, remind_on_schedule, remind_unit
from results.models import Reminder, Submission
from tests.refusals import wait_until_blocked
from tests.workflows import clerk_of, reviewer_of, running_movement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submission():
    """Due yesterday, of a unit with one clerk."""
    submission = running_movement().submission
    due_on = timezone.localdate() - timedelta(days=1)
    Submission.objects.filter(pk=submission.pk).update(due_on=due_on)
    clerk_of(submission)
    return submission


def counts() -> tuple[int, int]:
    return Reminder.objects.count(), Notice.objects.filter(event="results.reminded").count()


def test_two_schedules_at_once_remind_once(submission, elsewhere):
    with transaction.atomic():
        remind_on_schedule(submission)
        second = elsewhere(remind_on_schedule, submission)
        wait_until_blocked()
    assert (second.result(timeout=10), counts()) == (None, (1, 1))


def test_two_people_at_once_remind_once(submission, elsewhere):
    one, other = reviewer_of(submission), reviewer_of(submission)
    with transaction.atomic():
        remind_unit(submission, by=one)
        second = elsewhere(remind_unit, submission, by=other)
        wait_until_blocked()
    assert (type(second.result(timeout=10)), counts()) == (AlreadyReminded, (1, 1))
