import pytest

from campaigns.enums import Measure
from results.arithmetic.tally import MISSING, NONE_ARISEN, Coverage, Tally
from results.arithmetic.verdicts import judge_target
from results.enums import Verdict
from tests.results.arithmetic.builders import AT_LEAST, AT_MOST, count, graded, rule

NESTED = [
    rule(AT_LEAST, 100, grades=(1, 2, 3)),
    rule(AT_LEAST, 75, grades=(1, 2), is_nested=True),
]


@pytest.mark.parametrize(
    ("tally", "verdict", "working"),
    [
        (
            graded(40, 50, 30),
            Verdict.MET,
            "120/120 = 100% ≥ 100%; trong đó 90/120 = 75% ≥ 75%",
        ),
        (
            graded(40, 49, 31),
            Verdict.MISSED,
            "120/120 = 100% ≥ 100%; trong đó 89/120 = 74,17% < 75%",
        ),
        (
            graded(60, 59, 0, 1),
            Verdict.MISSED,
            "119/120 = 99,17% < 100%; trong đó 119/120 = 99,17% ≥ 75%",
        ),
        (Tally(coverage=MISSING), Verdict.INSUFFICIENT, "Chưa có số liệu"),
        (Tally(coverage=NONE_ARISEN), Verdict.NONE_ARISEN, "Không phát sinh"),
    ],
)
def test_judge_target_judges_a_nested_criterion_on_the_same_whole(tally, verdict, working):
    judgement = judge_target(NESTED, tally, measure=Measure.GRADED, is_due=True)
    assert (judgement.verdict, judgement.working) == (verdict, working)


def test_judge_target_gives_the_verdict_of_every_criterion():
    judgement = judge_target(NESTED, graded(40, 49, 31), measure=Measure.GRADED, is_due=True)
    assert [one.verdict for one in judgement.criteria] == [Verdict.MET, Verdict.MISSED]


@pytest.mark.parametrize(
    ("first_counts", "second_counts", "tally", "verdict"),
    [
        (False, True, graded(40, 60, 20), Verdict.EXCEEDED),
        (False, True, graded(40, 50, 30), Verdict.MET),
        (True, True, graded(40, 60, 20), Verdict.MET),
        (False, False, graded(40, 60, 20), Verdict.MET),
        (False, True, graded(60, 59, 0, 1), Verdict.MISSED),
    ],
)
def test_judge_target_is_exceeded_when_all_that_can_be_exceeded_is(
    first_counts, second_counts, tally, verdict
):
    rules = [
        rule(AT_LEAST, 100, grades=(1, 2, 3), exceeding_counts=first_counts),
        rule(AT_LEAST, 75, grades=(1, 2), exceeding_counts=second_counts, is_nested=True),
    ]
    assert judge_target(rules, tally, measure=Measure.GRADED, is_due=True).verdict == verdict


def test_judge_target_lets_a_miss_outweigh_what_is_underway():
    rules = [rule(AT_LEAST, 10), rule(AT_MOST, 5)]
    judgement = judge_target(rules, count(6), measure=Measure.COUNT, is_due=False)
    assert judgement.verdict == Verdict.MISSED


def test_judge_target_is_provisional_while_units_are_missing():
    tally = graded(120, coverage=Coverage(valued=11, missing=1))
    assert judge_target(NESTED, tally, measure=Measure.GRADED, is_due=True).is_provisional


def test_judge_target_refuses_a_target_without_criteria():
    with pytest.raises(ValueError, match="without a criterion"):
        judge_target([], Tally(), measure=Measure.RATIO, is_due=True)
