"""What the effect of an act on units tells of campaigns and people."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from tests.factories import GrantFactory, UnitFactory, UserFactory
from tests.workflows import running_movement
from units.domain.effects import effect_of_dissolution

pytestmark = pytest.mark.django_db
LAST_DAY = date(2025, 6, 30)


@pytest.fixture
def movement():
    """A campaign whose first quarter of 2026 is open and covers 1 January to 27 March."""
    movement = running_movement()
    movement.administrator = UserFactory(grants=[(Role.ADMINISTRATOR, movement.root)])
    return movement


def touched(movement, unit, last_day):
    effect = effect_of_dissolution(
        [unit], last_day=last_day, successors=[movement.superior], by=movement.administrator
    )
    return effect


def test_effect_names_the_campaigns_and_what_ties_the_unit_to_them(movement):
    campaign = touched(movement, movement.unit, LAST_DAY).campaigns[0]

    assert (campaign.name, sorted(campaign.ties)) == (
        movement.campaign.name,
        sorted(
            [
                f"{movement.unit} tham gia, báo cáo về {movement.superior}",
                f"1 đơn vị báo cáo về {movement.unit}",
            ]
        ),
    )


def test_effect_names_the_campaign_that_the_unit_manages(movement):
    above = UnitFactory()
    movement.root.administrative_parent = above
    movement.root.save()
    keeper = UserFactory(grants=[(Role.ADMINISTRATOR, above)])
    movement.unit.administrative_parent = movement.superior.command_parent = above
    movement.unit.save()
    movement.sibling.administrative_parent = above
    movement.sibling.save()
    movement.superior.save()
    effect = effect_of_dissolution([movement.root], last_day=LAST_DAY, successors=[], by=keeper)

    assert f"{movement.root} quản lý phong trào" in effect.campaigns[0].ties


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        (date(2026, 2, 28), ["Quý 1: bị cắt ngang, số liệu 01/01/2026 – 27/03/2026"]),
        (date(2026, 3, 31), ["Quý 1: đang mở, số liệu 01/01/2026 – 27/03/2026"]),
        (date(2025, 12, 31), ["Quý 1: đang mở, số liệu 01/01/2026 – 27/03/2026"]),
        (date(2025, 12, 30), []),
    ],
    ids=["in the middle", "after the data", "on the eve", "before"],
)
def test_effect_warns_of_periods_that_need_attention(movement, last_day, words):
    effect = touched(movement, movement.sibling, last_day)

    named = [words.rpartition(",")[0] for words in effect.campaigns[0].periods]
    assert (named, effect.cuts_periods) == (words, bool(words))


def test_effect_counts_people_once_and_only_those_of_the_day(movement):
    clerk = GrantFactory(unit=movement.sibling).user
    GrantFactory(unit=movement.sibling, user=clerk, role=Role.UNIT_HEAD)
    GrantFactory(unit=movement.sibling, valid_to=date(2025, 1, 1))

    assert touched(movement, movement.sibling, LAST_DAY).people == 1


def test_effect_page_names_a_campaign_once(client, movement):
    client.force_login(movement.administrator)
    chosen = {"last_day": "30/06/2025", "successors": [movement.superior.pk]}

    page = client.get(reverse("units:dissolve", args=[movement.sibling.pk]), chosen)

    assert page.content.decode().count(movement.campaign.name) == 1


def test_effect_leaves_out_participations_that_ended(movement):
    movement.campaign.participations.filter(unit=movement.sibling).update(valid_to=LAST_DAY)

    assert touched(movement, movement.sibling, LAST_DAY).campaigns == []
