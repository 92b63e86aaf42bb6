"""What a grant gives, from when to when, and how far it reaches."""

from datetime import date

import pytest
import time_machine

from accounts.enums import Role
from accounts.models import Grant
from tests.factories import GrantFactory, SuccessionFactory, UnitFactory, UserFactory
from tests.refusals import refused_by
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.mark.parametrize(
    ("now", "in_force"),
    [
        ("2026-02-28 23:59+07:00", False),
        ("2026-03-01 00:00+07:00", True),
        ("2026-03-31 23:59+07:00", True),
        ("2026-04-01 00:00+07:00", False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_grant_holds_from_its_first_day_to_the_end_of_its_last(user, now, in_force):
    GrantFactory(user=user, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))
    with time_machine.travel(now, tick=False):
        assert user.holds(Role.CLERK) == in_force


@pytest.mark.parametrize("question", ["granted_unit_ids", "reachable_unit_ids"])
def test_grant_that_ended_reaches_nothing(user, question):
    GrantFactory(user=user, valid_to=date(2021, 1, 1))
    assert getattr(user, question) == frozenset()


def test_grant_without_an_end_holds(user):
    GrantFactory(user=user, role=Role.INSPECTOR)
    assert user.holds(Role.LEADER, Role.INSPECTOR)


def test_grant_ending_long_before_it_begins_is_refused(user):
    with refused_by("grant_dates_in_order"):
        GrantFactory(user=user, valid_from=date(2026, 3, 1), valid_to=date(2026, 2, 27))


def test_grant_taken_back_is_never_in_force(user):
    grant = GrantFactory(user=user, valid_from=date(2026, 3, 1), valid_to=date(2026, 2, 28))
    in_force = [Grant.objects.in_force(day).exists() for day in (grant.valid_from, grant.valid_to)]
    assert in_force == [False, False]


def test_grant_that_shares_a_day_with_another_of_its_kind_is_refused(user):
    held = GrantFactory(user=user, valid_to=date(2026, 3, 1))
    with refused_by("grants_of_a_role_apart"):
        GrantFactory(user=user, unit=held.unit, valid_from=date(2026, 3, 1))


def test_grant_of_another_role_unit_or_person_may_share_its_days(user):
    held = GrantFactory(user=user)
    GrantFactory(user=user, unit=held.unit, role=Role.UNIT_HEAD)
    GrantFactory(user=user)
    GrantFactory(unit=held.unit)
    assert Grant.objects.count() == 4


def test_grant_for_gives_the_grant_at_the_nearest_unit(user):
    near, far = GrantFactory(user=user), GrantFactory(user=user)
    assert user.grant_for([Role.CLERK], [near.unit_id, far.unit_id]) == near


def test_grant_for_passes_over_other_roles(user):
    GrantFactory(user=user, role=Role.CLERK)
    head = GrantFactory(user=user, role=Role.UNIT_HEAD, unit=Grant.objects.get().unit)
    assert user.grant_for([Role.UNIT_HEAD], [head.unit_id]) == head


def test_grant_for_another_unit_gives_none(user):
    GrantFactory(user=user)
    assert user.grant_for([Role.CLERK], [UnitFactory().pk]) is None


def test_grant_at_a_superior_is_no_grant_at_its_subordinate(user):
    grant = GrantFactory(user=user)
    below = UnitFactory(command_parent=grant.unit)
    assert user.grant_for([Role.CLERK], [below.pk]) is None


def test_unit_ids_as_gives_the_units_of_the_role(user):
    GrantFactory(user=user, role=Role.ADMINISTRATOR)
    clerk = GrantFactory(user=user, role=Role.CLERK)
    assert user.unit_ids_as([Role.CLERK]) == [clerk.unit_id]


def test_rights_of_a_dissolved_unit_pass_to_its_successor(user):
    succession = SuccessionFactory()
    grant = GrantFactory(user=user, unit=succession.successor)
    assert user.grant_for([Role.CLERK], [succession.predecessor_id]) == grant


def test_rights_of_a_dissolved_unit_pass_to_every_successor():
    first = SuccessionFactory()
    second = SuccessionFactory(predecessor=first.predecessor)
    holders = [UserFactory(grants=[(Role.CLERK, s.successor)]) for s in (first, second)]
    assert [first.predecessor_id in holder.granted_unit_ids for holder in holders] == [True, True]


def test_rights_pass_on_through_two_dissolutions(user):
    first = SuccessionFactory()
    Unit.objects.filter(pk=first.successor_id).update(valid_to=date(2025, 12, 31))
    second = SuccessionFactory(predecessor=first.successor, effective_on=date(2026, 1, 1))
    GrantFactory(user=user, unit=second.successor)
    assert user.granted_unit_ids == {
        first.predecessor_id,
        first.successor_id,
        second.successor_id,
    }


def test_rights_of_a_successor_do_not_pass_back(user):
    succession = SuccessionFactory()
    GrantFactory(user=user, unit=succession.predecessor)
    assert user.granted_unit_ids == {succession.predecessor_id}


@pytest.mark.parametrize(
    ("now", "passed"), [("2026-03-09 23:59+07:00", False), ("2026-03-10 00:00+07:00", True)]
)
def test_rights_pass_on_the_day_the_succession_takes_effect(user, now, passed):
    succession = SuccessionFactory(
        predecessor__valid_to=date(2026, 3, 1), effective_on=date(2026, 3, 10)
    )
    GrantFactory(user=user, unit=succession.successor)
    with time_machine.travel(now, tick=False):
        assert (succession.predecessor_id in user.granted_unit_ids) == passed
        assert (succession.predecessor_id in user.reachable_unit_ids) == passed


@pytest.mark.parametrize(
    ("now", "passed"), [("2026-03-10 23:59+07:00", False), ("2026-03-11 00:00+07:00", True)]
)
def test_rights_pass_after_the_last_day_of_the_dissolved_unit(user, now, passed):
    succession = SuccessionFactory(
        predecessor__valid_to=date(2026, 3, 10), effective_on=date(2026, 3, 1)
    )
    GrantFactory(user=user, unit=succession.successor)
    with time_machine.travel(now, tick=False):
        assert (succession.predecessor_id in user.granted_unit_ids) == passed
        assert (succession.predecessor_id in user.reachable_unit_ids) == passed


def test_rights_of_a_unit_that_lives_on_stay_its_own(user):
    succession = SuccessionFactory(predecessor__valid_to=None)
    GrantFactory(user=user, unit=succession.successor)
    assert user.granted_unit_ids == {succession.successor_id}
    assert user.reachable_unit_ids == {succession.successor_id}


def test_rights_of_successions_are_read_in_two_queries(user, django_assert_num_queries):
    for _ in range(3):
        GrantFactory(user=user, unit=SuccessionFactory().successor)
    with django_assert_num_queries(2):
        assert len(user.granted_unit_ids) == 6
