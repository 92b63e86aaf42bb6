"""Adding up what a report prints: first the periods of each unit, then the units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from campaigns.enums import CombinationRule
from results.arithmetic.periods import combine
from results.arithmetic.tally import NO_GRADES, Tally, roll_up

# What one unit said on one indicator, by the ordinal of the period.
History = Mapping[int, Tally]
# Who succeeded a unit that ended, by the ids of both.
Successors = Mapping[int, Collection[int]]


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


def total(spans: Mapping[int, Spans], rules: Rules, successors: Successors) -> Spans:
    """All units together.

    What adds over the periods stays with the unit that ended. What is counted once, the latest or
    the whole of a year, its successors say again: from then on only theirs counts.
    """
    heirs = {
        unit: [spans[heir] for heir in followed if heir in spans]
        for unit, followed in successors.items()
    }
    return sum(
        (_not_said_again(own, heirs.get(unit, []), rules) for unit, own in spans.items()),
        start=Spans(),
    )


def _not_said_again(own: Spans, heirs: list[Spans], rules: Rules) -> Spans:
    if not heirs:
        return own
    return replace(
        own,
        to_date=_remaining(own.to_date, roll_up(heir.to_date for heir in heirs), rules),
        before=_remaining(own.before, roll_up(heir.before for heir in heirs), rules),
    )


def _remaining(own: Tally, heirs: Tally, rules: Rules) -> Tally:
    """The unit's columns without those that do not add and that its successors have stated."""
    adds = CombinationRule.ADDS
    has_part = rules.part != adds and heirs.part is not None
    has_whole = rules.whole != adds and heirs.whole is not None
    has_grades = rules.part != adds and heirs.has_grades
    return replace(
        own,
        part=None if has_part else own.part,
        whole=None if has_whole else own.whole,
        grades=NO_GRADES if has_grades else own.grades,
    )
