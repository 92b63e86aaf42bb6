"""Adding up what a report prints: first the periods of each unit, then the units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from campaigns.enums import CombinationRule
from results.arithmetic.periods import combine
from results.arithmetic.tally import Tally

# What one unit said on one indicator, by the ordinal of the period.
History = Mapping[int, Tally]


class Rules(NamedTuple):
    """How an indicator's part and whole combine over the periods."""

    part: CombinationRule
    whole: CombinationRule


@dataclass(frozen=True, slots=True)
class Spans:
    """An indicator in the period itself, to its end, and to the end of the period before."""

    period: Tally = Tally()
    to_date: Tally = Tally()
    before: Tally = Tally()

    def __add__(self, other: "Spans") -> "Spans":
        return Spans(
            self.period + other.period,
            self.to_date + other.to_date,
            self.before + other.before,
        )


def spans_of(history: History, rules: Rules, ordinal: int) -> Spans:
    """One unit, in the period of this ordinal and around it."""
    reached = sorted(number for number in history if number <= ordinal)
    return Spans(
        period=history.get(ordinal, Tally()),
        to_date=combine([history[number] for number in reached], *rules),
        before=combine([history[number] for number in reached if number < ordinal], *rules),
    )


def spans_by_unit(histories: Mapping[int, History], rules: Rules, ordinal: int) -> dict[int, Spans]:
    """One indicator for every unit that is asked, by the unit's id."""
    return {unit: spans_of(history, rules, ordinal) for unit, history in histories.items()}


def total(spans: Iterable[Spans]) -> Spans:
    return sum(spans, start=Spans())
