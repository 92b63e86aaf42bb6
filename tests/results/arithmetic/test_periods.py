from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.enums import CombinationRule
from results.arithmetic.periods import as_one, combine
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

ADDS, LATEST, ONCE = CombinationRule.ADDS, CombinationRule.LATEST, CombinationRule.ONCE
RULES = st.sampled_from([ADDS, LATEST, ONCE])
ANSWERS = [VALUED, NONE_ARISEN, SEPARATE, MISSING]
AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)
GRADES = st.tuples(*[AMOUNTS] * 6) | st.just((Decimal(0),) * 6)
PERIODS = st.builds(
    Tally,
    part=st.none() | AMOUNTS,
    whole=st.none() | AMOUNTS,
    grades=GRADES,
    coverage=st.sampled_from(ANSWERS),
)
YEARS = st.lists(PERIODS, min_size=4, max_size=4)


def ratio(part, whole, coverage=VALUED):
    return Tally(part=Decimal(part), whole=Decimal(whole), coverage=coverage)


@given(YEARS)
def test_combine_adds_the_periods_column_by_column(year):
    columns = roll_up(year)
    combined = combine(year, ADDS, ADDS)
    assert (combined.part, combined.whole, combined.grades) == (
        columns.part,
        columns.whole,
        columns.grades,
    )


@given(YEARS, st.sampled_from([LATEST, ONCE]))
def test_combine_takes_the_last_stated_value(year, rule):
    stated = [period.part for period in year if period.part is not None]
    assert combine(year, rule, rule).part == (stated[-1] if stated else None)


@given(YEARS, RULES, AMOUNTS)
def test_combine_counts_a_quota_once_however_often_it_is_stated(year, part_rule, quota):
    restated = [Tally(part=period.part, whole=quota, coverage=VALUED) for period in year]
    assert combine(restated, part_rule, ONCE).whole == quota


@given(YEARS, RULES, RULES)
def test_combine_gives_the_year_from_its_halves(year, part_rule, whole_rule):
    halves = [combine(half, part_rule, whole_rule) for half in (year[:2], year[2:])]
    assert combine(halves, part_rule, whole_rule) == combine(year, part_rule, whole_rule)


@given(PERIODS, RULES, RULES)
def test_combine_leaves_a_single_period_alone(period, part_rule, whole_rule):
    assert combine([period], part_rule, whole_rule) == period


@given(st.lists(YEARS, min_size=1, max_size=4))
def test_combine_of_added_periods_agrees_with_adding_units_first(units):
    years_first = roll_up(combine(year, ADDS, ADDS) for year in units)
    units_first = [roll_up(period).part for period in zip(*units, strict=True)]
    stated = [part for part in units_first if part is not None]
    assert years_first.part == (sum(stated) if stated else None)


def test_combine_before_summing_keeps_the_unit_whose_latest_value_is_older():
    early = [ratio(5, 8), Tally(coverage=MISSING)]
    late = [ratio(1, 4), ratio(3, 4)]
    years = [combine(year, LATEST, LATEST) for year in (early, late)]
    assert (roll_up(years).part, roll_up(years).whole) == (8, 12)


def test_combine_adds_training_against_the_plan_of_the_year():
    quarters = [ratio(30, 120), ratio(40, 120), ratio(25, 120), ratio(25, 120)]
    assert combine(quarters, ADDS, ONCE) == ratio(120, 120)


def test_combine_takes_the_amended_quota():
    assert combine([ratio(0, 37), ratio(38, 38)], ADDS, ONCE).whole == 38


@pytest.mark.parametrize(
    ("rule", "grades"), [(ADDS, (1, 1, 0, 0, 0, 0)), (LATEST, one_hot(1)), (ONCE, one_hot(1))]
)
def test_combine_applies_the_rule_of_the_part_to_grades(rule, grades):
    quarters = [
        Tally(grades=one_hot(2), coverage=VALUED),
        Tally(grades=one_hot(1), coverage=VALUED),
        Tally(coverage=NONE_ARISEN),
    ]
    assert combine(quarters, rule, LATEST).grades == grades


def test_combine_takes_the_latest_percent():
    quarters = [Tally(percent=Decimal(percent), coverage=VALUED) for percent in (20, 58)]
    assert combine([*quarters, Tally(coverage=MISSING)], ADDS, ADDS).percent == 58


@pytest.mark.parametrize(
    ("answers", "coverage"),
    [
        ([], Coverage()),
        ([NONE_ARISEN, NONE_ARISEN], NONE_ARISEN),
        ([NONE_ARISEN, VALUED], VALUED),
        ([VALUED, SEPARATE], SEPARATE),
        ([SEPARATE, MISSING], MISSING),
        ([VALUED, MISSING, VALUED], MISSING),
    ],
)
def test_combine_counts_the_unit_once_by_its_weakest_answer(answers, coverage):
    periods = [Tally(coverage=answer) for answer in answers]
    assert combine(periods, ADDS, ONCE).coverage == coverage


def test_combine_refuses_totals_of_several_units():
    total = roll_up([ratio(1, 2), ratio(1, 2)])
    with pytest.raises(ValueError, match="before units are summed"):
        combine([total, total], ADDS, ONCE)


def test_units_as_one_are_added_and_count_as_one_unit():
    """Two communes before their merger: what the merged one would have stated."""
    one, other = (Tally(part=Decimal(n), whole=Decimal(9), coverage=VALUED) for n in (3, 4))
    assert as_one([one, other]) == Tally(part=Decimal(7), whole=Decimal(18), coverage=VALUED)


def test_units_as_one_are_as_complete_as_the_least_of_them():
    stated = Tally(part=Decimal(3), coverage=VALUED)
    assert as_one([stated, Tally(coverage=MISSING)]).coverage == MISSING


@given(PERIODS)
def test_one_unit_alone_is_as_one(tally):
    assert as_one([tally]) == tally
