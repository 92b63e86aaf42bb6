from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.arithmetic.tally import (
    MISSING,
    NONE_ARISEN,
    SEPARATE,
    VALUED,
    Coverage,
    Tally,
    one_hot,
    roll_up,
)

AMOUNTS = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
COLUMNS = {
    "part": st.none() | AMOUNTS,
    "whole": st.none() | AMOUNTS,
    "grades": st.tuples(*[AMOUNTS] * 6),
}
FIGURES = st.builds(
    Tally, coverage=st.sampled_from([VALUED, NONE_ARISEN, SEPARATE, MISSING]), **COLUMNS
)
PERCENTS = st.builds(Tally, percent=AMOUNTS, coverage=st.just(VALUED))
ADJUSTMENTS = st.builds(Tally, **COLUMNS)
TALLIES = FIGURES | PERCENTS | ADJUSTMENTS
# A superior: its own figure and adjustments, and the units below it.
TREES = st.recursive(
    st.lists(TALLIES, max_size=3).map(lambda own: (own, [])),
    lambda below: st.tuples(st.lists(TALLIES, max_size=3), st.lists(below, max_size=4)),
    max_leaves=12,
)


def total(tree):
    own, below = tree
    return roll_up([*own, *map(total, below)])


def flatten(tree):
    own, below = tree
    return [*own, *(tally for unit in below for tally in flatten(unit))]


@given(TREES)
def test_roll_up_equals_the_roll_up_of_roll_ups_with_adjustments(tree):
    assert total(tree) == roll_up(flatten(tree))


@given(
    st.lists(TALLIES, max_size=8).flatmap(lambda own: st.tuples(st.just(own), st.permutations(own)))
)
def test_roll_up_does_not_depend_on_the_order_of_units(orders):
    one, other = orders
    assert roll_up(one) == roll_up(other)


@given(TALLIES)
def test_roll_up_of_one_tally_is_that_tally(tally):
    assert roll_up([tally]) == tally


@given(TALLIES)
def test_add_leaves_a_tally_alone_beside_the_neutral_element(tally):
    assert (tally + Tally(), Tally() + tally) == (tally, tally)


def test_roll_up_sums_parts_and_wholes_and_averages_nothing():
    small = Tally(part=Decimal(1), whole=Decimal(2), coverage=VALUED)
    large = Tally(part=Decimal(98), whole=Decimal(98), coverage=VALUED)
    assert roll_up([small, large]) == Tally(
        part=Decimal(99), whole=Decimal(100), coverage=Coverage(valued=2)
    )


def test_roll_up_counts_every_kind_of_answer():
    answers = [VALUED, VALUED, NONE_ARISEN, SEPARATE, MISSING]
    coverage = roll_up(Tally(coverage=answer) for answer in answers).coverage
    assert coverage == Coverage(valued=2, none_arisen=1, separate=1, missing=1)


def test_coverage_tells_how_many_were_asked_and_how_many_reported():
    coverage = Coverage(valued=8, none_arisen=2, separate=1, missing=1)
    assert (coverage.reported, coverage.asked) == (11, 12)


def test_roll_up_never_sums_percents():
    unit = Tally(percent=Decimal("97.98"), coverage=VALUED)
    assert roll_up([unit, unit]) == Tally(coverage=Coverage(valued=2))


def test_roll_up_keeps_what_is_not_stated_apart_from_zero():
    unstated = Tally(coverage=MISSING)
    assert roll_up([unstated, unstated]).part is None


@pytest.mark.parametrize("coverage", [Coverage(), Coverage(valued=2)])
def test_tally_refuses_a_percent_for_anything_but_one_unit(coverage):
    with pytest.raises(ValueError, match="exactly one unit"):
        Tally(percent=Decimal(50), coverage=coverage)


def test_tally_refuses_another_number_of_grades():
    with pytest.raises(ValueError, match="6 columns"):
        Tally(grades=(Decimal(1),))


def test_one_hot_marks_a_single_grade():
    assert one_hot(2) == (0, 1, 0, 0, 0, 0)


@pytest.mark.parametrize("position", [0, 7])
def test_one_hot_refuses_a_grade_outside_the_columns(position):
    with pytest.raises(ValueError, match="between 1 and 6"):
        one_hot(position)
