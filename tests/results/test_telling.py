"""Who is told of what happens to a submission; one act alone and among many tell the same."""

from datetime import date

import pytest

from accounts.enums import Role
from core.audit.models import Entry
from core.notices.models import Notice
from core.notices.reading import mark_read
from results.domain.bulk import accept_all
from results.enums import SubmissionState as State
from tests.factories import IndicatorFactory, UserFactory
from tests.results.test_extending import extend
from tests.results.test_extending import withdraw as take_back
from tests.workflows import (
    ANSWER,
    REASON,
    REMARK,
    accept,
    answer,
    clerk_of,
    fill_in,
    head_of,
    remark,
    reopen,
    reviewer_of,
    running_movement,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db

JUDGES, HANDS = {"reviewer", "reviewer above"}, {"clerk", "head"}


@pytest.fixture
def movement():
    return running_movement()


@pytest.fixture
def people(movement):
    """By what they are to the unit, one of each; others of its movement beside them."""
    submission, above = movement.submission, movement.submission_of(movement.superior)
    beside = movement.submission_of(movement.sibling)
    return {
        "clerk": clerk_of(submission),
        "head": head_of(submission),
        "reviewer": reviewer_of(submission),
        "reviewer above": reviewer_of(above),
        "clerk beside": clerk_of(beside),
        "head above": head_of(above),
    }


def told_of(event: str, people) -> set[str]:
    told = set(Notice.objects.filter(event=event).values_list("user_id", flat=True))
    return {name for name, person in people.items() if person.pk in told}


def test_reviewers_are_told_that_a_report_was_sent(movement, people):
    submit(fill_in(movement.submission, by=people["clerk"]), by=people["head"])
    assert told_of("results.submitted", people) == JUDGES


@pytest.mark.parametrize(
    ("state", "act", "event"),
    [
        (State.SUBMITTED, accept, "results.accepted"),
        (State.SUBMITTED, send_back, "results.returned"),
        (State.ACCEPTED, reopen, "results.reopened"),
    ],
)
def test_unit_is_told_how_its_report_was_judged(movement, people, state, act, event):
    submission = submission_at(state, movement)
    act(submission, by=people["reviewer"])
    assert told_of(event, people) == HANDS


def test_unit_is_told_of_an_extension_and_of_its_end(movement, people):
    days = {"due_on": date(2100, 1, 10), "closes_on": date(2100, 1, 20)}
    extend(movement.submission, by=people["reviewer"], **days)
    take_back(movement.submission, by=people["reviewer"])
    assert told_of("results.extended", people) == HANDS
    assert told_of("results.extension_withdrawn", people) == HANDS
    assert Notice.objects.filter(event="results.extended").first().words == (
        "Báo cáo số liệu được gia hạn: hạn gửi 10/01/2100, nhập được đến hết ngày 20/01/2100."
    )


def test_who_acts_is_not_told(movement):
    submission = submission_at(State.SUBMITTED, movement, unit=movement.root)
    head, other = head_of(submission), head_of(submission)
    accept(submission, by=head)
    told = set(Notice.objects.filter(event="results.accepted").values_list("user_id", flat=True))
    assert (head.pk in told, other.pk in told) == (False, True)


def test_notice_keeps_the_reason_to_its_page(movement, people):
    send_back(submission_at(State.SUBMITTED, movement), by=people["reviewer"])
    notice = Notice.objects.filter(user_id=people["clerk"].pk).get()
    assert (REASON in notice.words, notice.address) == (
        False,
        movement.submission.get_absolute_url(),
    )


def test_unit_is_told_of_a_remark(movement, people):
    remark(submission_at(State.SUBMITTED, movement), by=people["reviewer"])
    assert told_of("results.row_remarked", people) == HANDS


def test_many_remarks_are_one_notice_until_it_is_read():
    indicators = [IndicatorFactory(ratio=True) for _ in range(3)]
    submission = submission_at(State.SUBMITTED, running_movement(*indicators))
    clerk, notices = clerk_of(submission), Notice.objects.filter(event="results.row_remarked")
    for indicator in indicators:
        remark(submission, indicator_id=indicator.pk)
    [notice] = notices.filter(user_id=clerk.pk)
    mark_read(notice)
    remark(submission)
    assert notices.filter(user_id=clerk.pk).count() == 2


def test_who_remarked_on_the_row_is_told_of_the_answer(movement, people):
    submission = submission_at(State.SUBMITTED, movement)
    remark(submission, by=people["reviewer"])
    answer(send_back(submission), by=people["clerk"])
    assert told_of("results.remark_answered", people) == {"reviewer"}


def test_who_remarked_on_another_row_is_not_told_of_the_answer():
    first, second = IndicatorFactory(ratio=True), IndicatorFactory(ratio=True)
    submission = submission_at(State.SUBMITTED, running_movement(first, second))
    one, other = reviewer_of(submission), reviewer_of(submission)
    remark(submission, by=one, indicator_id=first.pk)
    remark(submission, by=other, indicator_id=second.pk)
    answer(send_back(submission), indicator_id=first.pk)
    assert told_of("results.remark_answered", {"one": one, "other": other}) == {"one"}


def test_who_judges_no_more_is_not_told_of_the_answer(movement, people):
    submission = submission_at(State.SUBMITTED, movement)
    remark(submission, by=people["reviewer"])
    people["reviewer"].grants.update(valid_to=date(2026, 1, 1))
    answer(send_back(submission), by=people["clerk"])
    assert told_of("results.remark_answered", people) == set()


def test_who_answers_an_own_remark_is_not_told(movement):
    submission = submission_at(State.SUBMITTED, movement, unit=movement.root)
    head = head_of(submission)
    remark(submission, by=head)
    answer(send_back(submission), by=head)
    assert not Notice.objects.filter(event="results.remark_answered").exists()


def test_notices_keep_remark_and_answer_to_their_page(movement, people):
    submission = submission_at(State.SUBMITTED, movement)
    remark(submission, by=people["reviewer"])
    answer(send_back(submission), by=people["clerk"])
    said = Notice.objects.filter(event__in=["results.row_remarked", "results.remark_answered"])
    assert {notice.address for notice in said} == {submission.get_absolute_url()}
    assert not [one for one in said if REMARK in one.words or ANSWER in one.words]


def test_refused_act_tells_nobody(movement, people):
    submission = submission_at(State.ACCEPTED, movement)
    before = Notice.objects.count()
    outcome = accept_all([submission], by=people["reviewer"])
    assert (len(outcome.refused), Notice.objects.count()) == (1, before)


def traces_of(submission, person) -> tuple[list, list, int]:
    """What an acceptance leaves on the trail and tells a person, and how many it tells."""
    facts = ("actor_id", "authority", "event", "before", "after", "reason", "subject_type")
    entries = Entry.objects.filter(event="results.accepted", subject_id=submission.pk)
    notices = Notice.objects.filter(event="results.accepted", about_id=submission.pk)
    said = notices.filter(user_id=person.pk).values_list("about_type", "words", "key")
    return list(entries.values_list(*facts)), list(said), notices.count()


def test_accepting_many_tells_what_accepting_one_tells(movement, people):
    alone = submission_at(State.SUBMITTED, movement, unit=movement.unit)
    among = submission_at(State.SUBMITTED, movement, unit=movement.sibling)
    of_both = UserFactory(grants=[(Role.CLERK, movement.unit), (Role.CLERK, movement.sibling)])
    head_of(among)  # as many people as the unit has
    accept(alone, by=people["reviewer"])
    accept_all([among], by=people["reviewer"])
    assert traces_of(among, of_both) == traces_of(alone, of_both)
    assert len(traces_of(among, of_both)[1]) == 1
