"""The pages that remind: of one report from its own page, of many from a list."""

import pytest
from django.urls import reverse

from core.notices.models import Notice
from results.domain.periods import open_period
from results.enums import SubmissionState as State
from results.models import Reminder, Submission
from results.views import reminding
from tests.factories import ParticipationFactory
from tests.results.test_board import DUE
from tests.saying import sentences
from tests.workflows import (
    clerk_of,
    head_of,
    officer_of,
    reviewer_of,
    running_movement,
    submission_at,
)

MANY = reverse("results:remind_many")
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(client):
    """The unit is past its due day; its superior's reviewer looks."""
    movement = running_movement()
    Submission.objects.filter(pk=movement.submission.pk).update(due_on=DUE)
    clerk_of(movement.submission)
    client.force_login(reviewer_of(movement.submission))
    return movement


def rows(client, **query) -> list[dict]:
    return client.get(MANY, query).context["rows"]


def test_page_lists_what_is_owed_and_chooses_what_presses(client, movement):
    listed = {row["submission"].unit: row["is_chosen"] for row in rows(client)}
    assert listed == {movement.unit: True, movement.sibling: False, movement.subordinate: False}


def test_page_leaves_out_what_was_sent(client, movement):
    submission_at(State.SUBMITTED, movement, unit=movement.sibling)
    assert movement.sibling not in [row["submission"].unit for row in rows(client)]


def test_page_is_narrowed_like_the_list_it_comes_from(client, movement):
    [row] = rows(client, deadline="late")
    assert row["submission"].unit == movement.unit


def test_page_of_many_is_cut_into_pages(client, movement, monkeypatch):
    monkeypatch.setattr(reminding, "ROWS_OF_A_PAGE", 2)
    assert [len(rows(client, page=page)) for page in ("1", "2", "x")] == [2, 1, 2]


def test_page_reminds_the_chosen_and_says_of_the_others_why_not(client, movement):
    clerk_of(movement.submission_of(movement.sibling))
    chosen = [movement.submission_of(unit).pk for unit in (movement.unit, movement.subordinate)]
    response = client.post(MANY, {"chosen": chosen})
    said = "Đơn vị chưa có người nhập liệu hay thủ trưởng có tài khoản; hãy gọi điện đôn đốc."
    assert sentences(response) == [
        "Đã nhắc về 1 báo cáo.",
        f"{movement.submission_of(movement.subordinate)}: {said}",
    ]
    assert Reminder.objects.get().submission == movement.submission


def test_page_says_what_was_sent_meanwhile(client, movement):
    submission = submission_at(State.SUBMITTED, movement, unit=movement.sibling)
    response = client.post(MANY, {"chosen": [submission.pk]})
    assert sentences(response) == ["1 báo cáo không còn nợ nên không nhắc nữa."]


@pytest.mark.parametrize("chosen", [[], [""], ["x"], ["9" * 40]])
def test_page_without_a_choice_reminds_nobody(client, movement, chosen):
    response = client.post(MANY, {"chosen": chosen})
    assert (response.status_code, Reminder.objects.count()) == (302, 0)


def test_page_keeps_its_filter_after_reminding(client, movement):
    address = f"{MANY}?deadline=late"
    response = client.post(address, {"chosen": [movement.submission.pk]})
    assert response.url == address


def test_page_offers_no_second_reminder_on_the_same_day(client, movement):
    client.post(MANY, {"chosen": [movement.submission.pk]})
    page = client.get(MANY).content.decode()
    assert (f'value="{movement.submission.pk}"' in page, "hôm nay đã nhắc" in page) == (False, True)


@pytest.mark.parametrize("more", [1, 3])
def test_page_costs_the_same_for_many_rows(client, movement, django_assert_num_queries, more):
    ParticipationFactory.create_batch(more, campaign=movement.campaign, superior=movement.superior)
    open_period(movement.period)
    with django_assert_num_queries(9):
        client.get(MANY)


def test_page_of_the_report_reminds_once_a_day(client, movement):
    address = reverse("results:remind", args=[movement.submission.pk])
    answers = [sentences(client.post(address))[-1] for _ in range(2)]
    assert answers == ["Đã nhắc đơn vị.", "Hôm nay đã có người nhắc đơn vị về báo cáo này."]
    assert Notice.objects.filter(event="results.reminded").count() == 1


@pytest.mark.parametrize(
    ("person", "offered"), [(reviewer_of, True), (head_of, False)], ids=["reviewer", "head"]
)
def test_reminding_is_offered_to_who_may(client, movement, person, offered):
    client.force_login(person(movement.submission))
    page = client.get(movement.submission.get_absolute_url()).content.decode()
    assert (reverse("results:remind", args=[movement.submission.pk]) in page) == offered


def test_reminding_is_not_offered_of_what_was_sent(client, movement):
    submission = submission_at(State.SUBMITTED, movement, unit=movement.sibling)
    page = client.get(submission.get_absolute_url()).content.decode()
    assert reverse("results:remind", args=[submission.pk]) not in page


def test_page_of_calls_tells_who_reminded_when(client, movement):
    client.post(reverse("results:remind", args=[movement.submission.pk]))
    by = Reminder.objects.get().reminded_by
    page = client.get(reverse("results:calls", args=[movement.submission.pk])).content.decode()
    assert f"<li>{by} nhắc lúc" in page


@pytest.mark.parametrize("name", ["board", "list"])
def test_lists_lead_to_reminding_with_what_they_are_narrowed_to(client, movement, name):
    client.force_login(officer_of(movement.campaign))
    query = f"campaign={movement.campaign.pk}"
    page = client.get(f"{reverse(f'results:{name}')}?{query}").content.decode()
    assert f'href="{MANY}?{query}"' in page


def test_board_narrowed_to_a_state_leads_to_all_that_is_owed(client, movement):
    address = f"{reverse('results:board')}?campaign={movement.campaign.pk}&state=overdue"
    page = client.get(address).content.decode()
    assert f'href="{MANY}?campaign={movement.campaign.pk}"' in page
