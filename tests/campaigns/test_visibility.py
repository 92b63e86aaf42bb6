"""Which campaigns a person sees: those managed, issued or, once launched, taken part in."""

import pytest

from accounts.enums import Role
from campaigns.models import Campaign
from tests.factories import UnitFactory, UserFactory
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db


def seen_from(unit) -> list[Campaign]:
    user = UserFactory(grants=[(Role.CLERK, unit)])
    return list(Campaign.objects.visible_to(user))


@pytest.mark.parametrize("relation", ["root", "superior", "unit", "subordinate"])
def test_launched_campaign_is_seen_by_all_who_take_part(relation):
    movement = running_movement()
    assert seen_from(getattr(movement, relation)) == [movement.campaign]


def test_launched_campaign_is_seen_from_above_those_who_take_part():
    movement = running_movement()
    above = UnitFactory()
    movement.unit.administrative_parent = above
    movement.unit.save()
    assert seen_from(above) == [movement.campaign]


def test_launched_campaign_is_not_seen_elsewhere():
    running_movement()
    assert seen_from(UnitFactory()) == []


@pytest.mark.parametrize("part", ["managing_unit", "issuing_unit"])
def test_draft_is_seen_by_those_who_plan_it(part):
    movement = planned_movement()
    planner = UnitFactory()
    Campaign.objects.update(**{part: planner})
    assert seen_from(planner) == [movement.campaign]


def test_draft_is_not_seen_by_those_who_will_take_part():
    movement = planned_movement()
    assert seen_from(movement.unit) == []


def test_campaign_is_seen_once_by_its_officer():
    movement = running_movement()
    assert Campaign.objects.visible_to(officer_of(movement.campaign)).count() == 1
