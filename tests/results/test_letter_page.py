"""The page on which units are chosen for a letter, and the board that tells of it."""

import re

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import Role
from documents.models import Issuer
from results.domain.letters import CameMeanwhile, NothingChosen
from results.enums import SubmissionState as State
from results.models import ReminderLetter
from tests.factories import PeriodFactory
from tests.results.letters import NOW, drafted, owing_movement, writer_at
from tests.results.test_extending import extend
from tests.workflows import clerk_of, submission_at

PAGE = reverse("results:draft_letter")
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    with time_machine.travel(NOW, tick=False):
        yield owing_movement()


@pytest.fixture
def officer(client, movement):
    officer = writer_at(movement.root)
    client.force_login(officer)
    return officer


def typed(client, *submissions) -> dict:
    """What the page posts when these reports are ticked."""
    [key] = re.findall(r'name="request_key" value="([0-9a-f-]+)"', client.get(PAGE).text)
    return {"submissions": [one.pk for one in submissions], "request_key": key}


def errors_of(response) -> list[str]:
    return response.context["form"].errors.get("submissions", [])


def test_page_offers_what_the_person_collects_and_the_issuer_may_ask(client, officer, movement):
    submission_at(State.SUBMITTED, movement, unit=movement.sibling)
    field = client.get(PAGE).context["form"].fields["submissions"]
    owing = [movement.superior, movement.unit, movement.subordinate]
    assert {key for key, _ in field.choices} == {movement.submission_of(one).pk for one in owing}


def test_page_ticks_who_is_behind(client, officer, movement):
    extend(movement.submission)
    extend(movement.submission_of(movement.superior))
    submission_at(State.RETURNED, movement, unit=movement.sibling)
    ticked = set(client.get(PAGE).context["form"].fields["submissions"].initial)
    behind = [movement.sibling, movement.subordinate]
    assert ticked == {movement.submission_of(unit).pk for unit in behind}


def test_page_says_who_has_a_letter_already(client, officer, movement):
    drafted(movement)
    labels = [label for _, label in client.get(PAGE).context["form"].fields["submissions"].choices]
    marked = [label for label in labels if label.endswith("đã có công văn")]
    assert [label.partition(" · ")[0] for label in marked] == [movement.unit.short_name]


def test_press_drafts_the_letter_and_leads_to_it(client, officer, movement):
    response = client.post(PAGE, typed(client, movement.submission))
    letter = ReminderLetter.objects.get()
    assert (response.status_code, response.url) == (302, letter.document.get_absolute_url())
    assert client.get(response.url).status_code == 200


def test_second_press_of_one_page_leads_to_the_same_letter(client, officer, movement):
    posted = typed(client, movement.submission)
    first, second = client.post(PAGE, posted), client.post(PAGE, posted)
    assert (first.url, ReminderLetter.objects.count()) == (second.url, 1)


def test_press_without_a_unit_says_so_at_the_field(client, officer, movement):
    response = client.post(PAGE, typed(client))
    assert (response.status_code, errors_of(response)) == (422, [NothingChosen.message])


def test_press_for_whom_sent_meanwhile_keeps_the_other_ticks(client, officer, movement):
    sent, owing = movement.submission, movement.submission_of(movement.sibling)
    posted = typed(client, sent, owing)
    submission_at(State.SUBMITTED, movement)
    response = client.post(PAGE, posted)
    assert (response.status_code, errors_of(response)) == (422, [CameMeanwhile.message])
    ticked = re.findall(r'value="(\d+)"[^>]* checked', response.text)
    assert ticked == [str(owing.pk)]


@pytest.mark.parametrize("posted", ["khong-phai", ""])
def test_press_with_a_key_that_is_none_is_refused(client, officer, movement, posted):
    facts = typed(client, movement.submission) | {"request_key": posted}
    response = client.post(PAGE, facts)
    assert (response.status_code, ReminderLetter.objects.count()) == (422, 0)


@pytest.mark.parametrize("name", ["period", "issuer"])
def test_choice_of_what_is_out_of_sight_is_refused(client, officer, movement, name):
    other = owing_movement()
    issuer = Issuer.objects.get(unit=other.root)
    keys = {"period": other.period.pk, "issuer": issuer.pk}
    page = client.get(PAGE, {name: keys[name]})
    assert (page.context["form"], list(page.context["choice"].errors)) == (None, [name])


def test_person_without_an_issuer_is_told_what_to_ask_for(client, movement):
    client.force_login(writer_at(movement.superior, Role.REVIEWER))
    assert "Chưa có cơ quan ban hành nào để lập công văn." in client.get(PAGE).text


def test_person_to_whom_nothing_is_owed_is_told_so(client, officer, movement):
    for unit in (movement.superior, movement.unit, movement.sibling, movement.subordinate):
        submission_at(State.SUBMITTED, movement, unit=unit)
    submission_at(State.SUBMITTED, movement, unit=movement.root)
    assert "Không có báo cáo nào phải đôn đốc." in client.get(PAGE).text


def test_board_leads_the_house_to_the_letter(client, officer, movement):
    letter = drafted(movement)
    page = client.get(reverse("results:board"))
    [line] = page.context["letters"]
    assert (line.period, line.pk) == (movement.period, letter.document_id)
    assert letter.document.get_absolute_url() in page.text


def test_board_keeps_a_draft_from_the_unit_it_asks(client, movement):
    drafted(movement)
    client.force_login(clerk_of(movement.submission))
    assert client.get(reverse("results:board")).context["letters"] == []


def test_board_tells_of_letters_of_its_campaign_alone(client, officer, movement):
    letter = drafted(movement)
    letter.period = PeriodFactory()
    letter.save()
    assert client.get(reverse("results:board")).context["letters"] == []


@pytest.mark.parametrize("letters", [1, 3])
def test_page_asks_as_often_for_many_letters(
    client, officer, movement, django_assert_num_queries, letters
):
    for _ in range(letters):
        drafted(movement)
    client.get(PAGE)
    with django_assert_num_queries(8):
        client.get(PAGE)
