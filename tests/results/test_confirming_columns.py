"""Confirming one row of many reports at once does to each what confirming it alone does."""

import pytest

from accounts.enums import Role
from core.audit.models import Entry
from core.jobs.models import Job
from core.notices.models import Notice
from results.domain.bulk import confirm_column
from results.domain.confirming import AlreadyConfirmed
from results.domain.policies import OwnHand
from results.domain.scope import OutsideShare
from results.enums import SubmissionState as State
from results.models import Figure, RollUp, RowConfirmation
from tests.factories import IndicatorFactory, UserFactory
from tests.workflows import (
    accept,
    confirm,
    confirm_one,
    reviewer_of,
    reviewer_of_areas,
    running_movement,
    running_movement_of_areas,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Unit and sibling have sent the same two rows, of one content area."""
    movement = running_movement(*IndicatorFactory.create_batch(2, ratio=True))
    for unit in (movement.unit, movement.sibling):
        submission_at(State.SUBMITTED, movement, unit=unit)
    return movement


@pytest.fixture
def alone(movement):
    return movement.submission


@pytest.fixture
def among(movement):
    return movement.submission_of(movement.sibling)


@pytest.fixture
def reviewer(alone):
    return reviewer_of(alone)


def rows_of(submission) -> list[Figure]:
    rows = submission.current_revision.figures.order_by("pk")
    return list(rows.select_related("revision__submission__unit", "revision__submission__period"))


def by_rows(submission, by) -> None:
    for row in rows_of(submission):
        confirm_one(submission, by=by, indicator_id=row.indicator_id)


def by_columns(submission, by) -> None:
    for row in rows_of(submission):
        confirm_column([row], by=by)


def by_area(submission, by) -> None:
    confirm(submission, by=by)


def whole(submission, by) -> None:
    accept(submission, by=by)


def trace_of(submission, by) -> dict:
    """What judging leaves behind, without the keys that tell one unit from another."""
    submission.refresh_from_db()
    facts = ("event", "authority", "before", "after", "reason")
    entries = Entry.objects.filter(actor_id=by.pk, subject_id=submission.pk).order_by("pk")
    rows = submission.current_revision.figures.order_by("indicator")
    return effects_of(submission) | {
        "rows": list(rows.values_list("indicator", "confirmation__confirmed_by")),
        "entries": list(entries.values_list(*facts)),
        "is_of_unit": set(entries.values_list("unit_id", flat=True)) == {submission.unit_id},
    }


def effects_of(submission) -> dict:
    """What people, totals and the workflow come to know, whichever way it was confirmed."""
    submission.refresh_from_db()
    accepted = submission.accepted_revision
    notices = Notice.objects.filter(event="results.accepted", about_id=submission.pk)
    acceptances = Entry.objects.filter(event="results.accepted", subject_id=submission.pk)
    sums = RollUp.objects.filter(unit=submission.unit).order_by("indicator")
    return {
        "state": submission.state,
        "accepted": accepted and (accepted == submission.current_revision, accepted.accepted_by),
        "acceptances": list(acceptances.values_list("authority", "before", "after")),
        "notices": list(notices.values_list("words", flat=True)),
        "sums": list(sums.values_list("indicator", "valued", "part", "whole")),
    }


def test_one_column_leaves_the_same_trace_as_the_row_alone(alone, among, reviewer):
    confirm_one(alone, by=reviewer)
    confirm_column(rows_of(among)[:1], by=reviewer)
    assert trace_of(among, reviewer) == trace_of(alone, reviewer)
    assert trace_of(among, reviewer)["state"] == State.SUBMITTED


def test_last_column_leaves_the_same_trace_as_the_last_row_alone(alone, among, reviewer):
    by_rows(alone, reviewer)
    by_columns(among, reviewer)
    assert trace_of(among, reviewer) == trace_of(alone, reviewer)
    assert trace_of(among, reviewer)["state"] == State.ACCEPTED


@pytest.mark.parametrize("way", [by_rows, by_area, whole])
def test_report_is_accepted_alike_by_columns_and(alone, among, reviewer, way):
    way(alone, reviewer)
    jobs = Job.objects.count()
    by_columns(among, reviewer)
    assert effects_of(among) == effects_of(alone)
    assert Job.objects.count() == 2 * jobs
    assert effects_of(among)["notices"] != []


def test_column_confirms_its_row_of_each_report_and_no_other(alone, among, reviewer):
    column = [rows_of(alone)[0], rows_of(among)[0]]
    outcome = confirm_column(column, by=reviewer)
    confirmed = [one.figure for one in RowConfirmation.objects.order_by("pk")]
    assert (outcome.done, outcome.refused, confirmed) == ([alone, among], [], column)


def refusals(outcome) -> list[tuple]:
    return [(submission, reason) for submission, reason in outcome.refused]


def test_refused_row_holds_up_no_other(alone, among, reviewer):
    column = [rows_of(alone)[0], rows_of(among)[0]]
    confirm_one(alone, by=reviewer)
    outcome = confirm_column(column, by=reviewer)
    assert (outcome.done, refusals(outcome)) == ([among], [(alone, AlreadyConfirmed.message)])


def test_row_of_a_replaced_revision_is_refused(alone, reviewer):
    [first, _] = rows_of(alone)
    submit(send_back(alone))
    [(_, reason)] = confirm_column([first], by=reviewer).refused
    assert reason.startswith("Dữ liệu đã được người khác thay đổi.")


def test_row_of_a_returned_report_is_refused(alone, reviewer):
    [first, _] = rows_of(alone)
    send_back(alone)
    outcome = confirm_column([first], by=reviewer)
    assert (outcome.done, RowConfirmation.objects.count()) == ([], 0)
    assert len(outcome.refused) == 1


def test_row_that_another_judges_is_refused():
    movement = running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))
    sent = submission_at(State.SUBMITTED, movement)
    by = reviewer_of_areas(sent, movement.campaign.areas.get(ordinal=1))
    outcomes = [confirm_column([row], by=by) for row in rows_of(sent)]
    assert [refusals(one) for one in outcomes] == [[], [(sent, OutsideShare.message)]]


def test_row_that_one_has_sent_oneself_is_refused(alone, among):
    head = alone.current_revision.submitted_by
    head.grants.update(role=Role.REVIEWER, unit=alone.superior)
    by = type(head).objects.get(pk=head.pk)
    outcome = confirm_column([rows_of(alone)[0], rows_of(among)[0]], by=by)
    assert (outcome.done, refusals(outcome)) == ([among], [(alone, OwnHand.message)])


def test_row_of_the_own_unit_is_refused(alone, among):
    by = UserFactory(grants=[(Role.CLERK, alone.unit), (Role.REVIEWER, alone.superior)])
    outcome = confirm_column([rows_of(alone)[0], rows_of(among)[0]], by=by)
    assert (outcome.done, [one for one, _ in outcome.refused]) == ([among], [alone])
