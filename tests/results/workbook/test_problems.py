"""What is wrong in a file: told beside its cell, marked in the file, and never taken over."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from results.enums import AnswerKind
from results.workbook.differences import FORMULA, SHARE
from tests.factories import IndicatorFactory
from tests.results.entry_page import figure_of
from tests.results.workbook.filling import check, fill, form_of, places_of, take, upload
from tests.workflows import clerk_of, running_movement

pytestmark = pytest.mark.django_db

AMBIGUOUS = (
    "Không rõ số này là bao nhiêu. Dấu chấm chỉ dùng để tách hàng nghìn, "
    "phần thập phân viết sau dấu phẩy và có nhiều nhất hai chữ số, ví dụ 1.234,5."
)


def problems_of(client, submission, **typed) -> tuple[list[str], list[str]]:
    """Of the cells and of the row, after the cells were filled in so."""
    client.force_login(clerk_of(submission))
    assert upload(client, submission, fill(form_of(submission), **typed)).status_code == 302
    [difference] = check(client, submission).context["differences"]
    assert difference.taken is None
    return [said for cell in difference.cells for said in cell.problems], difference.problems


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.23", AMBIGUOUS),
        (1.234, AMBIGUOUS),
        ("mười hai", "Hãy nhập một số, ví dụ 1.234 hoặc 98,6."),
        ("-1", "Số không được nhỏ hơn 0."),
        (True, "Hãy nhập một số, ví dụ 1.234 hoặc 98,6."),
        ("=5+3", FORMULA),
    ],
)
def test_number_that_is_not_clear_is_told_at_its_cell(client, submission, typed, said):
    assert problems_of(client, submission, part=typed, whole="10") == ([said], [])


def test_day_that_is_none_is_told_at_its_cell(client):
    submission = running_movement(IndicatorFactory(done=True)).submission

    cells, _ = problems_of(client, submission, done="Đã hoàn thành", done_on="31/02/2026")

    assert len(cells) == 1


def test_words_that_are_no_choice_are_told_at_their_cell(client, submission):
    said = "Không có trong danh sách. Hãy chọn: Có."

    assert problems_of(client, submission, part="1", whole="2", is_estimate="chắc vậy") == (
        [said],
        [],
    )


@pytest.mark.parametrize("pasted", [0.98, 1])
def test_share_that_was_pasted_is_told_at_its_cell(client, pasted):
    submission = running_movement(IndicatorFactory(percentage=True)).submission

    assert problems_of(client, submission, percent=pasted) == ([SHARE], [])


def test_share_that_a_formula_gives_is_told_as_a_formula(client):
    submission = running_movement(IndicatorFactory(percentage=True)).submission

    assert problems_of(client, submission, percent="=49/50") == ([FORMULA], [])


@pytest.mark.parametrize(("said", "value"), [("0,98", "0.98"), (98.6, "98.6")])
def test_percentage_that_is_clear_is_taken_over(client, said, value):
    submission = running_movement(IndicatorFactory(percentage=True)).submission
    client.force_login(clerk_of(submission))
    upload(client, submission, fill(form_of(submission), percent=said))

    take(client, submission, check(client, submission))

    assert figure_of(submission).percent == Decimal(value)


def test_part_above_whole_is_told_beside_the_row(client, submission):
    assert problems_of(client, submission, part="11", whole="10") == (
        [],
        ["Quân số tham gia không được lớn hơn tổng quân số."],
    )


def test_value_beside_another_answer_is_told_beside_the_row(client, submission):
    said = "Đã chọn “Không phát sinh” thì để trống các ô số liệu."

    assert problems_of(client, submission, part="11", answer="Không phát sinh") == ([], [said])


def test_formula_is_never_taken_over(client, submission):
    problems_of(client, submission, part="=5+3", whole="10")
    page = check(client, submission)

    take(client, submission, page, take=[page.context["differences"][0].group.key])

    assert figure_of(submission).answer == AnswerKind.MISSING


def marked(client, submission):
    response = client.get(reverse("results:workbook_marked", args=[submission.pk]))
    return load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def test_returned_file_marks_the_cell_and_keeps_what_was_typed(client, submission):
    problems_of(client, submission, part="mười hai", whole="10")

    form = marked(client, submission)

    places = places_of(form.active)
    place, other = (places[name] for name in list(places)[:2])
    cell = form.active.cell(*place)
    assert cell.value == "mười hai"
    assert cell.comment.text == "Hãy nhập một số, ví dụ 1.234 hoặc 98,6."
    assert cell.fill.fgColor != form.active.cell(*other).fill.fgColor


def test_returned_file_is_mended_and_sent_again(client, submission):
    problems_of(client, submission, part="11", whole="10")

    upload(client, submission, fill(marked(client, submission), part="9"))
    take(client, submission, check(client, submission))

    assert figure_of(submission).part == 9


def test_rows_that_are_right_are_taken_before_the_others_are_mended(client):
    movement = running_movement(IndicatorFactory(ratio=True), IndicatorFactory(code="A1"))
    submission = movement.submission
    client.force_login(clerk_of(submission))
    form = form_of(submission)
    [part, number] = [
        place for name, place in places_of(form.active).items() if name.endswith("-part")
    ]
    form.active.cell(*part).value, form.active.cell(*number).value = "hai", "3"
    upload(client, submission, form)

    response = take(client, submission, check(client, submission))

    assert response.url == reverse("results:workbook_check", args=[submission.pk])
    assert len(check(client, submission).context["differences"]) == 1
    assert submission.current_revision.figures.filter(answer=AnswerKind.VALUE).count() == 1
