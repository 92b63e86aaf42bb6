"""What an answer must hold to be written; a row that does not is named, and nothing is written."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from results.domain.answers import Answer
from results.domain.figures import InvalidFigures, save_answers
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure
from tests.factories import IndicatorFactory
from tests.workflows import answer_to, clerk_of, running_movement, submission_at

pytestmark = pytest.mark.django_db


def submission_on(*indicators):
    return submission_at(State.OPEN, running_movement(*indicators))


def figure_of(submission, **lookup) -> Figure:
    return submission.current_revision.figures.select_related("indicator").get(**lookup)


def save(submission, *answers):
    return save_answers(
        submission,
        list(answers),
        by=clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def value(submission, **kwargs) -> Answer:
    figure = figure_of(submission)
    return Answer(figure.indicator_id, figure.row_version, AnswerKind.VALUE, **kwargs)


def problems(caught) -> list[str]:
    [problems] = caught.value.errors.values()
    return problems


def test_save_of_an_invalid_row_names_it_and_writes_nothing():
    ratio, count = IndicatorFactory(ratio=True), IndicatorFactory()
    submission = submission_on(ratio, count)
    wrong = answer_to(figure_of(submission, indicator=ratio), part=Decimal(101), whole=Decimal(100))
    right = answer_to(figure_of(submission, indicator=count), part=Decimal(3))
    with pytest.raises(InvalidFigures) as caught:
        save(submission, wrong, right)
    assert caught.value.errors == {ratio.pk: ["Quân số tham gia không được lớn hơn tổng quân số."]}
    assert figure_of(submission, indicator=count).answer == AnswerKind.MISSING


@pytest.mark.parametrize(
    ("trait", "columns"),
    [
        ("ratio", {"part": Decimal(1)}),
        ("graded", {"g1": Decimal(1), "g2": Decimal(1), "g3": Decimal(1)}),
        ("done", {"part": Decimal(1)}),
    ],
)
def test_save_of_a_value_with_an_empty_cell_keeps_what_there_is(trait, columns):
    submission = submission_on(IndicatorFactory(**{trait: True}))
    save(submission, value(submission, columns=columns))
    figure = figure_of(submission)
    assert figure.answer == AnswerKind.PARTIAL
    assert {name: getattr(figure, name) for name in columns} == columns


@pytest.mark.parametrize("trait", ["quota", "percentage", "grade", "done", "statement"])
def test_save_of_a_value_with_nothing_in_its_cells_says_nothing(trait):
    submission = submission_on(IndicatorFactory(**{trait: True}))
    save(submission, value(submission, text=" \n", note="Sẽ bổ sung."))
    assert figure_of(submission).answer == AnswerKind.MISSING
    assert figure_of(submission).note == "Sẽ bổ sung."


@pytest.mark.parametrize(
    "columns", [{"g1": Decimal(1), "g2": Decimal(1)}, {"g2": Decimal(2)}], ids=["two", "twice"]
)
def test_save_of_more_than_one_grade_is_invalid(columns):
    submission = submission_on(IndicatorFactory(grade=True))
    with pytest.raises(InvalidFigures) as caught:
        save(submission, answer_to(figure_of(submission), **columns))
    assert problems(caught) == ["Chỉ chọn một mức xếp loại."]


def test_save_of_a_day_to_come_is_invalid():
    submission = submission_on(IndicatorFactory(done=True))
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(InvalidFigures) as caught:
        save(submission, value(submission, columns={"part": Decimal(1)}, done_on=tomorrow))
    assert problems(caught) == ["Ngày hoàn thành không được ở tương lai."]


def test_save_of_more_than_a_hundred_percent_is_invalid():
    submission = submission_on(IndicatorFactory(percentage=True))
    with pytest.raises(InvalidFigures) as caught:
        save(submission, answer_to(figure_of(submission), percent=Decimal("100.01")))
    assert problems(caught) == ["Tỷ lệ không được lớn hơn 100%."]


def test_save_of_a_part_above_its_whole_is_allowed_where_the_indicator_allows_it():
    submission = submission_on(IndicatorFactory(ratio=True, part_may_exceed_whole=True))
    save(submission, answer_to(figure_of(submission), part=Decimal(120), whole=Decimal(100)))
    assert figure_of(submission).part == 120
