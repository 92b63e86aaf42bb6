"""The collection board: what each cell says, how rates are counted, who sees what."""

from datetime import date
from io import BytesIO
from urllib.parse import urljoin

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import User
from campaigns.models import Period
from results.domain.board import EXTENDED, board_of, rates_of
from results.domain.calls import log_call
from results.domain.periods import open_period
from results.enums import Standing
from results.enums import SubmissionState as State
from results.models import Reminder, Submission
from tests.factories import (
    ClusterMembershipFactory,
    GrantFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.results.test_extending import extend
from tests.workflows import reviewer_of, running_movement, submission_at
from units.enums import UnitKind

DUE, CLOSES = date(2026, 4, 10), date(2026, 4, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """With one period, due and closing in April."""
    movement = running_movement()
    Period.objects.filter(pk=movement.period.pk).update(due_on=DUE, closes_on=CLOSES)
    Submission.objects.update(due_on=DUE)
    return movement


@pytest.fixture
def in_time():
    with time_machine.travel("2026-04-09 08:00+07:00", tick=False):
        yield


def rows_of(movement, **chosen) -> dict:
    """The cells of each unit, by its name."""
    board = board_of(movement.campaign, Submission.objects.all(), **chosen)
    return {row["name"]: row["cells"] for row in board.rows}


def cell_of(movement):
    [cell] = rows_of(movement)[movement.unit.short_name]
    return cell


@pytest.mark.parametrize(
    ("now", "standing", "remarks"),
    [
        ("2026-04-10 23:59+07:00", Standing.NOT_DUE, ""),
        ("2026-04-11 00:00+07:00", Standing.OVERDUE, ""),
        ("2026-04-20 23:30+00:00", Standing.VERY_OVERDUE, "đã khóa sổ"),
    ],
)
def test_cell_of_what_was_never_sent_tells_by_the_days(movement, now, standing, remarks):
    with time_machine.travel(now, tick=False):
        cell = cell_of(movement)
    assert (cell["standing"], cell["remarks"]) == (standing, remarks)


@pytest.mark.parametrize("state", [one for one in State if one != State.OPEN])
def test_cell_of_what_was_sent_tells_its_state(movement, in_time, state):
    submission_at(state, movement)
    cell = cell_of(movement)
    assert (cell["standing"], cell["remarks"]) == (state, "")


def test_cell_tells_that_it_was_sent_late_and_given_time(movement):
    with time_machine.travel("2026-04-12 08:00+07:00", tick=False):
        extend(movement.submission, due_on=date(2026, 4, 11))
        submission_at(State.SUBMITTED, movement)
    cell = cell_of(movement)
    assert (cell["label"], cell["remarks"]) == ("Chờ xác nhận", "gửi muộn, gia hạn 11/04/2026")


def test_extended_cell_is_not_overdue(movement):
    with time_machine.travel("2026-04-22 08:00+07:00", tick=False):
        extend(movement.submission)
        cell = cell_of(movement)
    assert (cell["standing"], cell["remarks"]) == (Standing.NOT_DUE, "gia hạn 25/04/2026")


def test_period_not_open_yet_leaves_its_cells_empty(movement):
    movement.later_period()
    assert [cells[1] for cells in rows_of(movement).values()] == [None] * 5


def test_rates_count_what_is_judged_and_what_is_accepted(movement):
    with time_machine.travel("2026-04-09 08:00+07:00", tick=False):
        submission_at(State.ACCEPTED, movement)
        submission_at(State.RETURNED, movement, unit=movement.sibling)
    with time_machine.travel("2026-04-12 08:00+07:00", tick=False):
        submission_at(State.SUBMITTED, movement, unit=movement.superior)
        board = board_of(movement.campaign, Submission.objects.all())
    [(_, rates)] = board.periods
    assert (rates["timeliness"], rates["completeness"]) == ("40%", "20%")
    assert board.rates == rates


def test_rates_leave_out_what_is_not_due_yet(movement, in_time):
    submission_at(State.ACCEPTED, movement)
    board = board_of(movement.campaign, Submission.objects.all())
    assert (board.rates["timeliness"], board.rates["completeness"]) == ("100%", "20%")


def test_rates_of_nothing_are_a_dash():
    assert (rates_of([None])["timeliness"], rates_of([])["completeness"]) == ("–", "–")


def test_board_is_narrowed_to_a_kind(movement):
    assert list(rows_of(movement, kind=UnitKind.PROVINCE)) == [movement.root.short_name]


def test_board_is_narrowed_to_a_cluster(movement):
    member = ClusterMembershipFactory(unit=movement.sibling)
    assert list(rows_of(movement, cluster=member.cluster)) == [movement.sibling.short_name]


@pytest.mark.parametrize("state", [Standing.NOT_DUE, EXTENDED])
def test_board_is_narrowed_to_units_with_such_a_report(movement, in_time, state):
    for unit in (movement.root, movement.superior, movement.sibling, movement.subordinate):
        submission_at(State.SUBMITTED, movement, unit=unit)
    extend(movement.submission)
    assert list(rows_of(movement, state=state)) == [movement.unit.short_name]


@pytest.mark.parametrize(
    ("people", "contact"),
    [
        ([], ("", "")),
        ([("Lê Bình", "", Role.CLERK)], ("Lê Bình", "")),
        (
            [("Lê Bình", "", Role.CLERK), ("Võ An", "0255 1", Role.UNIT_HEAD)],
            ("Võ An", "0255 1"),
        ),
        (
            [("Võ An", "0255 1", Role.UNIT_HEAD), ("Lê Bình", "0255 2", Role.CLERK)],
            ("Lê Bình", "0255 2"),
        ),
        ([("Lê Bình", "0255 2", Role.LEADER)], ("", "")),
    ],
    ids=["nobody", "no telephone", "telephone first", "who enters first", "another role"],
)
def test_contact_is_who_enters_for_the_unit(movement, people, contact):
    for name, phone, role in people:
        GrantFactory(user=UserFactory(full_name=name, phone=phone), role=role, unit=movement.unit)
    board = board_of(movement.campaign, Submission.objects.all(), kind=movement.unit.kind)
    [row] = [row for row in board.rows if row["name"] == movement.unit.short_name]
    assert (row["contact"]["name"], row["contact"]["phone"]) == contact


def test_board_tells_when_the_unit_was_last_called(movement):
    by = reviewer_of(movement.submission)
    log_call(movement.submission, by=by)
    last = log_call(movement.submission, by=by)
    board = board_of(movement.campaign, Submission.objects.all())
    called = {row["name"]: row["called_at"] for row in board.rows if row["called_at"]}
    assert called == {movement.unit.short_name: last.called_at}


def reminded_units(movement) -> dict[str, str]:
    board = board_of(movement.campaign, Submission.objects.all())
    return {row["name"]: row["reminded"] for row in board.rows if row["reminded"]}


def remind(submission, occasion: str, at: str) -> None:
    with time_machine.travel(at, tick=False):
        Reminder.objects.create(submission=submission, occasion=occasion)


def test_board_tells_when_the_unit_was_last_reminded_and_of_what(movement):
    remind(movement.submission, "revision 1 since 2026-04-10 step 1", "2026-04-11 07:15+07:00")
    remind(movement.submission, "letter 1", "2026-04-12 18:30+00:00")
    assert reminded_units(movement) == {
        movement.unit.short_name: f"01:30 13/04/2026, {movement.period.label}"
    }


def test_board_tells_no_reminder_of_what_has_come(movement, in_time):
    remind(movement.submission, "day 2026-04-08", "2026-04-08 08:00+07:00")
    submission_at(State.SUBMITTED, movement)
    assert reminded_units(movement) == {}


def test_contact_whose_account_is_closed_is_nobody(movement):
    person = GrantFactory(role=Role.CLERK, unit=movement.unit).user
    User.objects.filter(pk=person.pk).update(is_active=False)
    board = board_of(movement.campaign, Submission.objects.all())
    assert {row["contact"]["name"] for row in board.rows} == {""}


def reviewer_at(unit):
    return UserFactory(grants=[(Role.REVIEWER, unit)])


def test_page_shows_the_units_under_the_reviewer_alone(client, movement):
    client.force_login(reviewer_at(movement.unit))
    board = client.get(reverse("results:board")).context["board"]
    assert {row["name"] for row in board.rows} == {
        movement.unit.short_name,
        movement.subordinate.short_name,
    }


def test_page_leads_from_the_cell_to_the_submission(client, movement):
    client.force_login(reviewer_at(movement.unit))
    page = client.get(reverse("results:board")).content.decode()
    assert f'href="../{movement.submission.pk}/"' in page
    address = urljoin(reverse("results:board"), f"../{movement.submission.pk}/")
    assert address == movement.submission.get_absolute_url()


def test_page_of_a_campaign_out_of_sight_is_refused_at_its_field(client, movement):
    other = running_movement()
    client.force_login(reviewer_at(movement.root))
    page = client.get(reverse("results:board"), {"campaign": other.campaign.pk})
    assert (page.context["board"], list(page.context["form"].errors)) == (None, ["campaign"])


def test_page_without_a_campaign_says_what_to_wait_for(client):
    client.force_login(reviewer_at(ParticipationFactory().unit))
    page = client.get(reverse("results:board")).content.decode()
    assert ("Chưa có phong trào nào được phát động." in page, "<table" in page) == (True, False)


def test_page_exports_what_it_shows(client, movement):
    client.force_login(reviewer_at(movement.unit))
    response = client.get(reverse("results:board"), {"export": "xlsx"})
    [heads, *rows] = load_workbook(BytesIO(response.content)).active.values
    assert (heads[0], heads[1], len(rows)) == ("Đơn vị", movement.period.label, 2)


@pytest.mark.parametrize("more", [1, 3])
def test_page_asks_the_database_as_often_for_many_units(
    client, django_assert_num_queries, movement, more
):
    ParticipationFactory.create_batch(more, campaign=movement.campaign, superior=movement.superior)
    open_period(movement.period)
    client.force_login(reviewer_at(movement.root))
    with django_assert_num_queries(9):
        client.get(reverse("results:board"))
