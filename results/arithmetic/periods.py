"""The year to date of one unit: its periods combined, part and whole each by its rule.

The total of many units over many periods is defined in this order: first the periods of each
unit, then the sum over the units. For ADDS the order would not matter. LATEST forbids the
other one: where one unit has stated its second quarter and another only its first, the latest
quarter of the summed units holds the first unit alone, and the second would vanish.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from campaigns.enums import CombinationRule
from results.arithmetic.tally import (
    ESTIMATED,
    MISSING,
    NO_GRADES,
    NONE_ARISEN,
    SEPARATE,
    VALUED,
    Coverage,
    Tally,
    add_grades,
    add_stated,
    roll_up,
)


def combine(
    tallies: Sequence[Tally], part_rule: CombinationRule, whole_rule: CombinationRule
) -> Tally:
    """Combine the periods of one unit, in their order, into a range of periods.

    - ADDS: the periods are added.
    - LATEST: the last period that states a value speaks for all; an unstated one changes nothing.
    - ONCE: counted once a year. A quota restated each quarter is not counted four times: the
      latest statement holds.

    The part's rule applies to the grades as well. A percent without part and whole is cumulative
    by its nature ("58% of the year's training") and always the latest.
    """
    return Tally(
        part=_combine_column([tally.part for tally in tallies], part_rule),
        whole=_combine_column([tally.whole for tally in tallies], whole_rule),
        grades=_combine_grades(tallies, part_rule),
        percent=_latest([tally.percent for tally in tallies]),
        coverage=_combine_coverage(_counting(tallies, part_rule)),
    )


def as_one(tallies: Sequence[Tally]) -> Tally:
    """Several units in one period as the one that took over all of them would have stated it.

    Columns are added, the coverage is that of one unit, by its weakest answer.
    """
    together = roll_up(tallies)
    return Tally(
        part=together.part,
        whole=together.whole,
        grades=together.grades,
        percent=together.percent,
        coverage=_combine_coverage(tallies),
    )


def carried_on(
    before: Tally, now: Tally, part_rule: CombinationRule, whole_rule: CombinationRule
) -> Tally:
    """A total to date: what adds up goes on from before, what is stated anew holds by itself.

    Exact where every unit has stated the period, or where part and whole add up.
    """
    adds_part, adds_whole = part_rule == CombinationRule.ADDS, whole_rule == CombinationRule.ADDS
    return Tally(
        part=add_stated(before.part, now.part) if adds_part else now.part,
        whole=add_stated(before.whole, now.whole) if adds_whole else now.whole,
        grades=add_grades(before.grades, now.grades) if adds_part else now.grades,
        coverage=now.coverage,
    )


def _combine_column(values: Sequence[Decimal | None], rule: CombinationRule) -> Decimal | None:
    stated = [value for value in values if value is not None]
    if rule == CombinationRule.ADDS and stated:
        return sum(stated, start=Decimal(0))
    return _latest(stated)


def _combine_grades(tallies: Sequence[Tally], rule: CombinationRule) -> tuple[Decimal, ...]:
    stated = [tally.grades for tally in tallies if tally.has_grades]
    if rule == CombinationRule.ADDS:
        return add_grades(NO_GRADES, *stated)
    return stated[-1] if stated else NO_GRADES


def _latest(values: Sequence[Decimal | None]) -> Decimal | None:
    return next((value for value in reversed(values) if value is not None), None)


def _combine_coverage(tallies: Sequence[Tally]) -> Coverage:
    """Count the unit once, by its weakest answer: a period owed, or kept apart, weighs most."""
    if any(tally.coverage.asked > 1 for tally in tallies):
        raise ValueError("Periods are combined for each unit before units are summed.")
    answers = roll_up(tallies).coverage
    if answers.missing:
        return MISSING
    if answers.separate:
        return SEPARATE
    if answers.valued:
        return ESTIMATED if answers.estimated else VALUED
    return NONE_ARISEN if answers.none_arisen else Coverage()


def _counting(tallies: Sequence[Tally], rule: CombinationRule) -> list[Tally]:
    """The periods as they weigh: an estimate that a later period stated anew is one no more."""
    if rule == CombinationRule.ADDS:
        return list(tallies)
    valued = [place for place, tally in enumerate(tallies) if tally.coverage.valued]
    last = max(valued, default=None)
    return [
        tally if place == last else replace(tally, coverage=replace(tally.coverage, estimated=0))
        for place, tally in enumerate(tallies)
    ]
