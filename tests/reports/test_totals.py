"""First the periods of each unit, then the units."""

from decimal import Decimal

import pytest

from campaigns.enums import CombinationRule as Combine
from reports.domain.totals import Rules, Spans, spans_of, total
from results.arithmetic.tally import MISSING, NONE_ARISEN, VALUED, Tally, one_hot

ADDED = Rules(Combine.ADDS, Combine.ADDS)
OF_A_QUOTA = Rules(Combine.ADDS, Combine.ONCE)
LATEST = Rules(Combine.LATEST, Combine.LATEST)
FIRST_ENDED, SECOND_ENDED, HEIR = 1, 2, 3
SUCCESSORS = {FIRST_ENDED: [HEIR], SECOND_ENDED: [HEIR]}


def said(part, whole):
    return Tally(part=Decimal(part), whole=Decimal(whole), coverage=VALUED)


def merged(rules, *, heir):
    """Part and whole to date of two units that spoke in the first period, and their successor."""
    histories = {FIRST_ENDED: {1: said(10, 20)}, SECOND_ENDED: {1: said(5, 5)}, HEIR: heir}
    spans = {unit: spans_of(history, rules, 2) for unit, history in histories.items()}
    together = total(spans, rules, SUCCESSORS)
    return together.to_date.part, together.to_date.whole


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
    spans = {
        1: spans_of({1: said(10, 20), 2: said(5, 5)}, ADDED, 2),
        2: spans_of({1: said(1, 2), 2: missing}, ADDED, 2),
    }
    together = total(spans, ADDED, {})
    assert [(span.part, span.whole) for span in (together.period, together.to_date)] == [
        (5, 5),
        (16, 27),
    ]
    assert (together.before.part, together.to_date.coverage.missing) == (11, 1)


def test_total_keeps_what_ended_units_added():
    assert merged(ADDED, heir={2: said(4, 5)}) == (19, 30)


def test_total_takes_the_latest_from_the_successor():
    assert merged(LATEST, heir={2: said(24, 25)}) == (24, 25)


def test_total_takes_the_whole_of_the_year_from_the_successor_and_adds_the_parts():
    assert merged(OF_A_QUOTA, heir={2: said(9, 25)}) == (24, 25)


@pytest.mark.parametrize("silent", [MISSING, NONE_ARISEN])
def test_total_leaves_the_latest_with_ended_units_until_a_successor_says_it(silent):
    assert merged(LATEST, heir={2: Tally(coverage=silent)}) == (15, 25)


def test_total_of_the_period_before_is_that_of_the_ended_units():
    spans = {
        FIRST_ENDED: spans_of({1: said(10, 20)}, LATEST, 2),
        HEIR: spans_of({2: said(9, 9)}, LATEST, 2),
    }
    assert total(spans, LATEST, SUCCESSORS).before == said(10, 20)


def test_total_takes_the_latest_grades_from_the_successor():
    graded = [Tally(grades=one_hot(place), coverage=VALUED) for place in (1, 2)]
    spans = {
        FIRST_ENDED: spans_of({1: graded[0]}, LATEST, 2),
        HEIR: spans_of({2: graded[1]}, LATEST, 2),
    }
    assert total(spans, LATEST, SUCCESSORS).to_date.grades == one_hot(2)
