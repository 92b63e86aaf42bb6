"""First the periods of each unit, then the units."""

from decimal import Decimal

from campaigns.enums import CombinationRule as Combine
from reports.domain.totals import Rules, Spans, spans_of, total
from results.arithmetic.tally import MISSING, VALUED, Tally

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
    spans = [
        spans_of({1: said(10, 20), 2: said(5, 5)}, ADDED, 2),
        spans_of({1: said(1, 2), 2: missing}, ADDED, 2),
    ]
    together = total(spans)
    assert [(span.part, span.whole) for span in (together.period, together.to_date)] == [
        (5, 5),
        (16, 27),
    ]
    assert (together.before.part, together.to_date.coverage.missing) == (11, 1)
