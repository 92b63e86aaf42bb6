"""Two real connections at once: no figure slips into a revision that is being sent."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.audit.models import Entry
from results.domain.figures import FigureConflict, Narrative, NarrativeConflict, save_answers
from results.domain.periods import open_period
from results.domain.policies import WrongState
from results.domain.submissions import settle_sending
from results.enums import SubmissionState as State
from results.models import Figure, Revision, Submission
from results.views import entering
from tests.refusals import run_sql, wait_until_blocked
from tests.results.entry_page import page_data
from tests.workflows import (
    answer_to,
    clerk_of,
    fill_in,
    head_of,
    running_movement,
    submission_at,
    submit,
)

LATE = Decimal(96)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submission():
    return fill_in(submission_at(State.OPEN))


@pytest.fixture
def without_share_lock():
    """The trigger on figures as it would be without its lock, for as long as the test runs."""
    [(trigger,)] = run_sql(
        "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'pgtrigger_figure_fixed%'"
    )
    run_sql(trigger.replace("FOR SHARE", ""))
    yield
    run_sql(trigger)


def write_late_figure(submission):
    return submission.current_revision.figures.update(part=LATE)


def figure_of(submission) -> Figure:
    return Figure.objects.get(revision=submission.current_revision_id)


def test_figure_written_while_its_revision_is_being_sent_is_refused(submission, elsewhere):
    with transaction.atomic():
        submit(submission)
        late = elsewhere(write_late_figure, submission)
        wait_until_blocked()
    error = late.result(timeout=10)
    assert isinstance(error, IntegrityError)
    assert error.__cause__.diag.constraint_name == "figure_fixed"


def test_sending_waits_for_a_figure_being_written(submission, elsewhere):
    head = head_of(submission)
    with transaction.atomic():
        write_late_figure(submission)
        sending = elsewhere(submit, submission, by=head)
        wait_until_blocked()
        assert Submission.objects.get(pk=submission.pk).state == State.OPEN
    assert sending.result(timeout=10).state == State.SUBMITTED
    assert figure_of(submission).part == LATE


def test_without_the_share_lock_a_figure_would_slip_in(submission, elsewhere, without_share_lock):
    with transaction.atomic():
        sent = submit(submission)
        assert figure_of(submission).part == Decimal(95)
        assert elsewhere(write_late_figure, submission).result(timeout=10) == 1
    assert sent.state == State.SUBMITTED
    assert figure_of(submission).part == LATE


def test_submission_sent_twice_at_once_is_sent_once(submission, elsewhere):
    head = head_of(submission)
    with transaction.atomic():
        submit(submission, by=head)
        second = elsewhere(submit, submission, by=head)
        wait_until_blocked()
    assert isinstance(second.result(timeout=10), WrongState)
    assert Entry.objects.filter(event="results.submitted").count() == 1


def test_row_saved_by_two_people_at_once_keeps_the_first(submission, elsewhere):
    figure = figure_of(submission)
    by = clerk_of(submission)
    revision_id = submission.current_revision_id
    with transaction.atomic():
        answer = answer_to(figure, part=Decimal(90), whole=Decimal(100))
        save_answers(submission, [answer], by=by, revision_id=revision_id)
        rival = answer_to(figure, part=Decimal(80), whole=Decimal(100))
        second = elsewhere(save_answers, submission, [rival], by=by, revision_id=revision_id)
        wait_until_blocked()
    assert isinstance(second.result(timeout=10), FigureConflict)
    assert figure_of(submission).part == Decimal(90)


def test_words_saved_by_two_people_at_once_keep_the_first(submission, elsewhere):
    by, revision_id = clerk_of(submission), submission.current_revision_id
    with transaction.atomic():
        first = Narrative(1, {"strengths": "Câu của người trước."})
        save_answers(submission, [], by=by, revision_id=revision_id, narrative=first)
        rival = Narrative(1, {"strengths": "Câu của người sau."})
        second = elsewhere(
            save_answers, submission, [], by=by, revision_id=revision_id, narrative=rival
        )
        wait_until_blocked()
    assert isinstance(second.result(timeout=10), NarrativeConflict)
    assert Revision.objects.get(pk=revision_id).strengths == "Câu của người trước."


def test_period_opened_twice_at_once_makes_one_submission_per_unit(elsewhere):
    movement = running_movement()
    later = movement.later_period()
    with transaction.atomic():
        made = open_period(later)
        second = elsewhere(open_period, later)
        wait_until_blocked()
    assert second.result(timeout=10) == []
    assert later.submissions.count() == len(made) == 5


def test_what_is_sent_from_the_page_is_what_the_person_saw(
    submission, elsewhere, client, monkeypatch
):
    figure, other = figure_of(submission), clerk_of(submission)
    late = []

    def send_while_somebody_writes(*args, **kwargs):
        answer = answer_to(figure, part=LATE, whole=Decimal(100))
        told = {"by": other, "revision_id": figure.revision_id}
        late.append(elsewhere(save_answers, submission, [answer], **told))
        wait_until_blocked()
        return settle_sending(*args, **kwargs)

    monkeypatch.setattr(entering, "settle_sending", send_while_somebody_writes)
    client.force_login(head_of(submission))
    seen = page_data(submission, part="95", whole="100")
    client.post(reverse("results:submit", args=[submission.pk]), seen)

    assert isinstance(late[0].result(timeout=10), WrongState)
    assert figure_of(submission).part == 95
