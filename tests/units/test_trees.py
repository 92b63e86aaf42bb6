"""Nobody stands under itself, in either tree, however the row is written."""

import threading
from contextlib import closing

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import UnitFactory
from tests.refusals import refused_by, run_sql, wait_until_blocked
from units.models import Unit

TREES = ["administrative_parent", "command_parent"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(request):
    """Four units, each under the one before, in the tree that the test names."""
    units = [UnitFactory()]
    for _ in range(3):
        units.append(UnitFactory(**{request.getfixturevalue("tree"): units[-1]}))
    return units


@pytest.mark.parametrize("tree", TREES)
@pytest.mark.parametrize("descendant", [0, 1, 3], ids=["itself", "child", "great-grandchild"])
def test_unit_put_under_its_own_tree_is_refused(tree, chain, descendant):
    with refused_by("unit_cycle"):
        Unit.objects.filter(pk=chain[0].pk).update(**{tree: chain[descendant]})


@pytest.mark.parametrize("tree", TREES)
def test_cycle_made_by_one_statement_on_two_rows_is_refused(tree):
    one, other = UnitFactory(), UnitFactory()
    with refused_by("unit_cycle"):
        run_sql(
            f"UPDATE units_unit SET {tree}_id = %s + %s - id WHERE id IN (%s, %s)",
            *(one.pk, other.pk, one.pk, other.pk),
        )


@pytest.mark.parametrize("tree", TREES)
def test_cycle_of_new_rows_is_refused(tree):
    first, second = UnitFactory.build(pk=900_001), UnitFactory.build(pk=900_002)
    setattr(first, tree, second)
    setattr(second, tree, first)
    with refused_by("unit_cycle"):
        Unit.objects.bulk_create([first, second])


def test_units_may_stand_over_each_other_in_different_trees():
    command = UnitFactory()
    commune = UnitFactory(command_parent=command)
    command.administrative_parent = commune
    command.save()
    command.refresh_from_db()
    assert command.administrative_parent == commune


@pytest.mark.parametrize("tree", TREES)
def test_unit_may_move_within_its_tree(tree, chain):
    Unit.objects.filter(pk=chain[3].pk).update(**{tree: chain[0]})
    assert getattr(Unit.objects.get(pk=chain[3].pk), tree) == chain[0]


@pytest.mark.django_db(transaction=True)
def test_cycle_made_by_two_transactions_at_once_is_refused():
    one, other = UnitFactory(), UnitFactory()
    outcome = []

    def put_other_under_one():
        with closing(connection):
            try:
                Unit.objects.filter(pk=other.pk).update(command_parent=one)
            except IntegrityError as error:
                outcome.append(error.__cause__.diag.constraint_name)

    with transaction.atomic():
        Unit.objects.filter(pk=one.pk).update(command_parent=other)
        rival = threading.Thread(target=put_other_under_one)
        rival.start()
        wait_until_blocked()
    rival.join(timeout=10)
    assert outcome == ["unit_cycle"]
