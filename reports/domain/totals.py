"""Adding up what a report prints: first the periods of each unit, then the units."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from campaigns.enums import CombinationRule
from results.arithmetic.periods import as_one, combine
from results.arithmetic.tally import NO_GRADES, Tally, roll_up

# What one unit said on one indicator, by the ordinal of the period.
History = Mapping[int, Tally]
# Who succeeded a unit that ended, in steps too, by the unit's id.
Heirs = Mapping[int, Collection[int]]
_BLANK = {"part": {"part": None, "grades": NO_GRADES}, "whole": {"whole": None}}


class Change(NamedTuple):
    """What a superior adjusted in the period of this ordinal.

    Of what each period states anew it holds until the superior, or who succeeded it, reports
    again: `until` is the ordinal of that period, or None.
    """

    ordinal: int
    until: int | None
    tally: Tally


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


def total_of(
    histories: Mapping[int, History],
    rules: Rules,
    ordinal: int,
    heirs: Heirs,
    changes: Sequence[Change] = (),
) -> Spans:
    """All units together with what was adjusted, around the period of this ordinal."""
    stated = (history.get(ordinal, Tally()) for history in histories.values())
    adjusted = (change.tally for change in changes if change.ordinal == ordinal)
    return Spans(
        period=roll_up([*stated, *adjusted]),
        to_date=_total_to(histories, rules, ordinal, heirs, changes),
        before=_total_to(histories, rules, ordinal - 1, heirs, changes),
    )


def taken_over(histories: Mapping[int, History], heirs: Heirs) -> dict[int, int]:
    """The one unit that took over all of another, by the unit that ended; it speaks later."""
    last = {unit: max(history, default=0) for unit, history in histories.items()}
    return {
        unit: ends[0]
        for unit, ends in _final_heirs(histories, heirs).items()
        if len(ends) == 1 and last[unit] < last.get(ends[0], 0)
    }


def divided(histories: Mapping[int, History], heirs: Heirs) -> frozenset[int]:
    """The units that passed on to several: what they said belongs to none of these."""
    final = _final_heirs(histories, heirs).items()
    return frozenset(unit for unit, ends in final if len(ends) > 1)


def _final_heirs(histories: Mapping[int, History], heirs: Heirs) -> dict[int, list[int]]:
    """Who is there in the end, asked for the same or not."""
    return {
        unit: [heir for heir in heirs.get(unit, ()) if not heirs.get(heir)] for unit in histories
    }


def derived_to_date(
    histories: Mapping[int, History], rules: Rules, ordinal: int, taken: Mapping[int, int]
) -> dict[int, Tally]:
    """To date, units with all that they took over: their year began with their predecessors'."""
    lines: dict[int, list[History]] = {heir: [histories[heir]] for heir in taken.values()}
    for unit, heir in taken.items():
        lines[heir].append(histories[unit])
    return {
        heir: combine(
            [
                as_one([history[number] for history in line if number in history])
                for number in sorted(set().union(*line))
                if number <= ordinal
            ],
            *rules,
        )
        for heir, line in lines.items()
    }


def changes_of(
    adjusted: Sequence[tuple[int, int, Tally]], standing: Mapping[int, Set[int]], heirs: Heirs
) -> list[Change]:
    """What superiors adjusted, from (unit, ordinal, tally) and the periods each unit reported."""
    return [
        Change(ordinal, _restated(unit, ordinal, standing, heirs), tally)
        for unit, ordinal, tally in adjusted
    ]


def _restated(
    unit: int, ordinal: int, standing: Mapping[int, Set[int]], heirs: Heirs
) -> int | None:
    speaking = [unit, *heirs.get(unit, ())]
    later = [number for one in speaking for number in standing.get(one, ()) if number > ordinal]
    return min(later, default=None)


def _total_to(
    histories: Mapping[int, History],
    rules: Rules,
    ordinal: int,
    heirs: Heirs,
    changes: Sequence[Change],
) -> Tally:
    reached = {
        unit: {number: tally for number, tally in history.items() if number <= ordinal}
        for unit, history in histories.items()
    }
    stated = (
        combine([kept[number] for number in sorted(kept)], *rules)
        for kept in _without_what_heirs_state(reached, rules, heirs)
    )
    made = (change for change in changes if change.ordinal <= ordinal)
    return roll_up([*stated, *(_still_counting(change, rules, ordinal) for change in made)])


def _still_counting(change: Change, rules: Rules, ordinal: int) -> Tally:
    """The columns of a change that no later report has stated anew."""
    if change.until is None or change.until > ordinal:
        return change.tally
    kept = change.tally
    for name, rule in rules._asdict().items():
        if rule != CombinationRule.ADDS:
            kept = replace(kept, **_BLANK[name])
    return kept


def _without_what_heirs_state(
    histories: Mapping[int, History], rules: Rules, heirs: Heirs
) -> Iterator[History]:
    """What holds for the year, or is the latest, a unit states until one of its heirs does.

    Otherwise the militia of a merged commune would be counted with its predecessors and again
    with itself. What adds up over the periods is the doing of each and stays.
    """
    for unit, history in histories.items():
        kept = history
        for name, rule in rules._asdict().items():
            stated = _last_stating(history, name)
            after = [_last_stating(histories.get(heir, {}), name) for heir in heirs.get(unit, ())]
            if rule != CombinationRule.ADDS and stated < max(after, default=0):
                kept = {number: replace(tally, **_BLANK[name]) for number, tally in kept.items()}
        yield kept


def _last_stating(history: History, name: str) -> int:
    """The last period in which the column is stated; 0 when it never is."""
    stating = (number for number, tally in history.items() if _states(tally, name))
    return max(stating, default=0)


def _states(tally: Tally, name: str) -> bool:
    return getattr(tally, name) is not None or (name == "part" and tally.has_grades)
