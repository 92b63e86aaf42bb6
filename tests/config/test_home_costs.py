"""The first screen asks the same queries for one row and for many, by role."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.models import Campaign
from results.domain.periods import open_period
from tests.factories import (
    GrantFactory,
    PeriodFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import (
    planned_movement,
    running_movement,
)

pytestmark = pytest.mark.django_db
HOME = reverse("home")


@pytest.mark.parametrize(
    ("role", "queries"),
    [
        (Role.CLERK, 7),
        (Role.UNIT_HEAD, 9),
        (Role.REVIEWER, 7),
        (Role.LEADER, 8),
        (Role.COUNCIL_SECRETARY, 5),
        (Role.ADMINISTRATOR, 7),
        (Role.INSPECTOR, 8),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, role, queries, rows
):
    movement = running_movement()
    for number in range(2, rows + 1):
        GrantFactory(unit=UnitFactory(administrative_parent=movement.root))
        open_period(PeriodFactory(campaign=movement.campaign, ordinal=number))
    client.force_login(UserFactory(grants=[(role, movement.root)]))

    with django_assert_num_queries(queries):
        client.get(HOME)


@pytest.mark.parametrize(("drafts", "queries"), [(0, 6), (1, 11), (3, 11)])
def test_home_looks_through_the_plans_of_drafts_alone(
    client, django_assert_num_queries, drafts, queries
):
    root = running_movement().root
    plans = [planned_movement().campaign.pk for _ in range(drafts)]
    Campaign.objects.filter(pk__in=plans).update(managing_unit=root)
    client.force_login(UserFactory(grants=[(Role.CAMPAIGN_OFFICER, root)]))

    with django_assert_num_queries(queries):
        client.get(HOME)
