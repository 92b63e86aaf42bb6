"""Is a target met? Each verdict comes with its working in words.

A criterion compares one figure with its threshold: for a count the number itself, for every
other measure a percentage of the whole. How each measure is read:

- ratio: part over whole. Zero over zero is "không phát sinh", never a division.
- done: the same, of units. What is done stays done, so its part is counted once a year.
- graded: the grades of the criterion over all grades.
- grade: the same on the one-hot columns. "Hoàn thành tốt nhiệm vụ trở lên" is the two best
  grades, at least 100%, and holds for one unit (1/1) as for a total (11/12 = 91,67%).
- count: "không phát sinh" is zero, so that no incident meets "không để xảy ra vụ việc".
- statement: has no criterion and is not judged.

Before the period in which a target is judged, only what can no longer change is pronounced: a
figure that can only rise (it accumulates, over nothing or over a whole that is fixed for the year
and complete) and has passed its mark. One incident ends a zero-tolerance target in January, and
the quota of the year may be reached in June; but 58% of the year's training in June is no
failure, and no incident so far is no success yet.

Missing units do not hold a verdict up: what was reported is judged, and the judgement says that
it is provisional.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from campaigns.enums import Measure
from results.arithmetic import workings
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.readings import Figure, Reading, read
from results.arithmetic.tally import Coverage, Tally
from results.enums import Verdict

# A miss is not mended by anything beside it, and what is not known is not outweighed by what is.
_WORST_FIRST = (
    Verdict.MISSED,
    Verdict.INSUFFICIENT,
    Verdict.REPORTED_SEPARATELY,
    Verdict.UNDERWAY,
    Verdict.MET,
    Verdict.EXCEEDED,
    Verdict.NONE_ARISEN,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one criterion.

    The value is exact, in percent or, for a count, the number; None where there is none.
    """

    verdict: Verdict
    working: str
    value: Fraction | None
    coverage: Coverage

    @property
    def is_provisional(self) -> bool:
        return not self.coverage.is_complete


@dataclass(frozen=True, slots=True)
class TargetJudgement:
    """The verdict on a target, over those on its criteria."""

    verdict: Verdict
    working: str
    criteria: tuple[Judgement, ...]
    coverage: Coverage

    @property
    def is_provisional(self) -> bool:
        return not self.coverage.is_complete


def judge(rule: CriterionRule, tally: Tally, *, measure: Measure, is_due: bool) -> Judgement:
    """Judge one criterion; is_due tells whether the target is to be judged in this period.

    Raises ValueError for a statement.
    """
    coverage = tally.coverage
    reading = read(rule, tally, measure)
    if coverage.separate and not coverage.valued:
        return Judgement(Verdict.REPORTED_SEPARATELY, workings.REPORTED_SEPARATELY, None, coverage)
    if not isinstance(reading, Figure):
        return Judgement(*_explain(reading, coverage, is_due=is_due), None, coverage)
    working = workings.describe(rule, reading, tally)
    if is_due or _is_settled(rule, reading, coverage):
        return Judgement(_compare(rule, reading.value), working, reading.value, coverage)
    working = f"{working} ({workings.NOT_YET_JUDGED.lower()})"
    return Judgement(Verdict.UNDERWAY, working, reading.value, coverage)


def judge_target(
    rules: Sequence[CriterionRule], tally: Tally, *, measure: Measure, is_due: bool
) -> TargetJudgement:
    """Judge a target by the worst of its criteria.

    Worst first: missed, insufficient, reported separately, underway, met. A target is exceeded
    when all its criteria are met and every one that can be exceeded is: "100% đạt yêu cầu, trong
    đó có từ 75% trở lên khá, giỏi" is, with 80% khá, giỏi, if exceeding counts for the second.

    Raises ValueError where there is no criterion: a statement, or an operator still open.
    """
    if not rules:
        raise ValueError("A target without a criterion is not judged.")
    criteria = tuple(judge(rule, tally, measure=measure, is_due=is_due) for rule in rules)
    return TargetJudgement(
        verdict=_overall(rules, criteria),
        working=_join_workings(rules, criteria),
        criteria=criteria,
        coverage=tally.coverage,
    )


def _explain(reading: Reading, coverage: Coverage, *, is_due: bool) -> tuple[Verdict, str]:
    """Say why there is nothing to compare."""
    if reading.is_nothing_of_nothing:
        return Verdict.NONE_ARISEN, workings.NONE_ARISEN
    if reading.part is not None:
        return Verdict.INSUFFICIENT, workings.NO_WHOLE
    if coverage.none_arisen and not coverage.valued:
        return Verdict.NONE_ARISEN, workings.NONE_ARISEN
    if not coverage.asked and not is_due:
        return Verdict.UNDERWAY, workings.NOT_YET_JUDGED
    return Verdict.INSUFFICIENT, workings.PERCENTS_APART if coverage.valued else workings.NO_FIGURES


def _is_settled(rule: CriterionRule, figure: Figure, coverage: Coverage) -> bool:
    only_rises = rule.only_rises(is_count=figure.is_count, is_complete=coverage.is_complete)
    return only_rises and rule.has_passed(figure.value)


def _compare(rule: CriterionRule, value: Fraction) -> Verdict:
    if rule.is_exceeded_by(value):
        return Verdict.EXCEEDED
    return Verdict.MET if rule.holds(value) else Verdict.MISSED


def _overall(rules: Sequence[CriterionRule], criteria: Sequence[Judgement]) -> Verdict:
    worst = min((criterion.verdict for criterion in criteria), key=_WORST_FIRST.index)
    surpassable = [
        criterion.verdict
        for rule, criterion in zip(rules, criteria, strict=True)
        if rule.can_be_exceeded
    ]
    if worst == Verdict.MET and set(surpassable) == {Verdict.EXCEEDED}:
        return Verdict.EXCEEDED
    return worst


def _join_workings(rules: Sequence[CriterionRule], criteria: Sequence[Judgement]) -> str:
    """Join the workings; a gap that all criteria share is said once."""
    words: dict[str, str] = {}
    for rule, criterion in zip(rules, criteria, strict=True):
        nested = "trong đó " if rule.is_nested else ""
        words.setdefault(criterion.working, f"{nested}{criterion.working}")
    return "; ".join(words.values())
