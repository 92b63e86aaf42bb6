from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.enums import Measure, Operator
from results.arithmetic.tally import Coverage, Tally
from results.arithmetic.verdicts import judge
from results.enums import Verdict
from tests.results.arithmetic.builders import (
    ABOVE,
    ADDS,
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LATEST,
    ONCE,
    count,
    graded,
    ratio,
    rule,
)

COUNTS = st.integers(min_value=0, max_value=10**6).map(Decimal)
WHOLES = st.integers(min_value=1, max_value=10**6).map(Decimal)
THRESHOLDS = st.decimals(min_value=0, max_value=150, places=2)
OPERATORS = st.sampled_from(list(Operator))


def judge_early(criterion, tally, measure=Measure.RATIO):
    return judge(criterion, tally, measure=measure, is_due=False)


def test_judge_waits_where_nobody_has_been_asked_yet():
    judgement = judge_early(rule(AT_LEAST, 100), Tally(whole=Decimal(37)))
    assert (judgement.verdict, judgement.working) == (Verdict.UNDERWAY, "Chưa đến kỳ đánh giá")


@pytest.mark.parametrize(
    ("criterion", "tally", "measure", "verdict"),
    [
        # A floor: 58% in June is no failure, and what has been reached is not lost again.
        (rule(AT_LEAST, 100), ratio(58, 100), Measure.RATIO, Verdict.UNDERWAY),
        (rule(AT_LEAST, 100), ratio(100, 100), Measure.RATIO, Verdict.MET),
        (rule(AT_LEAST, 50), count(50), Measure.COUNT, Verdict.MET),
        (rule(ABOVE, 50), count(50), Measure.COUNT, Verdict.UNDERWAY),
        (rule(AT_LEAST, 50, exceeding_counts=True), count(51), Measure.COUNT, Verdict.EXCEEDED),
        (rule(AT_LEAST, 100, part_rule=ONCE), ratio(1, 1), Measure.DONE, Verdict.MET),
        (rule(AT_LEAST, 100, part_rule=ONCE), ratio(0, 1), Measure.DONE, Verdict.UNDERWAY),
        # What may still fall is not pronounced.
        (rule(AT_LEAST, 90, whole_rule=ADDS), ratio(95, 100), Measure.RATIO, Verdict.UNDERWAY),
        (rule(AT_LEAST, 90, part_rule=LATEST), ratio(95, 100), Measure.RATIO, Verdict.UNDERWAY),
        (rule(AT_LEAST, 60, grades=(1,)), graded(9, 1), Measure.GRADED, Verdict.UNDERWAY),
        (
            rule(AT_LEAST, 90),
            ratio(95, 100, Coverage(valued=3, missing=1)),
            Measure.RATIO,
            Verdict.UNDERWAY,
        ),
        # A ceiling: a count that may not rise cannot be mended, nor is it safe before the end.
        (rule(EQUAL, 0), count(2), Measure.COUNT, Verdict.MISSED),
        (rule(EQUAL, 0), count(2, Coverage(valued=3, missing=1)), Measure.COUNT, Verdict.MISSED),
        (rule(AT_MOST, 5), count(6), Measure.COUNT, Verdict.MISSED),
        (rule(AT_MOST, 5), count(5), Measure.COUNT, Verdict.UNDERWAY),
        (rule(EQUAL, 0), count(0), Measure.COUNT, Verdict.UNDERWAY),
        (rule(EQUAL, 100), ratio(100, 100), Measure.RATIO, Verdict.UNDERWAY),
        (rule(EQUAL, 100), ratio(101, 100), Measure.RATIO, Verdict.MISSED),
        (rule(AT_MOST, 5, part_rule=LATEST), count(6), Measure.COUNT, Verdict.UNDERWAY),
    ],
)
def test_judge_pronounces_before_it_is_due_only_what_cannot_change(
    criterion, tally, measure, verdict
):
    assert judge_early(criterion, tally, measure).verdict == verdict


def test_judge_shows_the_working_of_what_is_underway():
    working = "58/100 = 58% < 100% (chưa đến kỳ đánh giá)"
    assert judge_early(rule(AT_LEAST, 100), ratio(58, 100)).working == working


@given(COUNTS, WHOLES, THRESHOLDS, OPERATORS, st.booleans(), st.integers(2, 1000), st.booleans())
def test_judge_does_not_change_when_part_and_whole_are_scaled(
    part, whole, threshold, operator, exceeding_counts, scale, is_due
):
    criterion = rule(operator, threshold, exceeding_counts=exceeding_counts)
    plain, scaled = (
        judge(criterion, ratio(part * by, whole * by), measure=Measure.RATIO, is_due=is_due)
        for by in (1, scale)
    )
    assert (plain.verdict, plain.value) == (scaled.verdict, scaled.value)


@given(COUNTS, WHOLES, THRESHOLDS, OPERATORS, st.booleans())
def test_judge_before_it_is_due_says_nothing_it_would_take_back(
    part, whole, threshold, operator, exceeding_counts
):
    criterion = rule(operator, threshold, exceeding_counts=exceeding_counts)
    early, due = (
        judge(criterion, ratio(part, whole), measure=Measure.RATIO, is_due=is_due).verdict
        for is_due in (False, True)
    )
    assert early in (Verdict.UNDERWAY, due)


@given(COUNTS, COUNTS, WHOLES, THRESHOLDS, OPERATORS)
def test_judge_keeps_an_early_verdict_when_the_part_grows(part, growth, whole, threshold, operator):
    criterion = rule(operator, threshold)
    early = judge_early(criterion, ratio(part, whole)).verdict
    final = judge(
        criterion, ratio(part + growth, whole), measure=Measure.RATIO, is_due=True
    ).verdict
    assert early in (Verdict.UNDERWAY, final)
