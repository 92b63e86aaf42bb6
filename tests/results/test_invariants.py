"""What was sent stays as it was, and figures stay within their bounds, whoever writes them."""

import unicodedata
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DataError, transaction
from django.utils import timezone

from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, Revision, Submission
from tests.factories import IndicatorFactory, PeriodFactory, UnitFactory, UserFactory
from tests.refusals import refused_by, run_sql
from tests.workflows import fill_in, running_movement, submission_at

SENT = [State.SUBMITTED, State.ACCEPTED]
pytestmark = pytest.mark.django_db


@pytest.fixture
def entered():
    """A revision not yet sent, with a figure of 95 of 100."""
    return fill_in(submission_at(State.OPEN)).current_revision


@pytest.fixture
def figure(entered):
    return entered.figures.get()


@pytest.fixture(params=SENT)
def sent(request):
    return submission_at(request.param).current_revision


def test_second_submission_of_a_unit_and_period_is_refused():
    submission = submission_at(State.OPEN)
    with refused_by("one_submission_of_a_unit_and_period"):
        Submission.objects.create(
            campaign=submission.campaign,
            period=submission.period,
            unit=submission.unit,
            lineage=[submission.unit_id],
            due_on=submission.due_on,
        )


def test_submission_in_an_unknown_state_is_refused():
    submission = submission_at(State.OPEN)
    with refused_by("submission_state_known"):
        Submission.objects.filter(pk=submission.pk).update(state="lost")


def test_accepted_submission_without_an_accepted_revision_is_refused():
    submission = submission_at(State.SUBMITTED)
    with refused_by("accepted_submission_names_its_revision"):
        Submission.objects.filter(pk=submission.pk).update(state=State.ACCEPTED)


def test_second_revision_of_a_number_is_refused(entered):
    with refused_by("one_revision_of_a_number"):
        Revision.objects.create(
            submission=entered.submission, number=entered.number, version=entered.version
        )


def test_second_figure_of_an_indicator_is_refused(figure):
    with refused_by("one_figure_of_an_indicator"):
        Figure.objects.create(
            revision=figure.revision,
            indicator=figure.indicator,
            unit=figure.unit,
            period=figure.period,
            part_within_whole=True,
        )


def test_sent_figure_changed_by_save_is_refused(sent):
    figure = sent.figures.get()
    figure.part = Decimal(1)
    with refused_by("figure_fixed"):
        figure.save()


def test_sent_figure_changed_by_update_is_refused(sent):
    with refused_by("figure_fixed"):
        sent.figures.update(part=Decimal(1))


def test_sent_figure_changed_by_bulk_update_is_refused(sent):
    figure = sent.figures.get()
    figure.part = Decimal(1)
    with refused_by("figure_fixed"):
        Figure.objects.bulk_update([figure], ["part"])


def test_sent_figure_changed_by_sql_is_refused(sent):
    with refused_by("figure_fixed"):
        run_sql("UPDATE results_figure SET note = 'sửa' WHERE revision_id = %s", sent.pk)


def test_sent_figure_deleted_is_refused(sent):
    with refused_by("figure_fixed"):
        sent.figures.all().delete()


def test_sent_figure_deleted_by_sql_is_refused(sent):
    with refused_by("figure_fixed"):
        run_sql("DELETE FROM results_figure WHERE revision_id = %s", sent.pk)


def test_figure_added_to_a_sent_revision_is_refused(sent):
    figure = sent.figures.get()
    figure.pk, figure.indicator = None, IndicatorFactory()
    with refused_by("figure_fixed"):
        Figure.objects.bulk_create([figure])


def test_figure_moved_into_a_sent_revision_is_refused(figure):
    sent = submission_at(State.SUBMITTED).current_revision
    with refused_by("figure_fixed"):
        Figure.objects.filter(pk=figure.pk).update(revision=sent)


@pytest.mark.parametrize(
    "change",
    [
        {"strengths": "Viết lại"},
        {"number": 9},
        {"reason": "Viết lại"},
        {"submitted_at": None, "submitted_by": None},
        {"row_version": 9},
    ],
    ids=lambda change: next(iter(change)),
)
def test_sent_revision_changed_is_refused(sent, change):
    with refused_by("revision_fixed"):
        Revision.objects.filter(pk=sent.pk).update(**change)


def test_sent_revision_changed_by_sql_is_refused(sent):
    with refused_by("revision_fixed"):
        run_sql("UPDATE results_revision SET proposals = 'Viết lại' WHERE id = %s", sent.pk)


def test_sent_revision_deleted_by_sql_is_refused(sent):
    with refused_by("revision_fixed"):
        run_sql("DELETE FROM results_revision WHERE id = %s", sent.pk)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.RETURNED])
def test_decision_written_twice_is_refused(state):
    decided = submission_at(state).revisions.get(number=1)
    with refused_by("revision_fixed"):
        Revision.objects.filter(pk=decided.pk).update(
            returned_at=timezone.now(), returned_by=UserFactory(), return_reason="Đổi ý"
        )


def test_decision_both_ways_at_once_is_refused():
    sent, judge = submission_at(State.SUBMITTED).current_revision, UserFactory()
    with refused_by("revision_decided_one_way"):
        Revision.objects.filter(pk=sent.pk).update(
            accepted_at=timezone.now(),
            accepted_by=judge,
            returned_at=timezone.now(),
            returned_by=judge,
            return_reason="Vừa nhận vừa trả",
        )


def test_revision_accepted_before_it_was_sent_is_refused(entered):
    with refused_by("revision_accepted_after_submitted"):
        Revision.objects.filter(pk=entered.pk).update(
            accepted_at=timezone.now(), accepted_by=UserFactory()
        )


def test_revision_returned_before_it_was_sent_is_refused(entered):
    with refused_by("revision_returned_after_submitted"):
        Revision.objects.filter(pk=entered.pk).update(
            returned_at=timezone.now(), returned_by=UserFactory(), return_reason="Sớm quá"
        )


def test_revision_accepted_earlier_than_sent_is_refused():
    sent = submission_at(State.SUBMITTED).current_revision
    with refused_by("revision_accepted_after_submitted"):
        Revision.objects.filter(pk=sent.pk).update(
            accepted_at=sent.submitted_at - timedelta(seconds=1), accepted_by=UserFactory()
        )


def test_revision_returned_without_a_reason_is_refused():
    sent = submission_at(State.SUBMITTED).current_revision
    with refused_by("revision_returned_with_reason"):
        Revision.objects.filter(pk=sent.pk).update(
            returned_at=timezone.now(), returned_by=UserFactory()
        )


def test_part_above_its_whole_is_refused(figure):
    with refused_by("figure_part_within_whole"):
        Figure.objects.filter(pk=figure.pk).update(part=Decimal("100.01"))


def test_whole_lowered_below_its_part_is_refused(figure):
    with refused_by("figure_part_within_whole"):
        run_sql("UPDATE results_figure SET whole = 94.99 WHERE id = %s", figure.pk)


def test_part_equal_to_its_whole_is_kept(figure):
    Figure.objects.filter(pk=figure.pk).update(part=Decimal(100))
    figure.refresh_from_db()
    assert figure.part == figure.whole


def test_part_above_its_whole_is_kept_where_the_indicator_allows_it():
    indicator = IndicatorFactory(ratio=True, part_may_exceed_whole=True)
    submission = fill_in(submission_at(State.OPEN, running_movement(indicator)))
    submission.current_revision.figures.update(part=Decimal(120))
    assert submission.current_revision.figures.get().part == 120


@pytest.mark.parametrize(
    ("percent", "constraint"),
    [("100.01", "figure_percent_within_hundred"), ("-0.01", "figure_within_limits")],
)
def test_percentage_beyond_its_limits_is_refused(percent, constraint):
    movement = running_movement(IndicatorFactory(percentage=True))
    submission = fill_in(submission_at(State.OPEN, movement))
    with refused_by(constraint):
        submission.current_revision.figures.update(percent=Decimal(percent))


@pytest.mark.parametrize(
    "change",
    [
        lambda: {"part_within_whole": False},
        lambda: {"unit": UnitFactory()},
        lambda: {"period": PeriodFactory()},
        lambda: {"indicator": IndicatorFactory()},
    ],
    ids=["part_within_whole", "unit", "period", "indicator"],
)
def test_what_a_figure_is_about_changed_is_refused(figure, change):
    with refused_by("figure_subject_fixed"):
        Figure.objects.filter(pk=figure.pk).update(**change())


@pytest.mark.parametrize("column", ["part", "whole", "g1", "g6"])
def test_negative_figure_is_refused(figure, column):
    with refused_by("figure_within_limits"):
        Figure.objects.filter(pk=figure.pk).update(
            **{"part": None, "whole": None, column: Decimal("-0.01")}
        )


@pytest.mark.parametrize("column", ["part", "whole", "g1", "g6", "percent"])
def test_figure_of_a_thousand_thousand_million_is_refused(figure, column):
    with pytest.raises(DataError, match="numeric field overflow"), transaction.atomic():
        run_sql(f"UPDATE results_figure SET {column} = 1000000000000 WHERE id = %s", figure.pk)


def test_figure_that_is_no_number_is_refused(figure):
    with refused_by("figure_within_limits"):
        run_sql("UPDATE results_figure SET part = NULL, whole = 'NaN' WHERE id = %s", figure.pk)


@pytest.mark.parametrize(
    "answer", [AnswerKind.MISSING, AnswerKind.NONE_ARISEN, AnswerKind.REPORTED_SEPARATELY]
)
def test_value_kept_beside_another_answer_is_refused(figure, answer):
    with refused_by("figure_columns_empty_without_value"):
        Figure.objects.filter(pk=figure.pk).update(answer=answer)


def test_unknown_answer_is_refused(figure):
    with refused_by("figure_answer_known"):
        Figure.objects.filter(pk=figure.pk).update(answer="perhaps")


def test_decomposed_note_written_around_the_model_is_refused(figure):
    with refused_by("results_figure_note_check"):
        run_sql(
            "UPDATE results_figure SET note = %s WHERE id = %s",
            *(unicodedata.normalize("NFD", "Tạm tính"), figure.pk),
        )
