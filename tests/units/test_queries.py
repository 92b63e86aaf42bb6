"""The heavy acts ask the database as often for many rows as for one, a running campaign at hand."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from tests.factories import (
    ClusterLeadFactory,
    ClusterMembershipFactory,
    GrantFactory,
    OfficeFactory,
    ParticipationFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import Movement, running_movement
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("many", [1, 3])]

LAST_DAY = "30/06/2026"


@pytest.fixture
def movement(client) -> Movement:
    movement = running_movement()
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, movement.root)]))
    return movement


def burdened(unit: Unit, movement: Movement, many: int) -> Unit:
    """A unit with signers, people, clusters, and units that report to it."""
    for _ in range(many):
        GrantFactory(unit=unit)
        OfficeFactory(unit=unit, signs_alongside=True)
        ClusterMembershipFactory(unit=unit)
        ClusterLeadFactory(unit=unit)
        ClusterMembershipFactory(cluster__organiser=unit, unit=UnitFactory())
        reporting = UnitFactory(administrative_parent=movement.root)
        ParticipationFactory(campaign=movement.campaign, unit=reporting, superior=unit)
    return unit


def asked(client, name: str, chosen: dict, *args) -> None:
    """Only a page with an effect on it counts."""
    response = client.get(reverse(f"units:{name}", args=args), chosen)
    assert response.context["effect"].campaigns[0].periods != []


def test_move(client, movement, django_assert_num_queries, many):
    unit = burdened(movement.sibling, movement, many)
    for _ in range(many):
        UnitFactory(administrative_parent=unit)
    chosen = {"administrative_parent": movement.root.pk, "command_parent": movement.unit.pk}

    with django_assert_num_queries(11):
        asked(client, "move", chosen, unit.pk)


def test_dissolution(client, movement, django_assert_num_queries, many):
    unit = burdened(movement.sibling, movement, many)
    successors = [UnitFactory(administrative_parent=movement.root) for _ in range(many)]
    chosen = {"last_day": LAST_DAY, "successors": [each.pk for each in successors]}

    with django_assert_num_queries(12):
        asked(client, "dissolve", chosen, unit.pk)


def test_dissolution_with_subordinates(client, movement, django_assert_num_queries, many):
    unit = burdened(movement.sibling, movement, many)
    for _ in range(many):
        UnitFactory(administrative_parent=unit, command_parent=unit)
    chosen = {"last_day": LAST_DAY, "successors": [movement.unit.pk]}

    with django_assert_num_queries(12):
        asked(client, "dissolve", chosen, unit.pk)


def test_merger(client, movement, django_assert_num_queries, many):
    units = [
        burdened(UnitFactory(administrative_parent=movement.root), movement, many)
        for _ in range(many)
    ]
    for unit in units:
        ParticipationFactory(campaign=movement.campaign, unit=unit, superior=movement.root)
        UnitFactory(administrative_parent=unit)
    chosen = {
        "units": [unit.pk for unit in units],
        "last_day": LAST_DAY,
        "code": "MOI",
        "kind": "commune",
        "official_name": "Ủy ban nhân dân xã Mới",
        "short_name": "UBND xã Mới",
        "administrative_parent": movement.root.pk,
    }

    with django_assert_num_queries(11):
        asked(client, "merge", chosen)
