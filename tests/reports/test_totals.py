"""First the periods of each unit, then the units."""

from decimal import Decimal

import pytest

from campaigns.enums import CombinationRule as Combine
from reports.domain.totals import (
    Change,
    Rules,
    Spans,
    changes_of,
    derived_to_date,
    divided,
    spans_of,
    taken_over,
    total_of,
)
from results.arithmetic.tally import MISSING, NONE_ARISEN, VALUED, Tally, one_hot

ADDED = Rules(Combine.ADDS, Combine.ADDS)
OF_A_QUOTA = Rules(Combine.ADDS, Combine.ONCE)


def said(part, whole):
    return Tally(part=Decimal(part), whole=Decimal(whole), coverage=VALUED)


def test_spans_keep_the_period_apart_from_the_year():
    spans = spans_of({1: said(10, 20), 2: said(5, 5)}, ADDED, 2)
    assert spans == Spans(period=said(5, 5), to_date=said(15, 25), before=said(10, 20))


def test_spans_leave_out_later_periods():
    spans = spans_of({1: said(10, 20), 2: said(5, 5)}, ADDED, 1)
    assert spans == Spans(period=said(10, 20), to_date=said(10, 20), before=Tally())


def test_quota_counts_once_a_year():
    spans = spans_of({1: said(3, 9), 2: said(6, 9)}, OF_A_QUOTA, 2)
    assert spans.to_date == said(9, 9)


def test_periods_are_combined_in_their_order_whatever_order_they_came_in():
    latest = Rules(Combine.LATEST, Combine.LATEST)
    spans = spans_of({2: said(6, 9), 1: said(3, 9)}, latest, 2)
    assert spans.to_date == said(6, 9)


def test_total_adds_units_in_every_span():
    missing = Tally(coverage=MISSING)
    histories = {1: {1: said(10, 20), 2: said(5, 5)}, 2: {1: said(1, 2), 2: missing}}
    together = total_of(histories, ADDED, 2, heirs={})
    assert [(span.part, span.whole) for span in (together.period, together.to_date)] == [
        (5, 5),
        (16, 27),
    ]
    assert (together.before.part, together.to_date.coverage.missing) == (11, 1)


# Units 1 and 2 end after the first period; 3 takes over both.
MERGED = {1: {1: said(3, 9)}, 2: {1: said(2, 5)}, 3: {2: said(6, 14)}}
HEIRS = {1: {3}, 2: {3}}


def test_total_counts_the_quota_of_merged_units_once():
    together = total_of(MERGED, OF_A_QUOTA, 2, HEIRS)
    assert (together.to_date.part, together.to_date.whole) == (11, 14)


def test_total_before_the_heir_speaks_is_what_its_predecessors_said():
    together = total_of(MERGED, OF_A_QUOTA, 2, HEIRS)
    assert (together.before.part, together.before.whole) == (5, 14)


@pytest.mark.parametrize("silent", [MISSING, NONE_ARISEN])
def test_total_keeps_what_was_said_last_until_the_heir_has_said_it(silent):
    unanswered = MERGED | {3: {2: Tally(coverage=silent)}}
    latest = Rules(Combine.LATEST, Combine.LATEST)
    assert total_of(unanswered, latest, 2, HEIRS).to_date.part == 5


def test_total_takes_the_latest_grades_from_the_heir():
    graded = [Tally(grades=one_hot(place), coverage=VALUED) for place in (1, 2)]
    latest = Rules(Combine.LATEST, Combine.LATEST)
    together = total_of({1: {1: graded[0]}, 3: {2: graded[1]}}, latest, 2, {1: {3}})
    assert together.to_date.grades == one_hot(2)


def test_total_keeps_the_latest_of_who_ended_into_a_unit_that_spoke_before():
    """That the heir said something of itself in the first period is no statement for both."""
    joined = {1: {1: said(3, 9)}, 3: {1: said(4, 5), 2: Tally(coverage=MISSING)}}
    latest = Rules(Combine.LATEST, Combine.LATEST)
    assert total_of(joined, latest, 2, {1: {3}}).to_date.part == 7


def test_total_keeps_a_unit_that_goes_on_beside_its_heir():
    both = {1: {1: said(3, 9), 2: said(3, 4)}, 3: {2: said(6, 5)}}
    latest = Rules(Combine.LATEST, Combine.LATEST)
    assert total_of(both, latest, 2, {1: {3}}).to_date.part == 9


def test_heir_of_all_is_found_through_who_came_between():
    chain = {1: {1: said(1, 1)}, 2: {2: said(1, 1)}, 3: {3: said(1, 1)}}
    assert taken_over(chain, {1: {2, 3}, 2: {3}}) == {1: 3, 2: 3}


def test_divided_unit_is_taken_over_by_nobody():
    divided = {1: {1: said(1, 1)}, 2: {2: said(1, 1)}, 3: {2: said(1, 1)}}
    assert taken_over(divided, {1: {2, 3}}) == {}


def test_unit_divided_with_one_who_reports_elsewhere_is_taken_over_by_nobody():
    """Nobody knows which part went to whom."""
    across = {1: {1: said(1, 1)}, 2: {2: said(1, 1)}}
    assert taken_over(across, {1: {2, 99}}) == {}
    assert divided(across, {1: {2, 99}}) == {1}


def test_heir_is_judged_with_what_its_predecessors_did():
    taken = taken_over(MERGED, HEIRS)
    assert derived_to_date(MERGED, OF_A_QUOTA, 2, taken) == {3: said(11, 14)}


def test_heir_of_who_answered_nothing_is_incomplete():
    silent = MERGED | {1: {1: Tally(coverage=MISSING)}}
    derived = derived_to_date(silent, OF_A_QUOTA, 2, taken_over(silent, HEIRS))
    assert derived[3].coverage == MISSING


def adjusted(ordinal, until, **columns):
    return Change(ordinal, until, Tally(**{name: Decimal(n) for name, n in columns.items()}))


def test_total_counts_what_was_adjusted_up_to_the_period():
    changes = [adjusted(1, None, part=-2), adjusted(2, None, part=1), adjusted(3, None, part=9)]
    together = total_of({1: {1: said(10, 20), 2: said(5, 5)}}, ADDED, 2, {}, changes)
    assert (together.period.part, together.to_date.part, together.before.part) == (6, 14, 8)


def test_adjustment_of_what_is_stated_anew_ends_with_the_next_report():
    changes = [adjusted(1, 2, part=-2, whole=-3)]
    together = total_of(MERGED, OF_A_QUOTA, 2, HEIRS, changes)
    assert (together.to_date.part, together.to_date.whole) == (9, 14)
    assert (together.before.part, together.before.whole) == (3, 11)


def test_adjustment_holds_until_the_superior_or_its_heir_reports_again():
    made = [(7, 1, Tally()), (8, 1, Tally()), (9, 1, Tally())]
    standing = {7: {1, 3}, 8: {1}, 9: {1}, 10: {2}}
    assert [change.until for change in changes_of(made, standing, {8: {10}})] == [3, 2, None]
