"""From rows of the database to the values of the arithmetic."""

from decimal import Decimal

from campaigns.models import Criterion, Indicator
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.tally import (
    ESTIMATED,
    MISSING,
    NO_GRADES,
    NONE_ARISEN,
    SEPARATE,
    VALUED,
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
        coverage=ESTIMATED if figure.is_estimate else COVERAGE[AnswerKind(figure.answer)],
    )


def adjustment_tally(adjustment: Adjustment) -> Tally:
    """What the adjustment adds to a total; it stands for no unit."""
    return Tally(adjustment.part, adjustment.whole, _grades_of(adjustment))


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
