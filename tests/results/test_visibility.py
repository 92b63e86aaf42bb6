"""Whose results a person sees: by the lineage fixed at opening, and never an administrator."""

import itertools

import pytest

from accounts.enums import Role
from campaigns.models import Participation
from results.domain.periods import open_period
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import SuccessionFactory, UnitFactory, UserFactory
from tests.workflows import running_movement, submission_at

READERS = set(Role) - {Role.ADMINISTRATOR}
# The relations of a granted unit to the submission's unit, and whether the submission is seen.
SEEN_FROM = {
    "unit": True,
    "superior": True,
    "root": True,
    "sibling": False,
    "subordinate": False,
    "foreign": False,
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return running_movement()


def seen_by(*grants) -> set[Submission]:
    return set(Submission.objects.visible_to(UserFactory(grants=grants)))


def test_submission_is_seen_by_role_and_relation(movement):
    units = {name: getattr(movement, name, None) for name in SEEN_FROM}
    units["foreign"] = UnitFactory()
    cells = list(itertools.product(Role, SEEN_FROM))
    assert {
        (role, relation): movement.submission in seen_by((role, units[relation]))
        for role, relation in cells
    } == {(role, relation): role in READERS and SEEN_FROM[relation] for role, relation in cells}


def test_nobody_in_particular_sees_nothing(movement):
    assert seen_by() == set()


def test_superior_sees_its_whole_subtree(movement):
    units = [movement.superior, movement.unit, movement.sibling, movement.subordinate]
    expected = {movement.submission_of(unit) for unit in units}
    assert seen_by((Role.REVIEWER, movement.superior)) == expected


def test_former_superior_still_sees_what_was_under_it_when_the_period_opened(movement):
    later = movement.later_period()
    Participation.objects.filter(unit=movement.unit).update(superior=movement.root)
    open_period(later)
    seen = seen_by((Role.REVIEWER, movement.superior))
    assert {s.period for s in seen if s.unit == movement.unit} == {movement.period}


def test_successor_sees_the_results_of_the_dissolved_unit(movement):
    movement.unit.valid_to = movement.period.data_to
    movement.unit.save()
    succession = SuccessionFactory(predecessor=movement.unit)
    expected = {movement.submission, movement.submission_of(movement.subordinate)}
    assert seen_by((Role.CLERK, succession.successor)) == expected


def test_under_gives_the_subtree_of_a_unit_in_a_period(movement):
    open_period(movement.later_period())
    assert set(Submission.objects.under(movement.unit, movement.period)) == {
        movement.submission,
        movement.submission_of(movement.subordinate),
    }


def test_context_costs_no_query_per_row(movement, django_assert_num_queries):
    submission_at(State.ACCEPTED, movement)
    with django_assert_num_queries(1):
        rows = [(str(row), row.timeliness) for row in Submission.objects.with_context()]
    assert len(rows) == 5
