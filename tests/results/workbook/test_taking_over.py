"""A filled-in form: held against what stands now, and taken over as it was looked at."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.audit.models import Entry
from results.domain.figures import save_answers
from results.enums import AnswerKind
from results.views.workbook import CHANGED
from tests.factories import IndicatorFactory
from tests.results.entry_page import figure_of
from tests.results.workbook.filling import (
    check,
    fill,
    form_of,
    places_of,
    take,
    upload,
)
from tests.saying import sentences
from tests.workflows import answer_to, clerk_of, fill_in, running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, submission):
    clerk = clerk_of(submission)
    client.force_login(clerk)
    return clerk


def page_of(client, submission, form):
    assert upload(client, submission, form).status_code == 302
    return check(client, submission)


def lines(page) -> list[tuple]:
    return [
        (cell.label, cell.now, cell.said, cell.problems)
        for one in page.context["differences"]
        for cell in one.cells
    ]


def save(submission, **columns):
    figure = figure_of(submission)
    return save_answers(
        submission,
        [answer_to(figure, **columns)],
        by=clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def test_page_shows_what_the_file_says_beside_what_stands(client, clerk, submission):
    save(submission, part=Decimal(7), whole=Decimal(10))
    page = page_of(client, submission, fill(form_of(submission), part="8", note="đã đối chiếu"))

    assert lines(page) == [
        ("Quân số tham gia", "7", "8", []),
        ("Ghi chú", "", "đã đối chiếu", []),
    ]
    assert figure_of(submission).part == Decimal(7)


def test_untouched_form_has_no_differences(client, clerk, submission):
    fill_in(submission)

    page = page_of(client, submission, form_of(submission))

    assert page.context["differences"] == []


def test_take_writes_what_was_looked_at(client, clerk, submission):
    page = page_of(
        client,
        submission,
        fill(form_of(submission), part="1.234", whole="2.000,5", strengths="Tốt."),
    )

    response = take(client, submission, page)

    figure = figure_of(submission)
    assert response.url == reverse("results:enter", args=[submission.pk])
    assert (figure.part, figure.whole) == (Decimal(1234), Decimal("2000.5"))
    submission.current_revision.refresh_from_db()
    assert submission.current_revision.strengths == "Tốt."
    assert sentences(response) == ["Đã ghi 2 dòng từ tệp Excel."]


def test_take_is_in_the_trail_like_typing(client, clerk, submission):
    take(
        client,
        submission,
        page_of(client, submission, fill(form_of(submission), part="1", whole="2")),
    )

    assert Entry.objects.filter(event="results.figures_saved", actor_id=clerk.pk).count() == 1


def test_take_leaves_what_was_not_ticked(client, clerk, submission):
    page = page_of(
        client, submission, fill(form_of(submission), part="1", whole="2", causes="Mưa.")
    )

    response = take(client, submission, page, take=["narrative"])

    assert figure_of(submission).answer == AnswerKind.MISSING
    assert response.url == reverse("results:workbook_check", args=[submission.pk])


def test_take_of_nothing_is_told(client, clerk, submission):
    page = page_of(client, submission, fill(form_of(submission), part="1", whole="2"))

    response = take(client, submission, page, take=[])

    assert response.status_code == 422
    assert response.context["form"].errors["take"] == ["Hãy đánh dấu ít nhất một dòng để ghi."]


def test_taken_file_waits_no_longer(client, clerk, submission):
    take(
        client,
        submission,
        page_of(client, submission, fill(form_of(submission), part="1", whole="2")),
    )

    assert check(client, submission).url == reverse("results:workbook_upload", args=[submission.pk])


@pytest.mark.parametrize(
    ("measure", "typed", "column", "value"),
    [
        ("ratio", {"part": 12, "whole": 12.5}, "whole", Decimal("12.5")),
        ("grade", {"grade": "khá"}, "g2", Decimal(1)),
        ("done", {"done": "Đã hoàn thành", "done_on": "01/03/2026"}, "part", Decimal(1)),
        (
            "done",
            {"done": "Đã hoàn thành", "done_on": date(2026, 3, 1)},
            "done_on",
            date(2026, 3, 1),
        ),
        ("percentage", {"percent": "98,6"}, "percent", Decimal("98.6")),
        ("statement", {"text": "Đã quán triệt."}, "text", "Đã quán triệt."),
        ("graded", {"g1": "1", "g2": "2", "g3": "3", "g4": "0"}, "g3", Decimal(3)),
    ],
)
def test_take_lays_every_measure(client, measure, typed, column, value):
    submission = running_movement(IndicatorFactory(**{measure: True})).submission
    client.force_login(clerk_of(submission))

    take(client, submission, page_of(client, submission, fill(form_of(submission), **typed)))

    assert getattr(figure_of(submission), column) == value


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Không phát sinh", AnswerKind.NONE_ARISEN),
        ("BÁO CÁO RIÊNG theo chế độ mật", AnswerKind.REPORTED_SEPARATELY),
    ],
)
def test_take_reads_answers_in_words(client, clerk, submission, words, kind):
    take(client, submission, page_of(client, submission, fill(form_of(submission), answer=words)))

    assert figure_of(submission).answer == kind


def test_emptied_answer_means_a_value(client, clerk, submission):
    page = page_of(client, submission, fill(form_of(submission), answer=None, part="1", whole="2"))

    take(client, submission, page)

    assert figure_of(submission).answer == AnswerKind.VALUE


def test_row_that_others_wrote_meanwhile_keeps_both_values(client, clerk, submission):
    form = fill(form_of(submission), part="8", whole="10")
    save(submission, part=Decimal(9), whole=Decimal(10))

    page = page_of(client, submission, form)

    [difference] = page.context["differences"]
    assert lines(page) == [("Quân số tham gia", "9", "8", [])]
    assert difference.is_overtaken
    assert page.context["form"].ticked == []


def test_row_that_others_wrote_is_replaced_only_when_ticked(client, clerk, submission):
    form = fill(form_of(submission), part="8", whole="10")
    save(submission, part=Decimal(9), whole=Decimal(10))
    page = page_of(client, submission, form)

    take(client, submission, page, take=[page.context["differences"][0].group.key])

    assert figure_of(submission).part == Decimal(8)


def test_row_that_only_others_wrote_is_left_alone(client, clerk, submission):
    form = fill(form_of(submission), strengths="Tốt.")
    save(submission, part=Decimal(9), whole=Decimal(10))

    page = page_of(client, submission, form)

    assert [one.group.key for one in page.context["differences"]] == ["narrative"]


def test_take_of_what_changed_since_the_page_writes_nothing(client, clerk, submission):
    page = page_of(client, submission, fill(form_of(submission), part="8", whole="10"))
    save(submission, part=Decimal(9), whole=Decimal(10))

    response = take(client, submission, page)

    assert response.status_code == 422
    assert sentences(response) == [CHANGED]
    assert figure_of(submission).part == Decimal(9)
    assert lines(response) == [("Quân số tham gia", "9", "8", [])]


def test_take_of_another_file_than_was_looked_at_writes_nothing(client, clerk, submission):
    page = page_of(client, submission, fill(form_of(submission), part="8", whole="10"))
    upload(client, submission, fill(form_of(submission), part="80", whole="100"))

    response = take(client, submission, page)

    assert response.status_code == 422
    assert figure_of(submission).answer == AnswerKind.MISSING


def test_file_of_one_person_is_nobody_elses(client, clerk, submission):
    upload(client, submission, fill(form_of(submission), part="8", whole="10"))
    client.force_login(clerk_of(submission))

    assert check(client, submission).url == reverse("results:workbook_upload", args=[submission.pk])


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_differences_asks_as_much_for_one_row_as_for_three(
    client, django_assert_num_queries, rows
):
    submission = running_movement(*IndicatorFactory.create_batch(rows, ratio=True)).submission
    client.force_login(clerk_of(submission))
    form = form_of(submission)
    for name, place in places_of(form.active).items():
        if name.endswith(("-part", "-whole")):
            form.active.cell(*place).value = "5"
    upload(client, submission, form)

    with django_assert_num_queries(9):
        page = check(client, submission)

    assert len(page.context["differences"]) == rows
