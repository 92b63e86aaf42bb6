"""What was done by mistake a moment ago is undone from the word that it was done."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from tests.factories import GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

UNDO = re.compile(r'<form class="undo" method="post" action="([^"]+)">')


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def person(unit):
    return GrantFactory(unit=unit).user


@pytest.fixture(autouse=True)
def administrator(client, unit):
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, unit)])
    client.force_login(administrator)
    return administrator


def undo(client, answer):
    """Presses the button of the page that the answer leads to."""
    page = client.get(answer.url).content.decode()
    return client.post(UNDO.search(page)[1])


def give(client, person, unit, day):
    data = {"role": Role.REVIEWER, "unit": unit.pk, "valid_from": day.isoformat()}
    return client.post(reverse("accounts:give_grant", args=[person.pk]), data)


@pytest.mark.parametrize(("act", "was_active"), [("deactivate", True), ("reactivate", False)])
def test_undo_of_closing_and_opening_an_account(client, person, act, was_active):
    type(person).objects.filter(pk=person.pk).update(is_active=was_active)

    undo(client, client.post(reverse(f"accounts:{act}", args=[person.pk])))

    person.refresh_from_db()
    assert person.is_active == was_active


@pytest.mark.parametrize("days", [0, 7])
def test_undo_takes_back_a_grant_that_had_no_day_yet(client, person, unit, days):
    undo(client, give(client, person, unit, timezone.localdate() + timedelta(days=days)))

    assert person.grants.get(role=Role.REVIEWER).is_withdrawn


def test_undo_is_not_offered_for_a_grant_of_days_past(client, person, unit):
    answer = give(client, person, unit, timezone.localdate() - timedelta(days=1))

    assert UNDO.search(client.get(answer.url).content.decode()) is None


def test_undo_button_asks_the_act_again(client, person):
    answer = client.post(reverse("accounts:deactivate", args=[person.pk]))
    address = UNDO.search(client.get(answer.url).content.decode())[1]
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, UnitFactory())]))

    assert client.post(address).status_code == 404
