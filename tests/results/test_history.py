"""The reports of one unit over all campaigns: what is told of each, the rates, and for whom."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from campaigns.models import Period
from results.domain.board import board_of
from results.domain.history import history_of
from results.domain.periods import open_period
from results.enums import Standing
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import IndicatorFactory, PeriodFactory, UnitFactory, UserFactory
from tests.results.test_extending import extend
from tests.workflows import (
    clerk_of,
    reopen,
    reviewer_of,
    running_movement,
    submission_at,
)

DUE, CLOSES = date(2026, 4, 10), date(2026, 4, 20)
NOW = "2026-04-09 08:00+07:00"
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    with time_machine.travel(NOW, tick=False):
        movement = running_movement()
        days = {"data_from": date(2026, 1, 1), "data_to": date(2026, 3, 31), "opens_on": DUE}
        Period.objects.filter(pk=movement.period.pk).update(due_on=DUE, closes_on=CLOSES, **days)
        Submission.objects.update(due_on=DUE)
        yield movement


def history(movement, unit=None):
    return history_of(unit or movement.unit, Submission.objects.all())


def only_row(movement):
    [row] = history(movement).rows
    return row


def address(unit) -> str:
    return reverse("results:history", args=[unit.pk])


def shown(client, person, unit):
    client.force_login(person)
    return client.get(address(unit))


def test_row_tells_how_the_report_stands(movement):
    submission = submission_at(State.ACCEPTED, movement)
    row = only_row(movement)
    assert (row.submission, row.cell["standing"], row.submission.sent) == (
        submission,
        Standing.ACCEPTED,
        1,
    )


def test_row_counts_what_was_sent_and_keeps_who_accepted(movement):
    submission = submission_at(State.ACCEPTED, movement)
    accepted_by = submission.accepted_revision.accepted_by
    reopen(submission)
    row = only_row(movement)
    assert (row.submission.sent, row.submission.accepted_revision.accepted_by) == (1, accepted_by)


def test_row_says_the_same_as_the_board(movement):
    extend(movement.submission, due_on=date(2026, 4, 12))
    with time_machine.travel("2026-04-13 08:00+07:00", tick=False):
        submission_at(State.SUBMITTED, movement)
        [cell] = [
            row["cells"][0]
            for row in board_of(movement.campaign, Submission.objects.all()).rows
            if row["name"] == movement.unit.short_name
        ]
        assert only_row(movement).cell == cell
    assert cell["remarks"] == "gửi muộn, gia hạn 12/04/2026"


def second_period(movement, **days) -> Period:
    period = movement.later_period()
    Period.objects.filter(pk=period.pk).update(**days)
    period.refresh_from_db()
    open_period(period)
    return period


def test_rates_are_of_this_year_and_of_all(movement):
    days = {"data_from": date(2025, 10, 1), "data_to": date(2025, 12, 14)}
    second_period(movement, **days, opens_on=date(2025, 12, 1), due_on=date(2026, 1, 5))
    submission_at(State.ACCEPTED, movement)
    rates = history(movement)
    assert (rates.this_year["timeliness"], rates.this_year["completeness"]) == ("100%", "100%")
    assert (rates.rates["timeliness"], rates.rates["completeness"]) == ("50%", "50%")


def test_periods_of_all_campaigns_stand_newest_first(movement):
    other = running_movement()
    Submission.objects.filter(pk=other.submission.pk).update(unit=movement.unit)
    periods = [row.submission.period for row in history(movement).rows]
    assert periods == sorted(periods, key=lambda period: period.data_to, reverse=True)
    assert {period.campaign_id for period in periods} == {movement.campaign.pk, other.campaign.pk}


def test_values_are_those_that_were_accepted(movement):
    submission_at(State.ACCEPTED, movement)
    period = second_period(movement)
    submission = Submission.objects.get(unit=movement.unit, period=period)
    submission.current_revision.figures.update(answer="none_arisen")
    [row] = history(movement).values
    assert [text for _, text in row.cells] == ["95/100 (95%)", ""]


def test_values_are_of_the_last_periods(movement, monkeypatch):
    monkeypatch.setattr("results.domain.history.MOST_PERIODS", 2)
    submission_at(State.ACCEPTED, movement)
    for ordinal in (2, 3):
        open_period(PeriodFactory(campaign=movement.campaign, ordinal=ordinal))
    made = history(movement)
    assert ([row.submission.period.ordinal for row in made.periods], made.values) == ([2, 3], [])


@pytest.mark.parametrize(
    ("place", "seen"),
    [("unit", True), ("superior", True), ("root", True), ("sibling", None), ("subordinate", None)],
)
def test_page_is_for_whom_the_figures_are(client, movement, place, seen):
    person = UserFactory(grants=[(Role.REVIEWER, getattr(movement, place))])
    response = shown(client, person, movement.unit)
    assert response.status_code == (200 if seen else 404)


def test_page_of_a_unit_that_moved_shows_the_former_superior_its_time(client, movement):
    unit = movement.unit
    unit.administrative_parent = unit.command_parent = UnitFactory()
    unit.save()
    person = UserFactory(grants=[(Role.REVIEWER, movement.superior)])
    assert len(shown(client, person, unit).context["history"].rows) == 1


def test_page_shows_the_new_superior_nothing_of_the_time_before(client, movement):
    unit, parent = movement.unit, UnitFactory()
    unit.administrative_parent = unit.command_parent = parent
    unit.save()
    page = shown(client, UserFactory(grants=[(Role.REVIEWER, parent)]), unit)
    assert "Đơn vị chưa có báo cáo nào trong phạm vi bạn được xem." in page.text


def test_page_leads_to_the_report_and_to_the_board(client, movement):
    page = shown(client, clerk_of(movement.submission), movement.unit).text
    board = f'{reverse("results:board")}?campaign={movement.campaign.pk}"'
    assert f'href="{movement.submission.get_absolute_url()}"' in page
    assert f'href="{board}' in page


@pytest.mark.parametrize("route", ["results:submission", "units:detail"])
def test_history_is_found_from_the_report_and_from_the_unit(client, movement, route):
    keys = {"results:submission": movement.submission.pk, "units:detail": movement.unit.pk}
    client.force_login(reviewer_of(movement.submission))
    page = client.get(reverse(route, args=[keys[route]])).text
    assert f'href="{address(movement.unit)}"' in page


def test_unit_page_leads_no_administrator_to_the_history(client, movement):
    person = UserFactory(grants=[(Role.ADMINISTRATOR, movement.unit)])
    client.force_login(person)
    page = client.get(reverse("units:detail", args=[movement.unit.pk])).text
    assert address(movement.unit) not in page


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("xlsx", [("Kỳ", "Phong trào", "Tình trạng"), (None, None, "Đã xác nhận")]),
        ("figures", [("Chỉ tiêu", None), (None, "95/100 (95%)")]),
    ],
)
def test_page_exports_what_it_shows(client, movement, what, rows):
    submission_at(State.ACCEPTED, movement)
    client.force_login(clerk_of(movement.submission))
    response = client.get(address(movement.unit), {"export": what})
    written = list(load_workbook(BytesIO(response.content)).active.values)
    assert [
        tuple(cell if wanted else None for cell, wanted in zip(row, like, strict=False))
        for row, like in zip(written, rows, strict=True)
    ] == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_many_rows(client, django_assert_num_queries, rows):
    movement = running_movement(*[IndicatorFactory(graded=True) for _ in range(rows)])
    for ordinal in range(2, rows + 1):
        open_period(PeriodFactory(campaign=movement.campaign, ordinal=ordinal))
    submission_at(State.ACCEPTED, movement)
    client.force_login(clerk_of(movement.submission))
    client.get(address(movement.unit))
    with django_assert_num_queries(9):
        client.get(address(movement.unit))
