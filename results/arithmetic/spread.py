"""How far a value stands from those beside it: the median, and the usual distance from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 3  # values without which nothing is said
FAR = 3  # times the usual distance


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several values, and how far from it they usually lie.

    The usual distance is the median of the distances (MAD). Where more than half of the values
    are the same it would be zero, and whatever differs would be far: then it is their mean.
    """

    median: Fraction
    usual_distance: Fraction

    def is_far(self, value: Fraction) -> bool:
        """An outlier: more than FAR times the usual distance from the median."""
        return abs(value - self.median) > FAR * self.usual_distance


def spread_of(values: Sequence[Fraction]) -> Spread | None:
    """None of fewer than FEWEST values."""
    if len(values) < FEWEST:
        return None
    middle = median(values)
    distances = [abs(value - middle) for value in values]
    usual = median(distances) or sum(distances, start=Fraction(0)) / len(distances)
    return Spread(middle, usual)


def median(values: Sequence[Fraction]) -> Fraction:
    """The value in the middle, or halfway between the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return Fraction(ordered[half - 1] + ordered[half]) / 2
