"""Entering figures: all or nothing, nobody's edit lost, every change in the trail."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from results.domain import figures as entering
from results.domain.answers import Answer
from results.domain.figures import FigureConflict, Narrative, NarrativeConflict, save_answers
from results.domain.policies import PeriodClosed, WrongState
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure
from tests.factories import IndicatorFactory, QuotaFactory, UserFactory
from tests.workflows import (
    answer_to,
    clerk_of,
    fill_in,
    running_movement,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return submission_at(State.OPEN)


def figure_of(submission, indicator=None) -> Figure:
    rows = submission.current_revision.figures.select_related("indicator")
    return rows.get(indicator=indicator) if indicator else rows.get()


def open_for(indicator):
    return submission_at(State.OPEN, running_movement(indicator))


def save(submission, *answers, by=None, **kwargs):
    return save_answers(
        submission,
        list(answers),
        by=by or clerk_of(submission),
        **{"revision_id": submission.current_revision_id, **kwargs},
    )


def say(figure, kind, **kwargs) -> Answer:
    return Answer(figure.indicator_id, figure.row_version, kind, **kwargs)


def test_save_lays_part_and_whole(submission):
    save(submission, answer_to(figure_of(submission), part=Decimal(90), whole=Decimal(120)))
    figure = figure_of(submission)
    assert (figure.answer, figure.part, figure.whole) == (AnswerKind.VALUE, 90, 120)


def test_save_keeps_a_zero_as_a_value():
    submission = open_for(IndicatorFactory())
    save(submission, answer_to(figure_of(submission), part=Decimal(0)))
    assert figure_of(submission).part == 0


def test_save_writes_a_zero_into_the_trail():
    submission = open_for(IndicatorFactory())
    save(submission, answer_to(figure_of(submission), part=Decimal(5)))
    save(submission, answer_to(figure_of(submission), part=Decimal(0)))
    code = figure_of(submission).indicator.code
    entry = Entry.objects.filter(event="results.figures_saved").first()
    assert (entry.before[code]["part"], entry.after[code]["part"]) == ("5", "0")


def test_save_counts_a_done_duty_as_one_of_one():
    submission = open_for(IndicatorFactory(done=True))
    save(submission, answer_to(figure_of(submission), part=Decimal(1)))
    figure = figure_of(submission)
    assert (figure.part, figure.whole, figure.done_on) == (1, 1, date(2026, 3, 1))


def test_save_takes_the_quota_for_the_whole():
    indicator = IndicatorFactory(quota=True)
    submission = open_for(indicator)
    QuotaFactory(campaign=submission.campaign, unit=submission.unit, indicator=indicator, value=12)
    save(submission, answer_to(figure_of(submission), part=Decimal(5)))
    assert figure_of(submission).whole == 12


@pytest.mark.parametrize("column", ["part", "whole", "g1"])
def test_save_keeps_no_absolute_number_where_only_percentages_may_be_stated(column):
    submission = open_for(IndicatorFactory(percentage=True))
    answer = answer_to(figure_of(submission), percent=Decimal(95), **{column: Decimal(9)})
    save(submission, answer)
    assert getattr(figure_of(submission), column) is None


def test_save_keeps_no_content_of_a_secret_answer(submission):
    figure = figure_of(fill_in(submission))
    save(
        submission,
        say(figure, AnswerKind.REPORTED_SEPARATELY, columns={"part": Decimal(9)}, text="bí mật"),
    )
    figure = figure_of(submission)
    assert (figure.part, figure.whole, figure.text) == (None, None, "")


def test_save_may_take_an_answer_back(submission):
    figure = figure_of(fill_in(submission))
    save(submission, say(figure, AnswerKind.MISSING))
    assert figure_of(submission).answer == AnswerKind.MISSING


def test_save_raises_the_version_of_a_changed_row(submission):
    save(submission, answer_to(figure_of(submission)))
    assert figure_of(submission).row_version == 2


def test_save_leaves_an_unchanged_row_alone(submission):
    figure = figure_of(fill_in(submission))
    save(submission, answer_to(figure))
    assert figure_of(submission).row_version == figure.row_version


def test_save_without_a_change_leaves_no_trace(submission):
    figure = figure_of(fill_in(submission))
    save(submission, answer_to(figure))
    assert Entry.objects.filter(event="results.figures_saved").count() == 1


def test_save_records_who_changed_what_under_which_grant(submission):
    clerk, figure = clerk_of(submission), figure_of(submission)
    save(submission, answer_to(figure, part=Decimal(90), whole=Decimal(100)), by=clerk)
    entry = Entry.objects.get(event="results.figures_saved")
    assert (entry.actor_id, entry.authority, entry.unit_id, entry.before, entry.after) == (
        clerk.pk,
        f"Nhập liệu, {submission.unit}",
        submission.unit_id,
        {figure.indicator.code: {"answer": "missing"}},
        {figure.indicator.code: {"answer": "value", "part": "90", "whole": "100"}},
    )


def test_save_is_undone_when_the_trail_cannot_be_written(submission, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(entering, "record", fail)
    with pytest.raises(RuntimeError):
        save(submission, answer_to(figure_of(submission)))
    assert figure_of(submission).answer == AnswerKind.MISSING


def test_save_by_somebody_else_is_not_permitted(submission):
    with pytest.raises(NotPermitted):
        save(submission, answer_to(figure_of(submission)), by=UserFactory())


def test_save_by_a_reviewer_from_above_is_not_permitted(submission):
    reviewer = UserFactory(grants=[(Role.REVIEWER, submission.superior)])
    with pytest.raises(NotPermitted):
        save(submission, answer_to(figure_of(submission)), by=reviewer)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_save_after_sending_is_in_the_wrong_state(state):
    submission = submission_at(state)
    with pytest.raises(WrongState):
        save(submission, answer_to(figure_of(submission)))


def test_save_in_a_closed_period_is_refused(submission):
    submission.period.due_on = submission.period.closes_on = date(2026, 1, 5)
    submission.period.save()
    with pytest.raises(PeriodClosed):
        save(submission, answer_to(figure_of(submission)))


def test_save_on_the_closing_day_is_allowed(submission):
    submission.period.due_on = submission.period.closes_on = timezone.localdate()
    submission.period.save()
    save(submission, answer_to(figure_of(submission)))
    assert figure_of(submission).answer == AnswerKind.VALUE


def test_save_of_a_returned_submission_is_allowed_after_the_period_closed():
    submission = submission_at(State.RETURNED)
    submission.period.due_on = submission.period.closes_on = date(2026, 1, 5)
    submission.period.save()
    save(submission, answer_to(figure_of(submission), part=Decimal(1), whole=Decimal(2)))
    assert figure_of(submission).part == 1


def test_save_on_a_revision_that_was_replaced_is_stale(submission):
    seen = submit(fill_in(submission))
    send_back(seen)
    with pytest.raises(Stale):
        save(submission, answer_to(figure_of(seen)), revision_id=seen.current_revision_id)


def test_save_over_another_persons_row_is_a_conflict(submission):
    figure = figure_of(submission)
    save(submission, answer_to(figure, part=Decimal(90), whole=Decimal(100)))
    with pytest.raises(FigureConflict) as caught:
        save(submission, answer_to(figure, part=Decimal(80), whole=Decimal(100)))
    stands = caught.value.figures[figure.indicator_id]
    assert (stands.part, stands.row_version) == (90, 2)


def test_save_over_another_persons_row_writes_nothing(submission):
    figure = figure_of(submission)
    save(submission, answer_to(figure, part=Decimal(90), whole=Decimal(100)))
    with pytest.raises(FigureConflict):
        save(submission, answer_to(figure, part=Decimal(80), whole=Decimal(100)))
    assert figure_of(submission).part == 90


def test_save_of_the_same_as_another_person_is_no_conflict(submission):
    figure = figure_of(submission)
    save(submission, answer_to(figure))
    save(submission, answer_to(figure))
    assert figure_of(submission).row_version == 2


def test_save_of_different_rows_by_two_people_keeps_both():
    one, other = IndicatorFactory(), IndicatorFactory()
    submission = submission_at(State.OPEN, running_movement(one, other))
    first, second = figure_of(submission, one), figure_of(submission, other)
    save(submission, answer_to(first, part=Decimal(7)))
    save(submission, answer_to(second, part=Decimal(8)))
    assert (figure_of(submission, one).part, figure_of(submission, other).part) == (7, 8)


def test_without_the_versions_an_edit_would_be_lost(submission, monkeypatch):
    monkeypatch.setattr(entering, "_check_versions", lambda figures, answers: None)
    figure = figure_of(submission)
    save(submission, answer_to(figure, part=Decimal(90), whole=Decimal(100)))
    save(submission, answer_to(figure, part=Decimal(80), whole=Decimal(100)))
    assert figure_of(submission).part == 80


def test_save_writes_the_words_of_the_unit(submission):
    save(submission, narrative=Narrative(1, {"strengths": "Sẵn sàng chiến đấu tốt."}))
    submission.current_revision.refresh_from_db()
    assert submission.current_revision.strengths == "Sẵn sàng chiến đấu tốt."


def test_save_over_another_persons_words_is_a_conflict(submission):
    save(submission, narrative=Narrative(1, {"strengths": "Câu của người trước."}))
    with pytest.raises(NarrativeConflict) as caught:
        save(submission, narrative=Narrative(1, {"strengths": "Câu của người sau."}))
    assert caught.value.revision.strengths == "Câu của người trước."


def test_save_with_conflicting_words_writes_no_figure(submission):
    save(submission, narrative=Narrative(1, {"strengths": "Câu của người trước."}))
    with pytest.raises(NarrativeConflict):
        save(
            submission,
            answer_to(figure_of(submission)),
            narrative=Narrative(1, {"strengths": "Câu của người sau."}),
        )
    assert figure_of(submission).answer == AnswerKind.MISSING
