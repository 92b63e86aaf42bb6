"""Confirming many reports at once does to each what confirming it alone does, and to no other."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.audit.models import Entry
from core.jobs.models import Job
from results.domain.bulk import accept_all
from results.domain.doubts import doubts_of
from results.domain.periods import open_period
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import ParticipationFactory, UserFactory
from tests.saying import sentences
from tests.workflows import accept, fill_in, reviewer_of, running_movement, submission_at, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Unit and sibling have sent the same; one person reviews both."""
    movement = running_movement()
    for unit in (movement.unit, movement.sibling):
        submission_at(State.SUBMITTED, movement, unit=unit)
    return movement


@pytest.fixture
def reviewer(movement):
    return reviewer_of(movement.submission)


def estimated(movement, unit) -> Submission:
    submission = fill_in(movement.submission_of(unit))
    submission.current_revision.figures.update(is_estimate=True)
    return submit(submission)


def trace_of(submission) -> dict:
    """What an acceptance leaves behind, without the keys that tell one unit from another."""
    submission.refresh_from_db()
    revision = submission.accepted_revision
    entry = Entry.objects.get(event="results.accepted", subject_id=submission.pk)
    facts = ("actor_id", "authority", "before", "after", "reason")
    return {
        "state": submission.state,
        "is_current": revision == submission.current_revision,
        "accepted_by": revision.accepted_by,
        "figures": list(revision.figures.values_list("answer", "part", "whole")),
        "entry": [getattr(entry, name) for name in facts],
        "is_of_unit": entry.unit_id == submission.unit_id,
        "jobs": Job.objects.filter(requested_by_id=revision.accepted_by_id).count(),
    }


def test_accepting_many_leaves_the_same_trace_as_accepting_one(movement, reviewer):
    alone, among = movement.submission, movement.submission_of(movement.sibling)
    accept(alone, by=reviewer)
    accept_all([among], by=reviewer)
    assert trace_of(among) == trace_of(alone)


def test_accepting_many_tells_what_was_accepted(movement, reviewer):
    both = [movement.submission, movement.submission_of(movement.sibling)]
    outcome = accept_all(both, by=reviewer)
    assert (outcome.done, outcome.refused) == (both, [])


def test_refused_report_holds_up_no_other(movement, reviewer):
    first, second = movement.submission, movement.submission_of(movement.sibling)
    accept(first, by=reviewer)
    outcome = accept_all([first, second], by=reviewer)
    assert (outcome.done, [one for one, _ in outcome.refused]) == ([second], [first])


def test_report_of_another_superior_is_refused(movement):
    stranger = UserFactory(grants=[(Role.REVIEWER, movement.sibling)])
    outcome = accept_all([movement.submission], by=stranger)
    assert (outcome.done, movement.submission.state) == ([], State.SUBMITTED)


def test_doubtful_report_is_left_as_it_was(movement):
    submission = estimated(movement, movement.subordinate)
    outcome = accept_all([submission], by=reviewer_of(submission))
    [(_, reason)] = outcome.refused
    assert reason == "Cần xem từng báo cáo: 1 chỉ tiêu ước thực hiện."
    assert movement.submission_of(movement.subordinate).state == State.SUBMITTED
    assert Entry.objects.filter(event="results.accepted").count() == 0


def test_doubts_are_estimates_silence_secrets_and_second_sendings(movement):
    submission = submission_at(State.RETURNED, movement, unit=movement.subordinate)
    figures = submission.current_revision.figures
    figures.update(is_estimate=True)
    [said] = doubts_of([submission.current_revision_id]).values()
    blank = {"part": None, "whole": None, "is_estimate": False}
    figures.update(answer=AnswerKind.MISSING, **blank)
    [silent] = doubts_of([submission.current_revision_id]).values()
    figures.update(answer=AnswerKind.REPORTED_SEPARATELY)
    [secret] = doubts_of([submission.current_revision_id]).values()
    again = "gửi lần 2, sau khi trả lại hoặc mở lại"
    assert (said, silent, secret) == (
        [again, "1 chỉ tiêu ước thực hiện"],
        [again, "1 chỉ tiêu chưa có số liệu"],
        [again, "1 chỉ tiêu báo cáo riêng theo chế độ mật"],
    )


def test_plain_report_raises_no_doubt(movement):
    assert doubts_of([movement.submission.current_revision_id]) == {}


def token(submission) -> str:
    return f"{submission.pk}-{submission.current_revision_id}"


def post(client, *tokens):
    return client.post(reverse("results:accept_many"), {"chosen": tokens}, follow=True)


def test_page_offers_what_is_clear_and_names_what_is_not(client, movement):
    doubtful = estimated(movement, movement.superior)
    client.force_login(UserFactory(grants=[(Role.REVIEWER, movement.root)]))
    context = client.get(reverse("results:accept_many")).context
    clear = {one for _, one in context["clear"]}
    assert clear == {movement.submission, movement.submission_of(movement.sibling)}
    assert [one for one, _ in context["doubtful"]] == [doubtful]


def test_page_accepts_what_is_ticked_alone(client, movement, reviewer):
    client.force_login(reviewer)
    response = post(client, token(movement.submission))
    assert "Đã xác nhận 1 báo cáo." in sentences(response)
    states = [movement.submission.state, movement.submission_of(movement.sibling).state]
    assert states == [State.ACCEPTED, State.SUBMITTED]


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ([], "Hãy chọn ít nhất một báo cáo."),
        (["1-1"], "1 báo cáo đã thay đổi từ khi bạn mở trang nên chưa được xác nhận."),
        (["rubbish"], "1 báo cáo đã thay đổi từ khi bạn mở trang nên chưa được xác nhận."),
    ],
)
def test_page_says_why_nothing_was_done(client, movement, reviewer, tokens, said):
    client.force_login(reviewer)
    assert sentences(post(client, *tokens))[-1] == said


def test_page_takes_no_revision_that_was_not_looked_at(client, movement, reviewer):
    client.force_login(reviewer)
    submission = movement.submission
    post(client, f"{submission.pk}-{submission.current_revision_id + 1}")
    assert movement.submission.state == State.SUBMITTED


@pytest.mark.parametrize("more", [1, 3])
def test_page_asks_the_database_as_often_for_many_reports(
    client, django_assert_num_queries, movement, more
):
    ParticipationFactory.create_batch(more, campaign=movement.campaign, superior=movement.superior)
    for submission in open_period(movement.period):
        submission_at(State.SUBMITTED, movement, unit=submission.unit)
    client.force_login(reviewer_of(movement.submission))
    with django_assert_num_queries(9):
        client.get(reverse("results:accept_many"))
