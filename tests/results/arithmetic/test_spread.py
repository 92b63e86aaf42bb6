"""The median of several values, the usual distance from it, and what lies far from both."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.arithmetic.spread import Spread, median, spread_of

HUNDREDTHS = st.integers(min_value=0, max_value=10_000).map(lambda number: Fraction(number, 100))
VALUES = st.lists(HUNDREDTHS, min_size=3, max_size=30)


@pytest.mark.parametrize(
    ("values", "middle"), [([3], 3), ([1, 9], 5), ([9, 1, 2], 2), ([1, 2, 4, 100], 3)]
)
def test_median_is_the_middle(values, middle):
    assert median([Fraction(value) for value in values]) == middle


@pytest.mark.parametrize("values", [[], [1], [1, 2]])
def test_spread_of_two_values_says_nothing(values):
    assert spread_of([Fraction(value) for value in values]) is None


def test_usual_distance_is_the_median_of_the_distances():
    spread = spread_of([Fraction(value) for value in (90, 92, 94, 96, 50)])
    assert spread == Spread(Fraction(92), Fraction(2))


def test_usual_distance_of_mostly_the_same_is_the_mean():
    spread = spread_of([Fraction(value) for value in (100, 100, 100, 80, 90)])
    assert spread == Spread(Fraction(100), Fraction(6))


@pytest.mark.parametrize(("value", "is_far"), [(98, False), (86, False), (85, True), (99, True)])
def test_far_is_beyond_three_usual_distances(value, is_far):
    assert Spread(Fraction(92), Fraction(2)).is_far(Fraction(value)) is is_far


def test_nothing_is_far_where_all_are_the_same():
    spread = spread_of([Fraction(100)] * 5)
    assert not spread.is_far(Fraction(100))


@given(VALUES)
def test_at_least_half_of_the_values_are_never_far(values):
    spread = spread_of(values)
    assert 2 * sum(not spread.is_far(value) for value in values) >= len(values)


@given(VALUES, st.integers(min_value=1, max_value=50))
def test_far_does_not_depend_on_the_unit_of_measure(values, factor):
    spread, scaled = spread_of(values), spread_of([value * factor for value in values])
    assert [spread.is_far(value) for value in values] == [
        scaled.is_far(value * factor) for value in values
    ]
