"""Two real connections at once: an assignment marked by two officers, or taken from the plan."""

from datetime import date

import pytest
from django.db import transaction

from campaigns.domain.assignments import AlreadyDone, AssignmentGone, mark_done
from campaigns.domain.editing.assignments import assignment_facts, set_assignments
from core.access.seen import fingerprint
from tests.factories import AssignmentFactory
from tests.refusals import wait_until_blocked
from tests.workflows import officer_of, running_movement

pytestmark = pytest.mark.django_db(transaction=True)

DONE = date(2026, 3, 5)


@pytest.fixture
def assignment():
    return AssignmentFactory(campaign=running_movement().campaign)


def test_second_of_two_who_mark_it_done_at_once_is_told(assignment, elsewhere):
    first, second = officer_of(assignment.campaign), officer_of(assignment.campaign)

    with transaction.atomic():
        mark_done(assignment, done_on=DONE, note="Đủ 3 đợt.", by=first)
        late = elsewhere(mark_done, assignment, done_on=DONE, by=second)
        wait_until_blocked()

    assert isinstance(late.result(timeout=10), AlreadyDone)
    assignment.refresh_from_db()
    assert assignment.done_note == "Đủ 3 đợt."


def test_marking_what_is_being_taken_from_the_plan_is_refused(assignment, elsewhere):
    campaign, officer = assignment.campaign, officer_of(assignment.campaign)
    seen = fingerprint(assignment_facts(campaign))

    with transaction.atomic():
        set_assignments(campaign, [], by=officer, seen=seen, reason="Bỏ")
        late = elsewhere(mark_done, assignment, done_on=DONE, by=officer)
        wait_until_blocked()

    assert isinstance(late.result(timeout=10), AssignmentGone)
