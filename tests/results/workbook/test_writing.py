"""The form: what it shows, what may be filled in, and that nothing in it is a formula."""

from dataclasses import replace
from decimal import Decimal

import pytest

from results.domain.figures import save_answers
from results.enums import AnswerKind
from results.models import Submission
from results.workbook.layout import BEFORE, HEAD_ROW, HEADS, KEYS, NAME, QUOTA, TOKEN_ROW
from results.workbook.tickets import ticket_of
from tests.factories import IndicatorFactory, QuotaFactory
from tests.results.workbook.filling import form_of, places_of
from tests.workflows import answer_to, clerk_of, fill_in, running_movement

pytestmark = pytest.mark.django_db

MEASURES = {
    "ratio": ["part", "whole"],
    "quota": ["part"],
    "percentage": ["percent"],
    "graded": ["g1", "g2", "g3", "g4"],
    "grade": ["grade"],
    "done": ["done", "done_on"],
    "statement": ["text"],
}


def names_of(form) -> list[str]:
    return [name.partition("-")[2] for name in places_of(form.active)]


@pytest.mark.parametrize(("measure", "cells"), MEASURES.items())
def test_form_asks_what_the_measure_needs(measure, cells):
    submission = running_movement(IndicatorFactory(**{measure: True})).submission

    remarks = ["answer", "is_estimate", "note"]
    words = ["strengths", "shortcomings", "causes", "proposals"]
    assert names_of(form_of(submission)) == [cells[0], *remarks, *cells[1:], *words]


def test_only_the_cells_to_fill_in_are_open(submission):
    page = form_of(submission).active
    asked = set(places_of(page).values())
    areas = [set(area.cells) for area in page.merged_cells.ranges if asked & set(area.cells)]

    is_open = {
        (cell.row, cell.column)
        for row in page.iter_rows()
        for cell in row
        if not cell.protection.locked
    }

    assert page.protection.sheet is True
    assert is_open == asked.union(*areas)


def test_the_structure_is_locked(submission):
    assert form_of(submission).security.lockStructure is True


def test_form_is_bound_to_submission_and_revision(submission):
    ticket = ticket_of(form_of(submission).active.cell(TOKEN_ROW, KEYS).value)

    assert (ticket.submission_id, ticket.revision_id) == (
        submission.pk,
        submission.current_revision_id,
    )


def shown_in(form) -> dict[str, str]:
    places = places_of(form.active)
    return {
        name.partition("-")[2]: form.active.cell(*place).value for name, place in places.items()
    }


def saved(submission: Submission, **said) -> Submission:
    figure = submission.current_revision.figures.get()
    answer = replace(answer_to(figure, **said.pop("columns", {})), **said)
    return save_answers(
        submission,
        [answer],
        by=clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def test_form_holds_what_is_known_now(submission):
    saved(submission, columns={"part": Decimal("1234.5"), "whole": Decimal(2000)}, is_estimate=True)

    shown = shown_in(form_of(submission))

    assert (shown["part"], shown["whole"]) == ("1.234,5", "2.000")
    assert (shown["answer"], shown["is_estimate"]) == ("Có số liệu", "Có")


def test_form_holds_an_answer_without_a_value(submission):
    saved(submission, kind=AnswerKind.NONE_ARISEN)

    assert shown_in(form_of(submission))["answer"] == "Không phát sinh"


@pytest.mark.parametrize(
    ("measure", "name", "text"),
    [
        ("grade", "grade", "Khá"),
        ("done", "done", "Đã hoàn thành"),
        ("done", "done_on", "01/03/2026"),
    ],
)
def test_form_shows_choices_and_days_in_words(measure, name, text):
    submission = fill_in(running_movement(IndicatorFactory(**{measure: True})).submission)

    assert shown_in(form_of(submission))[name] == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_form_holds_no_formula(submission, text):
    saved(submission, note=text)
    page = form_of(submission).active

    note = page.cell(*next(place for name, place in places_of(page).items() if "note" in name))
    assert (note.value, note.data_type, note.number_format) == (text, "s", "@")


def test_form_offers_the_answers_in_a_list(submission):
    page = form_of(submission).active
    row, column = next(place for name, place in places_of(page).items() if "answer" in name)

    [rule] = [
        one
        for one in page.data_validations.dataValidation
        if page.cell(row, column).coordinate in one.sqref
    ]
    first, last = rule.formula1.replace("$", "").split(":")
    offered = [cell.value for (cell,) in page[f"{first}:{last}"]]
    assert offered == ["Có số liệu", "Không phát sinh", "Báo cáo riêng theo chế độ mật"]


def test_form_names_indicator_and_sentence_and_what_was_given():
    indicator = IndicatorFactory(quota=True, name="Giao quân")
    movement = running_movement(indicator)
    QuotaFactory(campaign=movement.campaign, unit=movement.unit, indicator=indicator, value=1200)

    page = form_of(movement.submission).active

    row = HEAD_ROW + 2
    assert page.cell(row, NAME).value == "Giao quân\n“Không để xảy ra vụ việc vi phạm kỷ luật.”"
    assert (page.cell(row, BEFORE).value, page.cell(row, QUOTA).value) == ("–", "1.200")


def test_form_prints_on_landscape_pages_with_its_heads_repeated(submission):
    page = form_of(submission).active

    assert [page.cell(HEAD_ROW, column).value for column in range(1, 11)] == list(HEADS)
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"


def test_keys_and_choices_are_hidden(submission):
    columns = form_of(submission).active.column_dimensions

    assert [columns[letter].hidden for letter in "JKL"] == [False, True, True]
