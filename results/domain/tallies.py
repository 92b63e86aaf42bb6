"""From rows of the database to the values of the arithmetic."""

from decimal import Decimal
from fractions import Fraction

from campaigns.enums import Measure, Operator
from campaigns.models import Criterion, Indicator, Target
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.readings import read
from results.arithmetic.tally import (
    ESTIMATED,
    MISSING,
    NO_GRADES,
    NONE_ARISEN,
    SEPARATE,
    VALUED,
    Coverage,
    Tally,
)
from results.enums import AnswerKind
from results.models import Adjustment, Figure

COVERAGE = {
    AnswerKind.VALUE: VALUED,
    AnswerKind.NONE_ARISEN: NONE_ARISEN,
    AnswerKind.REPORTED_SEPARATELY: SEPARATE,
    AnswerKind.MISSING: MISSING,
}


def tally_of(figure: Figure) -> Tally:
    """The figure of one unit for one period, in the columns that sum up.

    What is only partly entered states nothing yet.
    """
    if figure.answer == AnswerKind.PARTIAL:
        return Tally(coverage=MISSING)
    return Tally(
        part=figure.part,
        whole=figure.whole,
        grades=_grades_of(figure),
        percent=figure.percent,
        coverage=_coverage_of(figure),
    )


def _coverage_of(figure: Figure) -> Coverage:
    """Only a value can be an estimate."""
    if figure.is_estimate and figure.answer == AnswerKind.VALUE:
        return ESTIMATED
    return COVERAGE[AnswerKind(figure.answer)]


def adjustment_tally(adjustment: Adjustment) -> Tally:
    """What the adjustment adds to a total; it stands for no unit."""
    return Tally(adjustment.part, adjustment.whole, _grades_of(adjustment))


def figure_of(tally: Tally, indicator: Indicator) -> Figure:
    """A figure that is stored nowhere, to word the tally of one unit as figures are worded."""
    grades = {f"g{position}": value for position, value in enumerate(tally.grades, start=1)}
    stated = {"part": tally.part, "whole": tally.whole, "percent": tally.percent}
    has_value = tally.has_grades or any(value is not None for value in stated.values())
    answer = AnswerKind.VALUE if has_value else _answer_of(tally.coverage)
    is_estimate = tally.coverage.estimated > 0
    return Figure(indicator=indicator, answer=answer, is_estimate=is_estimate, **stated, **grades)


def _answer_of(coverage: Coverage) -> AnswerKind:
    answers = (answer for answer, each in COVERAGE.items() if each == coverage)
    return next(answers, AnswerKind.MISSING)


def measured(figure: Figure, target: Target) -> Fraction | None:
    """What of the figure is compared with others: what the target's first criterion looks at.

    A percentage, or the number of a count; where there is no criterion, of grades the best one.
    None where nothing can be compared. `target.thresholds` are its criteria in their order.
    """
    if target.indicator.measure == Measure.STATEMENT:
        return None
    rule = rule_of(_first_criterion(target), target.indicator)
    return read(rule, tally_of(figure), target.indicator.measure).value


def _first_criterion(target: Target) -> Criterion:
    if target.thresholds:
        return target.thresholds[0]
    best = [1] if target.indicator.scale_id else []
    return Criterion(operator=Operator.AT_LEAST, threshold=Decimal(0), grades=best)


def _grades_of(figure: Figure | Adjustment) -> tuple[Decimal, ...]:
    columns = (figure.g1, figure.g2, figure.g3, figure.g4, figure.g5, figure.g6)
    return tuple(value or Decimal(0) for value in columns) if any(columns) else NO_GRADES


def rule_of(criterion: Criterion, indicator: Indicator) -> CriterionRule:
    """What the criterion asks; `criterion.operator` must have been answered (launch checks it)."""
    scale = indicator.scale.grades.all() if indicator.scale_id else ()
    return CriterionRule(
        operator=criterion.operator,
        threshold=criterion.threshold,
        part_rule=indicator.part_rule,
        whole_rule=indicator.whole_rule,
        grades=tuple(criterion.grades),
        exceeding_counts=criterion.exceeding_counts,
        is_nested=criterion.nested_in_id is not None,
        scale=tuple(grade.label for grade in scale),
    )
