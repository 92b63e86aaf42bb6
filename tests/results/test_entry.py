"""The entry page: what is typed is read, kept, told apart, and sent."""

from decimal import Decimal

import pytest
from django.urls import reverse

from results.enums import AnswerKind
from results.enums import SubmissionState as State
from tests.factories import IndicatorFactory
from tests.results.entry_page import figure_of, page_data, row_of
from tests.saying import sentences
from tests.workflows import (
    clerk_of,
    head_of,
    running_movement,
    submission_at,
)

pytestmark = pytest.mark.django_db


def enter(client, submission, **cells):
    return client.post(
        reverse("results:enter", args=[submission.pk]), page_data(submission, **cells)
    )


def test_enter_saves_vietnamese_numbers(client, submission):
    client.force_login(clerk_of(submission))

    response = enter(client, submission, part="1.234", whole="2.000,5")

    assert response.status_code == 302
    figure = figure_of(submission)
    assert (figure.part, figure.whole) == (Decimal("1234"), Decimal("2000.5"))


def test_enter_keeps_zero_apart_from_silence(client, submission):
    client.force_login(clerk_of(submission))

    enter(client, submission, part="0", whole="10")

    assert figure_of(submission).answer == AnswerKind.VALUE


def test_enter_of_nothing_leaves_the_figure_missing(client, submission):
    client.force_login(clerk_of(submission))

    response = enter(client, submission, part="", whole="")

    assert response.status_code == 302
    assert figure_of(submission).answer == AnswerKind.MISSING


@pytest.mark.parametrize(
    "typed",
    ["mười hai", "1,234.5", "1e3", "٣", "NaN", "1000000000000", "-1", "12\x00", "9" * 400],
)
def test_enter_of_bad_numbers_says_so_and_keeps_what_was_typed(client, submission, typed):
    client.force_login(clerk_of(submission))

    response = enter(client, submission, part=typed, whole="10")

    assert response.status_code == 422
    form = row_of(response)
    assert list(form.errors) == ["part"]
    assert form["part"].value() == typed
    assert figure_of(submission).answer == AnswerKind.MISSING


def test_enter_of_part_above_whole_is_told_beside_the_row(client, submission):
    client.force_login(clerk_of(submission))

    response = enter(client, submission, part="11", whole="10")

    form = row_of(response)
    assert form.non_field_errors() == ["Quân số tham gia không được lớn hơn tổng quân số."]


def test_enter_of_a_number_with_none_arisen_is_a_contradiction(client, submission):
    client.force_login(clerk_of(submission))

    response = enter(client, submission, part="1", whole="1", answer="none_arisen")

    form = row_of(response)
    assert form.non_field_errors() == ["Đã chọn “Không phát sinh” thì để trống các ô số liệu."]


def test_enter_composes_decomposed_notes(client, submission):
    client.force_login(clerk_of(submission))

    enter(client, submission, part="1", whole="1", note="Thie\u0302\u0301u")

    assert figure_of(submission).note == "Thiếu"


def test_enter_refuses_control_characters_in_notes(client, submission):
    client.force_login(clerk_of(submission))

    response = enter(client, submission, part="1", whole="1", note="a\x07b")

    form = row_of(response)
    assert form["note"].errors == [
        "Văn bản chứa ký tự điều khiển không hợp lệ. Hãy gõ lại đoạn này."
    ]


@pytest.mark.parametrize("day", ["31/02/2026", "hôm qua", "2026-13-01", "1/1/20266"])
def test_enter_of_wrong_dates_says_so_at_the_field(client, day):
    submission = running_movement(IndicatorFactory(done=True)).submission
    client.force_login(clerk_of(submission))

    response = enter(client, submission, done="1", done_on=day)

    form = row_of(response)
    assert list(form.errors) == ["done_on"]
    assert form["done_on"].value() == day


def test_enter_reads_days_before_months(client):
    submission = running_movement(IndicatorFactory(done=True)).submission
    client.force_login(clerk_of(submission))

    enter(client, submission, done="1", done_on="02/09/2026")

    assert figure_of(submission).done_on.isoformat() == "2026-09-02"


@pytest.mark.parametrize(
    ("trait", "cells", "columns"),
    [
        ("graded", {"g1": "1", "g2": "2", "g3": "3", "g4": "0"}, {"g1": 1, "g2": 2, "g3": 3}),
        ("grade", {"grade": "2"}, {"g1": None, "g2": 1}),
        ("percentage", {"percent": "97,5"}, {"percent": Decimal("97.5"), "part": None}),
        ("quota", {"part": "0"}, {"part": 0, "whole": None}),
        ("statement", {"text": "Đã quán triệt"}, {"text": "Đã quán triệt"}),
    ],
)
def test_enter_lays_every_measure_into_its_columns(client, trait, cells, columns):
    submission = running_movement(IndicatorFactory(**{trait: True})).submission
    client.force_login(clerk_of(submission))

    assert enter(client, submission, **cells).status_code == 302

    figure = figure_of(submission)
    assert {name: getattr(figure, name) for name in columns} == columns


def test_enter_of_a_sent_submission_leads_back_to_it(client):
    submission = submission_at(State.SUBMITTED)
    client.force_login(clerk_of(submission))

    response = client.get(reverse("results:enter", args=[submission.pk]))

    assert response.url == submission.get_absolute_url()


def test_submit_saves_and_sends(client, submission):
    client.force_login(head_of(submission))
    data = page_data(submission, part="9", whole="10")

    response = client.post(reverse("results:submit", args=[submission.pk]), data)

    submission.refresh_from_db()
    assert response.url == submission.get_absolute_url()
    assert (submission.state, figure_of(submission).part) == (State.SUBMITTED, 9)


def test_submit_of_gaps_names_them_and_keeps_the_rest(client, submission, ratio):
    client.force_login(head_of(submission))

    response = client.post(
        reverse("results:submit", args=[submission.pk]), page_data(submission, note="Đang chờ")
    )

    submission.refresh_from_db()
    assert submission.state == State.OPEN
    assert figure_of(submission).note == "Đang chờ"
    assert ratio.name in sentences(response)[0]


def test_submit_twice_is_answered_kindly(client, submission):
    client.force_login(head_of(submission))
    data = page_data(submission, part="9", whole="10")
    address = reverse("results:submit", args=[submission.pk])
    client.post(address, data)

    response = client.post(address, data)

    assert response.status_code == 302
    assert "Đã gửi" in sentences(response)[-1]
