"""What a criterion asks of a figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le

from campaigns.enums import CombinationRule, Operator
from results.arithmetic.tally import GRADE_COLUMNS

_COMPARISONS: Mapping[str, Callable[[Fraction, Decimal], bool]] = {
    Operator.AT_LEAST: ge,
    Operator.AT_MOST: le,
    Operator.EQUAL: eq,
    Operator.ABOVE: gt,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRule:
    """A threshold and how the figure it is held against grows through the year.

    The threshold is a percentage with at most two decimals, or the number itself for a count.
    Grades are positions on the scale, 1 the best; without them the criterion looks at the part.
    A nested criterion ("trong đó") counts some of what the one before it counts, over the same
    whole; it is judged on its own. The combination rules are those of the indicator. The scale
    names the grades in the working.
    """

    operator: Operator
    threshold: Decimal
    part_rule: CombinationRule
    whole_rule: CombinationRule
    grades: tuple[int, ...] = ()
    exceeding_counts: bool = False
    is_nested: bool = False
    scale: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(not 1 <= position <= GRADE_COLUMNS for position in self.grades):
            raise ValueError(f"Grades stand between 1 and {GRADE_COLUMNS}.")

    @property
    def can_be_exceeded(self) -> bool:
        """Only a floor can be: below a ceiling is within it, and "trên" is beyond already."""
        return self.exceeding_counts and self.operator == Operator.AT_LEAST

    def grade_name(self, position: int) -> str:
        return self.scale[position - 1] if self.scale else f"mức {position}"

    def holds(self, value: Fraction) -> bool:
        return _COMPARISONS[self.operator](value, self.threshold)

    def is_exceeded_by(self, value: Fraction) -> bool:
        return self.can_be_exceeded and value > self.threshold

    def has_passed(self, value: Fraction) -> bool:
        """Tell whether a value that can only rise has settled the matter, for good or ill."""
        reached = self.operator == Operator.AT_LEAST and value == self.threshold
        return reached or value > self.threshold

    def only_rises(self, *, is_count: bool, is_complete: bool) -> bool:
        """Tell whether the figure cannot fall before the year ends, corrections aside.

        Grades are counted among a number that grows with them, and the whole of a total grows
        with every unit still missing.
        """
        if self.part_rule == CombinationRule.LATEST or self.grades:
            return False
        return is_count or (self.whole_rule == CombinationRule.ONCE and is_complete)
