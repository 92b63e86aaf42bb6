from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.vietnamese.numbers import parse_number
from results.arithmetic.rounding import percent, percent_text, round_percent

COUNTS = st.integers(min_value=0, max_value=10**7).map(Decimal)
WHOLES = st.integers(min_value=1, max_value=10**7).map(Decimal)
THRESHOLDS = st.decimals(min_value=0, max_value=200, places=2)


def parse_percent(text):
    return parse_number(text.removesuffix("%"))


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (120, 120, "100%"),
        (70, 120, "58,33%"),
        (119, 120, "99,17%"),
        (493, 500, "98,6%"),
        (0, 7, "0%"),
        (-2, 120, "-1,67%"),
        (1234, 100, "1.234%"),
        (99996, 100000, "99,99%"),
        (100004, 100000, "100,01%"),
        (0, 0, "–"),
        (5, 0, "–"),
    ],
)
def test_percent_text_has_two_decimals_and_never_reaches_100_by_rounding(part, whole, text):
    assert percent_text(Decimal(part), Decimal(whole)) == text


@pytest.mark.parametrize(
    ("part", "text"), [(74996, "74,99%"), (75000, "75%"), (75004, "75,01%"), (75016, "75,02%")]
)
def test_percent_text_never_reaches_a_threshold_by_rounding(part, text):
    assert percent_text(Decimal(part), Decimal(100000), [Decimal(75)]) == text


@given(COUNTS, WHOLES, THRESHOLDS, st.sampled_from([ge, le, eq, gt]))
@example(Decimal(99996), Decimal(100000), Decimal(100), ge)
@example(Decimal(100004), Decimal(100000), Decimal(100), le)
@example(Decimal(20002), Decimal(100000), Decimal(20), eq)
@example(Decimal(75001), Decimal(100000), Decimal(75), gt)
def test_percent_text_passes_exactly_what_the_exact_value_passes(part, whole, threshold, holds):
    printed = parse_percent(percent_text(part, whole, [threshold]))
    assert holds(printed, threshold) == holds(percent(part, whole), threshold)


@given(WHOLES, THRESHOLDS, st.integers(min_value=-3, max_value=3))
def test_percent_text_passes_exactly_close_to_the_threshold(whole, threshold, distance):
    part = (threshold * whole / 100).to_integral_value() + distance
    printed = parse_percent(percent_text(part, whole, [threshold]))
    exact = percent(part, whole)
    assert ((printed > threshold) - (printed < threshold)) == (
        (exact > threshold) - (exact < threshold)
    )


@given(COUNTS, WHOLES, st.lists(THRESHOLDS, max_size=3))
def test_round_percent_stays_within_a_hundredth(part, whole, thresholds):
    exact = percent(part, whole)
    assert abs(Fraction(round_percent(exact, thresholds)) - exact) < Fraction(1, 100)


def test_round_percent_rounds_down_between_thresholds_a_hundredth_apart():
    thresholds = [Decimal("75.00"), Decimal("75.01")]
    assert round_percent(Fraction("75.005"), thresholds) == Decimal("75.00")


def test_percent_is_exact():
    assert percent(Decimal(1), Decimal(3)) == Fraction(100, 3)


def test_percent_of_nothing_does_not_exist():
    with pytest.raises(ZeroDivisionError):
        percent(Decimal(0), Decimal(0))
