"""Sending a submission: complete, by the head, as it was seen, once."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.domain.quotas import set_quota
from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from results.domain import submissions as verbs
from results.domain.answers import Answer
from results.domain.figures import save_answers
from results.domain.policies import Incomplete, PeriodClosed, WrongState
from results.domain.revisions import QuotaBelowFigure
from results.enums import AnswerKind, Timeliness
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import IndicatorFactory, UserFactory
from tests.workflows import (
    REASON,
    accept,
    clerk_of,
    fill_in,
    head_of,
    officer_of,
    reopen,
    running_movement,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return fill_in(submission_at(State.OPEN))


def answer_all(submission, kind):
    figures = submission.current_revision.figures.all()
    answers = [Answer(figure.indicator_id, figure.row_version, kind) for figure in figures]
    return save_answers(
        submission,
        answers,
        by=clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def test_submit_moves_the_state(submission):
    assert submit(submission).state == State.SUBMITTED


def test_submit_marks_the_revision_with_the_person(submission):
    head = head_of(submission)
    revision = submit(submission, by=head).current_revision
    revision.refresh_from_db()
    assert (revision.is_sent, revision.submitted_by) == (True, head)


def test_submit_is_recorded_under_the_heads_grant(submission):
    head = UserFactory(grants=[(Role.CLERK, submission.unit), (Role.UNIT_HEAD, submission.unit)])
    submit(submission, by=head)
    entry = Entry.objects.get(event="results.submitted")
    assert (entry.actor_id, entry.authority, entry.unit_id, entry.before, entry.after) == (
        head.pk,
        f"Thủ trưởng đơn vị, {submission.unit}",
        submission.unit_id,
        {"state": "open"},
        {"state": "submitted", "revision": 1},
    )


def test_submit_rolled_back_leaves_no_trace(submission):
    with transaction.atomic():
        submit(submission)
        transaction.set_rollback(True)
    submission.refresh_from_db()
    assert (submission.state, Entry.objects.filter(event="results.submitted").count()) == (
        State.OPEN,
        0,
    )


def test_submit_is_undone_when_the_trail_cannot_be_written(submission, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(verbs, "record", fail)
    with pytest.raises(RuntimeError):
        submit(submission)
    submission.current_revision.refresh_from_db()
    assert submission.current_revision.submitted_at is None


def test_submit_by_a_clerk_is_not_permitted(submission):
    with pytest.raises(NotPermitted):
        submit(submission, by=clerk_of(submission))


def test_submit_what_another_revision_replaced_is_stale(submission):
    seen = submit(submission)
    send_back(seen)
    with pytest.raises(Stale):
        submit(seen)


def test_submit_twice_is_in_the_wrong_state(submission):
    submit(submission)
    with pytest.raises(WrongState):
        submit(submission)


def test_submit_without_a_figure_is_incomplete():
    one, other = IndicatorFactory(name="Dân quân"), IndicatorFactory(name="Tuyển quân")
    submission = submission_at(State.OPEN, running_movement(one, other))
    with pytest.raises(Incomplete) as caught:
        submit(submission)
    assert caught.value.message == (
        "Còn 02 chỉ tiêu chưa có số liệu: Dân quân; Tuyển quân. "
        "Chỉ tiêu không có phát sinh thì chọn “Không phát sinh”."
    )


@pytest.mark.parametrize("kind", [AnswerKind.NONE_ARISEN, AnswerKind.REPORTED_SEPARATELY])
def test_submit_with_an_answer_that_is_no_value_is_complete(kind):
    submission = answer_all(submission_at(State.OPEN), kind)
    assert submit(submission).state == State.SUBMITTED


def test_submit_in_a_closed_period_is_refused(submission):
    submission.period.due_on = submission.period.closes_on = date(2026, 1, 5)
    submission.period.save()
    with pytest.raises(PeriodClosed):
        submit(submission)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.OPEN, fill_in),
        (State.RETURNED, submit),
        (State.SUBMITTED, accept),
        (State.SUBMITTED, send_back),
        (State.ACCEPTED, reopen),
    ],
)
def test_nothing_moves_in_a_closed_campaign(state, act):
    submission = submission_at(state)
    close_campaign(submission.campaign, by=officer_of(submission.campaign))
    with pytest.raises(CampaignClosed):
        act(submission)


def test_submit_takes_the_quota_as_it_stands():
    indicator = IndicatorFactory(quota=True)
    submission = submission_at(State.OPEN, running_movement(indicator))
    campaign, unit, officer = submission.campaign, submission.unit, officer_of(submission.campaign)
    set_quota(campaign, unit, indicator, Decimal(10), by=officer)
    fill_in(submission)
    set_quota(campaign, unit, indicator, Decimal(12), by=officer, reason="Giao bổ sung")
    submit(submission)
    assert submission.current_revision.figures.get().whole == 12


def test_submit_more_than_a_lowered_quota_is_refused():
    indicator = IndicatorFactory(quota=True)
    submission = submission_at(State.OPEN, running_movement(indicator))
    campaign, unit, officer = submission.campaign, submission.unit, officer_of(submission.campaign)
    set_quota(campaign, unit, indicator, Decimal(10), by=officer)
    fill_in(submission)
    set_quota(campaign, unit, indicator, Decimal(4), by=officer, reason="Điều chỉnh giảm")
    with pytest.raises(QuotaBelowFigure):
        submit(submission)


def test_quota_changed_after_sending_moves_no_figure():
    indicator = IndicatorFactory(quota=True)
    movement = running_movement(indicator)
    officer = officer_of(movement.campaign)
    set_quota(movement.campaign, movement.unit, indicator, Decimal(10), by=officer)
    submission = submission_at(State.ACCEPTED, movement)
    set_quota(
        movement.campaign, movement.unit, indicator, Decimal(20), by=officer, reason="Giao thêm"
    )
    assert submission.current_revision.figures.get().whole == 10


def due_on(day, submission) -> Submission:
    Submission.objects.filter(pk=submission.pk).update(due_on=day)
    return submission


def timeliness_of(submission) -> Timeliness:
    return Submission.objects.with_context().get(pk=submission.pk).timeliness


@pytest.mark.parametrize(
    ("now", "timeliness"),
    [
        ("2026-04-10 23:59+07:00", Timeliness.NOT_DUE),
        ("2026-04-11 00:00+07:00", Timeliness.OVERDUE),
    ],
)
def test_unsent_submission_is_overdue_after_its_due_day(submission, now, timeliness):
    with time_machine.travel(now, tick=False):
        assert timeliness_of(due_on(date(2026, 4, 10), submission)) == timeliness


@pytest.mark.parametrize(
    ("now", "timeliness"),
    [
        ("2026-04-10 23:59+07:00", Timeliness.ON_TIME),
        ("2026-04-11 00:00+07:00", Timeliness.SENT_LATE),
    ],
)
def test_sent_submission_is_on_time_to_the_end_of_its_due_day(submission, now, timeliness):
    due_on(date(2026, 4, 10), submission)
    with time_machine.travel(now, tick=False):
        submit(submission)
    assert timeliness_of(submission) == timeliness


def test_sending_again_after_a_return_leaves_the_submission_on_time(submission):
    due_on(date(2026, 4, 10), submission)
    with time_machine.travel("2026-04-09 08:00+07:00", tick=False):
        sent = submit(submission)
    with time_machine.travel("2026-04-20 08:00+07:00", tick=False):
        submit(send_back(sent, reason=REASON))
    assert timeliness_of(submission) == Timeliness.ON_TIME
