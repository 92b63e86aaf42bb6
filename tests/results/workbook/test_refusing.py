"""Files that are refused whole."""

from datetime import date

import pytest
from django.core.signing import Signer
from django.urls import reverse

from core.excel.refusals import ExhaustingWorkbook
from results.domain.policies import PeriodClosed
from results.workbook.layout import KEYS, TOKEN_ROW
from results.workbook.refusals import (
    ForeignWorkbook,
    ForgedToken,
    NotTheForm,
    OldWorkbook,
    StrangeRows,
)
from tests.core.excel.workbooks import with_cells
from tests.results.workbook.filling import form_of, places_of, upload
from tests.saying import sentences
from tests.workflows import clerk_of, fill_in, running_movement, send_back, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, submission):
    clerk = clerk_of(submission)
    client.force_login(clerk)
    return clerk


def said(response) -> list[str]:
    assert response.status_code == 422
    return response.context["form"].errors["file"]


def with_token(form, token: str):
    form.active.cell(TOKEN_ROW, KEYS).value = token
    return form


def test_another_units_form_is_refused(client, clerk):
    movement = running_movement()
    client.force_login(clerk_of(movement.submission))

    response = upload(
        client, movement.submission, form_of(movement.submission_of(movement.sibling))
    )

    assert said(response) == [ForeignWorkbook.message]


def test_forged_token_is_refused(client, clerk, submission):
    form = form_of(submission)
    token = form.active.cell(TOKEN_ROW, KEYS).value

    assert said(upload(client, submission, with_token(form, token[:-1] + "x"))) == [
        ForgedToken.message
    ]


def test_token_signed_for_something_else_is_refused(client, clerk, submission):
    token = Signer(salt="elsewhere").sign_object([submission.pk, 1, {}], compress=True)

    response = upload(client, submission, with_token(form_of(submission), token))

    assert said(response) == [ForgedToken.message]


def test_workbook_that_is_no_form_is_refused(client, clerk, submission):
    content = with_cells(A1="Mã", B1="Số").getvalue()

    assert said(upload(client, submission, content)) == [NotTheForm.message]


def test_form_with_a_moved_column_is_refused(client, clerk, submission):
    form = form_of(submission)
    form.active.insert_cols(3)

    assert said(upload(client, submission, form)) == [NotTheForm.message]


@pytest.mark.parametrize(
    "keys", ["f0-part f0-answer", "", "narrative-strengths"], ids=["foreign", "missing", "twice"]
)
def test_form_with_strange_rows_is_refused(client, clerk, submission, keys):
    form = form_of(submission)
    row, _ = next(iter(places_of(form.active).values()))
    form.active.cell(row, KEYS).value = keys

    assert said(upload(client, submission, form)) == [StrangeRows.message]


def test_form_of_an_earlier_revision_is_refused(client, clerk, submission):
    form = form_of(submission)
    send_back(submit(fill_in(submission)))

    assert said(upload(client, submission, form)) == [OldWorkbook.message]


def test_form_of_a_sent_report_is_refused(client, clerk, submission):
    form = form_of(submission)
    submit(fill_in(submission))

    response = upload(client, submission, form)

    assert response.status_code == 302
    assert sentences(response) == [
        "Báo cáo đang ở trạng thái “Đã gửi, chờ xác nhận”, không sửa được."
    ]


def test_form_of_a_closed_period_is_refused(client, clerk, submission):
    form = form_of(submission)
    submission.period.due_on = submission.period.closes_on = date(2026, 1, 5)
    submission.period.save()

    assert sentences(upload(client, submission, form)) == [PeriodClosed.message]


@pytest.mark.parametrize("name", ["workbook", "workbook_upload"])
def test_sent_report_has_no_form_to_fill_in(client, clerk, submission, name):
    submit(fill_in(submission))

    response = client.get(reverse(f"results:{name}", args=[submission.pk]))

    assert response.url == submission.get_absolute_url()


@pytest.mark.parametrize("name", ["workbook_check", "workbook_marked"])
def test_without_a_file_there_is_nothing_to_look_at(client, clerk, submission, name):
    response = client.get(reverse(f"results:{name}", args=[submission.pk]))

    assert response.url == reverse("results:workbook_upload", args=[submission.pk])


def test_hostile_file_is_told_at_its_field(client, clerk, submission):
    content = with_cells(A1="Mã", XFD1048576="x").getvalue()

    assert said(upload(client, submission, content)) == [ExhaustingWorkbook.message]
