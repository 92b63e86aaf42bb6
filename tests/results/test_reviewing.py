"""Accepting, returning and reopening: what was seen, with a reason, on a copy."""

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from core.access.refusals import NotPermitted, ReasonMissing, Stale
from core.audit.models import Entry
from results.domain import submissions as verbs
from results.domain.policies import OwnHand
from results.domain.revisions import COPIED, NARRATIVE
from results.enums import SubmissionState as State
from results.models import Figure, Revision
from tests.factories import GrantFactory, IndicatorFactory, UserFactory
from tests.workflows import (
    ACT,
    REASON,
    accept,
    fill_in,
    head_of,
    reopen,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
    submit,
)

EVENTS = {"accept": "accepted", "return": "returned", "reopen": "reopened"}
BEFORE = {"accept": State.SUBMITTED, "return": State.SUBMITTED, "reopen": State.ACCEPTED}
AFTER = {"accept": State.ACCEPTED, "return": State.RETURNED, "reopen": State.REOPENED}
pytestmark = pytest.mark.django_db


@pytest.fixture(params=BEFORE)
def action(request):
    return request.param


@pytest.fixture
def submission(action):
    return submission_at(BEFORE[action])


@pytest.fixture
def sent():
    return submission_at(State.SUBMITTED)


def test_decision_moves_the_state(action, submission):
    assert ACT[action](submission).state == AFTER[action]


def test_decision_is_recorded_with_its_reason(action, submission):
    reviewer = reviewer_of(submission)
    decided = ACT[action](submission, by=reviewer)
    entry = Entry.objects.get(event=f"results.{EVENTS[action]}")
    assert (entry.actor_id, entry.authority, entry.unit_id) == (
        reviewer.pk,
        f"Kiểm tra, xác nhận, {submission.superior}",
        submission.unit_id,
    )
    assert (entry.before, entry.after) == (
        {"state": BEFORE[action]},
        {"state": AFTER[action], "revision": decided.current_revision.number},
    )
    assert entry.reason == ("" if action == "accept" else REASON)


def test_decision_is_recorded_under_the_grant_that_gives_the_right(action, submission):
    reviewer = UserFactory(grants=[(Role.UNIT_HEAD, submission.superior)])
    GrantFactory(user=reviewer, role=Role.REVIEWER, unit=submission.superior)
    ACT[action](submission, by=reviewer)
    entry = Entry.objects.get(event=f"results.{EVENTS[action]}", actor_id=reviewer.pk)
    assert entry.authority == f"Kiểm tra, xác nhận, {submission.superior}"


def test_decision_on_the_root_is_recorded_under_its_own_head(action):
    movement = running_movement()
    submission = submission_at(BEFORE[action], movement, unit=movement.root)
    head = head_of(submission)
    ACT[action](submission, by=head)
    entry = Entry.objects.get(event=f"results.{EVENTS[action]}", actor_id=head.pk)
    assert entry.authority == f"Thủ trưởng đơn vị, {movement.root}"


def test_decision_rolled_back_leaves_no_trace(action, submission):
    with transaction.atomic():
        ACT[action](submission)
        transaction.set_rollback(True)
    submission.refresh_from_db()
    assert (submission.state, submission.revisions.count()) == (BEFORE[action], 1)
    assert Entry.objects.filter(event=f"results.{EVENTS[action]}").count() == 0


def test_decision_is_undone_when_the_trail_cannot_be_written(action, submission, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(verbs, "record", fail)
    with pytest.raises(RuntimeError):
        ACT[action](submission)
    submission.refresh_from_db()
    assert (submission.state, submission.revisions.count()) == (BEFORE[action], 1)


def test_decision_by_somebody_else_is_not_permitted(action, submission):
    with pytest.raises(NotPermitted):
        ACT[action](submission, by=UserFactory())


def test_decision_by_a_reviewer_who_enters_for_the_unit_is_not_permitted(action, submission):
    reviewer = UserFactory(
        grants=[(Role.REVIEWER, submission.superior), (Role.CLERK, submission.unit)]
    )
    with pytest.raises(NotPermitted):
        ACT[action](submission, by=reviewer)


@pytest.mark.parametrize("action", ["return", "reopen"], indirect=True)
@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_decision_without_a_reason_is_refused(action, submission, reason):
    with pytest.raises(ReasonMissing):
        ACT[action](submission, reason=reason)


@pytest.mark.parametrize("action", ["accept", "return"], indirect=True)
def test_decision_on_a_revision_that_was_replaced_is_stale(action, submission):
    submit(send_back(submission))
    with pytest.raises(Stale):
        ACT[action](submission)


def test_reopen_of_an_acceptance_that_was_replaced_is_stale():
    accepted = submission_at(State.ACCEPTED)
    accept(submit(reopen(accepted)))
    with pytest.raises(Stale):
        reopen(accepted)


def test_accept_names_the_accepted_revision(sent):
    assert accept(sent).accepted_revision == sent.current_revision


def test_accept_marks_the_revision_with_the_person(sent):
    reviewer = reviewer_of(sent)
    accept(sent, by=reviewer)
    revision = Revision.objects.get(pk=sent.current_revision_id)
    assert (revision.accepted_at is not None, revision.accepted_by) == (True, reviewer)


def test_accept_makes_no_new_revision(sent):
    assert accept(sent).revisions.count() == 1


def test_return_marks_the_revision_with_the_person_and_the_reason(sent):
    reviewer = reviewer_of(sent)
    send_back(sent, by=reviewer)
    revision = Revision.objects.get(pk=sent.current_revision_id)
    assert (revision.returned_by, revision.return_reason) == (reviewer, REASON)


def test_return_leaves_the_due_day(sent):
    due_on = sent.due_on
    assert send_back(sent).due_on == due_on


@pytest.mark.parametrize("action", ["return", "reopen"], indirect=True)
def test_handing_back_opens_the_next_revision_with_the_reason(action, submission):
    revision = ACT[action](submission).current_revision
    assert (revision.number, revision.reason, revision.is_sent) == (2, REASON, False)


@pytest.mark.parametrize("action", ["return", "reopen"], indirect=True)
def test_handing_back_copies_the_words(action):
    movement = running_movement()
    Revision.objects.filter(submission=movement.submission).update(
        **{name: f"Nội dung {name}" for name in NARRATIVE}
    )
    submission = submission_at(BEFORE[action], movement)
    revision = ACT[action](submission).current_revision
    assert {name: getattr(revision, name) for name in NARRATIVE} == {
        name: f"Nội dung {name}" for name in NARRATIVE
    }


@pytest.mark.parametrize("action", ["return", "reopen"], indirect=True)
def test_handing_back_copies_every_figure(action):
    traits = ["ratio", "quota", "percentage", "graded", "grade", "done", "statement"]
    indicators = [IndicatorFactory(**{trait: True}) for trait in traits]
    submission = submission_at(BEFORE[action], running_movement(*indicators))
    before = figures_of(submission.current_revision)
    after = figures_of(ACT[action](submission).current_revision)
    assert (len(after), after) == (len(traits), before)


def figures_of(revision) -> list[dict]:
    return list(revision.figures.order_by("indicator").values(*COPIED))


def test_copying_leaves_no_column_of_a_figure_behind():
    own = {"id", "revision_id", "row_version"}
    assert {field.attname for field in Figure._meta.concrete_fields} == {*COPIED} | own


def test_accepted_revision_counts_while_reopened():
    submission = submission_at(State.REOPENED)
    assert submission.accepted_revision.number == 1
    assert submission.current_revision.number == 2


def test_accepted_revision_is_replaced_by_the_next_acceptance():
    submission = accept(submit(fill_in(submission_at(State.REOPENED))))
    assert submission.accepted_revision.number == 2


def test_accepted_revision_counts_while_its_replacement_is_judged():
    submission = submit(submission_at(State.REOPENED))
    assert submission.accepted_revision.number == 1


def test_accepted_revision_counts_when_its_replacement_is_returned():
    submission = send_back(submit(submission_at(State.REOPENED)))
    assert (submission.accepted_revision.number, submission.current_revision.number) == (1, 3)


def test_accepting_what_one_has_sent_oneself_is_refused():
    submission = submission_at(State.OPEN)
    person = head_of(submission)
    submission = submit(fill_in(submission, by=person), by=person)
    person.grants.update(role=Role.REVIEWER, unit=submission.superior)
    with pytest.raises(OwnHand):
        accept(submission, by=User.objects.get(pk=person.pk))
