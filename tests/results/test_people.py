"""Whom a submission concerns is found for everybody at once, and is whom the rules let act."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from results.domain.people import hands_of, judges_of
from results.rules import entering_grant, reviewing_grant
from tests.factories import SuccessionFactory, UserFactory
from tests.results.test_matrix import everybody_around
from tests.workflows import head_of, reviewer_of, running_movement
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return running_movement()


def end(unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(valid_to=timezone.localdate() - timedelta(days=1))


def by_the_rule(rule, submission) -> set[int]:
    return {person.pk for person in User.objects.all() if rule(person, submission)}


def check(submission) -> None:
    assert hands_of(submission) == by_the_rule(entering_grant, submission)
    assert judges_of(submission) == by_the_rule(reviewing_grant, submission)


@pytest.mark.parametrize("place", ["root", "superior", "unit", "subordinate"])
def test_people_are_those_whom_the_rules_let_act(movement, place):
    everybody_around(movement)
    check(movement.submission_of(getattr(movement, place)))


@pytest.mark.parametrize("ended", ["unit", "superior"])
def test_people_of_an_ended_unit_are_those_of_its_successors(movement, ended):
    everybody_around(movement)
    end(getattr(movement, ended))
    SuccessionFactory(predecessor=getattr(movement, ended), successor=movement.sibling)
    check(movement.submission)


def test_people_of_a_unit_without_successor_are_those_of_the_managing_unit(movement):
    everybody_around(movement)
    end(movement.unit)
    check(movement.submission)


def test_who_has_left_is_nobody(movement):
    head, reviewer = head_of(movement.submission), reviewer_of(movement.submission)
    User.objects.update(is_active=False)
    present = UserFactory(grants=[(Role.CLERK, movement.unit)])
    assert head.pk != reviewer.pk
    assert (hands_of(movement.submission), judges_of(movement.submission)) == ({present.pk}, set())


def test_people_cost_two_queries_however_many(movement, django_assert_num_queries):
    everybody_around(movement)
    submission = movement.submission
    with django_assert_num_queries(2):
        judges_of(submission)
