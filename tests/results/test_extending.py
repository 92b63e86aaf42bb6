"""More time for one unit: who gives it, what it moves, and what it leaves as it was."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.models import Period
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from results.domain.extensions import (
    AlreadySent,
    InvalidDays,
    NothingToWithdraw,
    extend_submission,
    extension_facts,
    withdraw_extension,
)
from results.domain.policies import PeriodClosed
from results.domain.waiting import extended, late, locked, progress_of_periods, very_late
from results.enums import SubmissionState as State
from results.enums import Timeliness
from results.models import Extension, Submission
from tests.refusals import refused_by
from tests.results.test_matrix import everybody_around
from tests.workflows import (
    REASON,
    fill_in,
    officer_of,
    reviewer_of,
    running_movement,
    submission_at,
    submit,
)

DUE, CLOSES = date(2026, 4, 10), date(2026, 4, 20)
NEW_DUE, NEW_CLOSES = date(2026, 4, 25), date(2026, 4, 30)
AFTER_CLOSING = "2026-04-22 08:00+07:00"
WHY = "Đơn vị bị ngập lụt, mất liên lạc từ ngày 08/4."
GIVING = {
    "reviewer at superior",
    "reviewer at root",
    "campaign_officer at root",
    "reviewer at root, clerk at sibling",
}

pytestmark = pytest.mark.django_db


def with_days(submission) -> Submission:
    """The submission in a period that is due and closes in April."""
    Period.objects.filter(pk=submission.period_id).update(due_on=DUE, closes_on=CLOSES)
    Submission.objects.filter(period=submission.period_id).update(due_on=DUE)
    return again(submission)


def again(submission) -> Submission:
    return Submission.objects.with_context().get(pk=submission.pk)


@pytest.fixture
def submission():
    """Filled in and not sent; the books of its period were shut two days ago."""
    submission = with_days(fill_in(submission_at(State.OPEN)))
    with time_machine.travel(AFTER_CLOSING, tick=False):
        yield submission


def extend(submission, *, by=None, due_on=NEW_DUE, closes_on=NEW_CLOSES, reason=WHY) -> Extension:
    return extend_submission(
        submission,
        by=by or reviewer_of(submission),
        due_on=due_on,
        closes_on=closes_on,
        reason=reason,
        seen=fingerprint(extension_facts(again(submission))),
    )


def withdraw(submission, *, by=None, reason=REASON) -> Extension:
    seen = fingerprint(extension_facts(again(submission)))
    return withdraw_extension(
        submission, by=by or reviewer_of(submission), reason=reason, seen=seen
    )


def test_extension_leaves_the_due_day_of_the_submission(submission):
    extend(submission)
    found = again(submission)
    assert (found.due_on, found.extended_due_on, found.effective_due_on) == (DUE, NEW_DUE, NEW_DUE)


def test_without_an_extension_nothing_is_entered_after_the_closing_day(submission):
    with pytest.raises(PeriodClosed):
        submit(submission)


def test_extension_lets_the_unit_send_after_the_closing_day(submission):
    extend(submission)
    assert submit(again(submission)).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("now", "is_locked"),
    [("2026-04-30 23:59+07:00", False), ("2026-04-30 17:00+00:00", True)],
    ids=["to the end of the day in Vietnam", "midnight in Vietnam, five in the afternoon in UTC"],
)
def test_extended_closing_day_ends_in_vietnam(submission, now, is_locked):
    extend(submission)
    with time_machine.travel(now, tick=False):
        assert again(submission).is_locked == is_locked


@pytest.mark.parametrize(
    ("now", "timeliness"),
    [
        ("2026-04-25 16:59+00:00", Timeliness.ON_TIME),
        ("2026-04-25 23:30+00:00", Timeliness.SENT_VERY_LATE),
    ],
    ids=["one minute to midnight in Vietnam", "half past six of the next morning in Vietnam"],
)
def test_what_was_extended_is_judged_by_the_later_due_day(submission, now, timeliness):
    extend(submission)
    with time_machine.travel(now, tick=False):
        submit(again(submission))
    assert again(submission).timeliness == timeliness


def test_closing_day_alone_can_be_put_off_and_the_unit_stays_late(submission):
    extend(submission, due_on=DUE)
    found = again(submission)
    assert (found.is_locked, found.timeliness) == (False, Timeliness.VERY_OVERDUE)


def test_period_put_off_further_takes_nothing_from_the_unit(submission):
    extend(submission)
    Period.objects.filter(pk=submission.period_id).update(closes_on=date(2026, 5, 15))
    assert again(submission).effective_closes_on == date(2026, 5, 15)


def test_extension_is_for_one_unit_alone(submission):
    extend(submission)
    others = submission.period.submissions.exclude(pk=submission.pk).with_context()
    assert {other.effective_due_on for other in others} == {DUE}


def test_extension_is_recorded_with_both_days_and_the_reason(submission):
    by = reviewer_of(submission)
    extend(submission, by=by)
    entry = Entry.objects.get(event="results.extended")
    assert (entry.actor_id, entry.before, entry.after, entry.reason, entry.authority) == (
        by.pk,
        {"due_on": "2026-04-10", "closes_on": "2026-04-20"},
        {"due_on": "2026-04-25", "closes_on": "2026-04-30"},
        WHY,
        str(by.grants_today[0]),
    )


def test_second_extension_takes_the_place_of_the_first_and_both_are_kept(submission):
    first = extend(submission)
    second = extend(submission, closes_on=date(2026, 5, 10), reason="Vẫn chưa có điện.")
    first.refresh_from_db()
    assert (first.end_reason, second.ended_at, submission.extensions.count()) == (
        "Vẫn chưa có điện.",
        None,
        2,
    )


def test_withdrawal_gives_the_submission_its_own_days_back(submission):
    extend(submission)
    withdraw(submission)
    found = again(submission)
    assert (found.effective_due_on, found.effective_closes_on, found.is_locked) == (
        DUE,
        CLOSES,
        True,
    )


def test_withdrawal_is_recorded(submission):
    extend(submission)
    withdraw(submission)
    entry = Entry.objects.get(event="results.extension_withdrawn")
    assert (entry.after["due_on"], entry.reason) == ("2026-04-10", REASON)


def test_withdrawal_of_nothing_is_refused(submission):
    with pytest.raises(NothingToWithdraw):
        withdraw(submission)


@pytest.mark.parametrize("act", [extend, withdraw])
def test_what_was_sent_within_an_extension_stays_judged_by_it(submission, act):
    extend(submission)
    submit(again(submission))
    with pytest.raises(AlreadySent):
        act(submission)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.REOPENED])
def test_extension_of_what_was_sent_once_is_refused(state):
    with pytest.raises(AlreadySent):
        extend(submission_at(state))


def test_extension_without_a_reason_is_refused(submission):
    with pytest.raises(ReasonMissing):
        extend(submission, reason="  ")


def test_extension_in_a_closed_campaign_is_refused(submission):
    close_campaign(submission.campaign, by=officer_of(submission.campaign))
    with pytest.raises(CampaignClosed):
        extend(submission)


@pytest.mark.parametrize(
    ("due_on", "closes_on", "field"),
    [
        (date(2026, 4, 9), NEW_CLOSES, "due_on"),
        (NEW_DUE, date(2026, 4, 24), "closes_on"),
        (date(2026, 4, 11), date(2026, 4, 19), "closes_on"),
        (date(2026, 4, 11), date(2026, 4, 21), "closes_on"),
    ],
    ids=["earlier than it was", "closes before it is due", "closes before the period", "is over"],
)
def test_extension_that_gives_no_time_is_refused_at_its_field(submission, due_on, closes_on, field):
    with pytest.raises(InvalidDays) as refusal:
        extend(submission, due_on=due_on, closes_on=closes_on)
    assert refusal.value.field == field


def test_extension_that_moves_nothing_is_refused(submission):
    with time_machine.travel("2026-04-01 08:00+07:00"), pytest.raises(InvalidDays):
        extend(submission, due_on=DUE, closes_on=CLOSES)


def test_extension_that_was_given_meanwhile_is_not_written_over(submission):
    seen = fingerprint(extension_facts(submission))
    first = extend(submission)
    days = {"due_on": NEW_DUE, "closes_on": NEW_CLOSES}
    with pytest.raises(ChangedMeanwhile):
        extend_submission(submission, by=reviewer_of(submission), reason="Khác", seen=seen, **days)
    first.refresh_from_db()
    assert first.ended_at is None


def test_lists_tell_late_very_late_and_closed_with_the_extension_counted(submission):
    own = Submission.objects.filter(pk=submission.pk)
    before = [list(rows(own)) == [submission] for rows in (late, very_late, locked, extended)]
    extend(submission)
    after = [list(rows(own)) == [submission] for rows in (late, very_late, locked, extended)]
    assert (before, after) == ([True, True, True, False], [False, False, False, True])


def test_progress_of_a_period_does_not_count_the_extended_among_the_late(submission):
    [before] = progress_of_periods(Submission.objects)
    extend(submission)
    [after] = progress_of_periods(Submission.objects)
    assert (before.asked, before.late, after.asked, after.late) == (5, 5, 5, 4)


@pytest.mark.parametrize(
    ("subject", "giving"), [("unit", GIVING), ("root", {"campaign_officer at root"})]
)
def test_extension_is_given_by_the_superior_side_alone(subject, giving):
    movement = running_movement()
    submission = with_days(movement.submission_of(getattr(movement, subject)))
    allowed = set()
    with time_machine.travel(AFTER_CLOSING, tick=False):
        for name, person in everybody_around(movement).items():
            try:
                with transaction.atomic():
                    extend(submission, by=person)
                    transaction.set_rollback(True)
            except NotPermitted:
                continue
            allowed.add(name)
    assert allowed == giving


def test_two_extensions_standing_at_once_are_refused_by_the_database(submission):
    standing = extend(submission)
    standing.pk = None
    with refused_by("one_extension_stands"):
        standing.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ended_at": "2026-04-23 08:00+07:00"}, "extension_ended_at_by_for"),
        ({"end_reason": "Nhầm đơn vị"}, "extension_ended_at_by_for"),
    ],
)
def test_extension_half_ended_is_refused_by_the_database(submission, changes, constraint):
    standing = extend(submission)
    with refused_by(constraint):
        Extension.objects.filter(pk=standing.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"closes_on": date(2026, 4, 24)}, "extension_days_in_order"),
        ({"reason": ""}, "extension_with_reason"),
    ],
)
def test_extension_without_sense_is_refused_by_the_database(submission, changes, constraint):
    facts = {"due_on": NEW_DUE, "closes_on": NEW_CLOSES, "reason": WHY} | changes
    with refused_by(constraint):
        Extension.objects.create(submission=submission, given_by=reviewer_of(submission), **facts)
