"""The page on which a campaign is handed on, and what the campaign's page says afterwards."""

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from tests.editor import transferred
from tests.factories import UnitFactory
from tests.workflows import officer_of, running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(client):
    movement = running_movement()
    client.force_login(officer_of(movement.campaign))
    return movement


def address(movement) -> str:
    return reverse("campaigns:transfer", args=[movement.campaign.pk])


def managing_unit(movement):
    return Campaign.objects.get(pk=movement.campaign.pk).managing_unit


def test_page_shows_the_effect_and_changes_nothing(client, movement):
    chosen = {name: transferred(movement.campaign)[name] for name in ("to", "effective_on")}
    page = client.get(address(movement), chosen)

    assert (page.status_code, page.context["effect"].to) == (200, movement.superior)
    assert managing_unit(movement) == movement.root


def test_page_offers_neither_the_managing_unit_nor_a_strange_one(client, movement):
    strange = UnitFactory()
    offered = client.get(address(movement)).context["choice"].fields["to"].offered

    assert {str(movement.root.pk), str(strange.pk)} & set(offered) == set()


def test_confirmation_hands_the_campaign_on(client, movement):
    answer = client.post(address(movement), transferred(movement.campaign))

    assert (answer.status_code, managing_unit(movement)) == (302, movement.superior)


@pytest.mark.parametrize("field", ["act", "reason"])
def test_confirmation_without_the_whole_act_keeps_what_was_typed(client, movement, field):
    typed = transferred(movement.campaign) | {field: ""}
    answer = client.post(address(movement), typed)

    agreement = answer.context["agreement"]
    assert (answer.status_code, list(agreement.errors)) == (422, [field])
    assert agreement["reason"].value() == typed["reason"]
    assert managing_unit(movement) == movement.root


def test_day_outside_the_management_is_said_at_its_field(client, movement):
    chosen = {"to": movement.superior.pk, "effective_on": "01/01/2026"}
    answer = client.get(address(movement), chosen)

    assert (answer.status_code, list(answer.context["choice"].errors)) == (422, ["effective_on"])


def test_effect_that_changed_is_shown_again(client, movement):
    typed = transferred(movement.campaign) | {"agreed": "something else"}
    answer = client.post(address(movement), typed)

    assert (answer.status_code, managing_unit(movement)) == (422, movement.root)
    assert answer.context["agreement"]["agreed"].value() == answer.context["effect"].digest


def test_campaign_page_tells_who_managed_it_until_when_and_since(client, movement):
    client.post(address(movement), transferred(movement.campaign))
    page = client.get(movement.campaign.get_absolute_url()).content.decode()

    said = [
        f"{movement.root}, đến hết ngày 01/01/2026",
        f"{movement.superior}, từ ngày 02/01/2026",
        "tiếp nhận theo Quyết định số 125/QĐ-UBND ngày 30/12/2025",
    ]
    assert [words in page for words in said] == [True] * 3


def test_queries_do_not_grow_with_the_units_that_pass(client, movement, django_assert_num_queries):
    chosen = {name: transferred(movement.campaign)[name] for name in ("to", "effective_on")}
    client.get(address(movement), chosen)
    with django_assert_num_queries(12):
        client.get(address(movement), chosen)


def test_campaign_page_asks_no_more_of_a_campaign_that_was_passed_on(
    client, movement, django_assert_max_num_queries
):
    client.post(address(movement), transferred(movement.campaign))
    with django_assert_max_num_queries(12):
        client.get(movement.campaign.get_absolute_url())
