"""Reading off a tally the one figure a criterion looks at."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaigns.enums import Measure
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.rounding import percent
from results.arithmetic.tally import Tally

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is stated of it.

    A count has no whole; neither has a percent that was stated without absolute numbers. The
    value is what is compared: the number of a count, otherwise a percentage; None where it
    cannot be known.
    """

    measure: Measure
    part: Decimal | None
    whole: Decimal | None
    value: Fraction | None

    @property
    def is_count(self) -> bool:
        return self.measure == Measure.COUNT

    @property
    def is_nothing_of_nothing(self) -> bool:
        return self.part == 0 and self.whole == 0


@dataclass(frozen=True, slots=True)
class Figure(Reading):
    """A reading that can be compared."""

    part: Decimal
    value: Fraction


def read(rule: CriterionRule, tally: Tally, measure: Measure) -> Reading:
    """Read the figure of a criterion: a Figure where it can be compared.

    Raises ValueError for a statement, which has none.
    """
    if measure == Measure.STATEMENT:
        raise ValueError("A statement in words is not judged by arithmetic.")
    if measure == Measure.COUNT:
        return _read_count(tally)
    if rule.grades:
        return _read_grades(rule, tally, measure)
    if tally.percent is not None:
        return Figure(measure, tally.percent, None, Fraction(tally.percent))
    return _read_ratio(tally.part, tally.whole, measure)


def _read_count(tally: Tally) -> Reading:
    """Read a number; a count of what did not arise is zero."""
    if tally.part is None and not tally.coverage.none_arisen:
        return Reading(Measure.COUNT, None, None, None)
    number = tally.part or _ZERO
    return Figure(Measure.COUNT, number, None, Fraction(number))


def _read_grades(rule: CriterionRule, tally: Tally, measure: Measure) -> Reading:
    if not tally.has_grades and not tally.coverage.valued:
        return Reading(measure, None, None, None)
    reached = sum((tally.grades[position - 1] for position in rule.grades), start=_ZERO)
    return _read_ratio(reached, sum(tally.grades, start=_ZERO), measure)


def _read_ratio(part: Decimal | None, whole: Decimal | None, measure: Measure) -> Reading:
    if part is None or whole is None or whole <= 0:
        return Reading(measure, part, whole, None)
    return Figure(measure, part, whole, percent(part, whole))
