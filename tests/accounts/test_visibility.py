"""Which units and people a grant reaches: down both trees as they stand today."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from core.audit.models import Entry
from core.audit.trail import record
from tests.factories import GrantFactory, SuccessionFactory, UnitFactory, UserFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return UnitFactory()


@pytest.fixture
def user(top):
    return UserFactory(grants=[(Role.ADMINISTRATOR, top)])


def test_units_are_reached_down_both_trees(user, top):
    administrative = UnitFactory(administrative_parent=top)
    command = UnitFactory(command_parent=top)
    crossing = UnitFactory(administrative_parent=command)
    assert set(Unit.objects.visible_to(user)) == {top, administrative, command, crossing}


def test_units_above_and_beside_are_not_reached(top):
    one = UnitFactory(command_parent=top)
    UnitFactory(command_parent=top)
    user = UserFactory(grants=[(Role.INSPECTOR, one)])
    assert list(Unit.objects.visible_to(user)) == [one]


def test_units_of_a_dissolved_unit_are_reached_by_its_successor(user, top):
    succession = SuccessionFactory(successor=top)
    below = UnitFactory(command_parent=succession.predecessor, valid_to=date(2025, 6, 30))
    assert set(Unit.objects.visible_to(user)) == {top, succession.predecessor, below}


def test_units_are_reached_once_though_both_trees_lead_there(user, top):
    UnitFactory(administrative_parent=top, command_parent=top)
    assert Unit.objects.visible_to(user).count() == 2


def test_units_are_not_reached_without_a_grant(top):
    assert list(Unit.objects.visible_to(UserFactory())) == []


def test_people_are_seen_who_hold_a_grant_within_reach(user, top):
    below = GrantFactory(unit=UnitFactory(command_parent=top)).user
    GrantFactory()
    assert set(User.objects.visible_to(user)) == {user, below}


def test_people_with_two_grants_within_reach_are_seen_once(user, top):
    colleague = GrantFactory(unit=top).user
    GrantFactory(user=colleague, unit=top, role=Role.UNIT_HEAD)
    assert User.objects.visible_to(user).count() == 2


def test_people_see_themselves_without_a_grant():
    user = UserFactory()
    assert list(User.objects.visible_to(user)) == [user]


def test_people_are_administered_within_the_reach_of_that_role_alone(user, top):
    below = GrantFactory(unit=UnitFactory(command_parent=top)).user
    GrantFactory(unit=GrantFactory(user=user, role=Role.INSPECTOR).unit)
    assert set(User.objects.administered_by(user)) == {user, below}


def test_entries_are_seen_of_units_that_the_person_inspects(top):
    inspector = UserFactory(grants=[(Role.INSPECTOR, top)])
    below = UnitFactory(command_parent=top)
    seen = record("units.changed", below, by=None, unit_id=below.pk)
    record("units.changed", top, by=None, unit_id=UnitFactory().pk)
    assert list(Entry.objects.visible_to(inspector)) == [seen]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INSPECTOR}))
def test_entries_are_not_seen_by_other_roles(role, top):
    record("results.figures_saved", top, by=None, unit_id=top.pk)
    assert list(Entry.objects.visible_to(UserFactory(grants=[(role, top)]))) == []


def test_entries_are_seen_of_what_the_person_did(user, top):
    own = record("units.changed", top, by=user, unit_id=top.pk)
    assert list(Entry.objects.visible_to(user)) == [own]
