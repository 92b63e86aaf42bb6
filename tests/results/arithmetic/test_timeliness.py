"""Late after the due day, very late after the closing day as well; days count to their end."""

from datetime import date

import pytest

from results.arithmetic.timeliness import timeliness_of
from results.enums import Timeliness

DUE, CLOSES = date(2026, 4, 10), date(2026, 4, 20)
AFTER = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("sent_on", "timeliness"),
    [
        (date(2026, 4, 10), Timeliness.ON_TIME),
        (date(2026, 4, 11), Timeliness.SENT_LATE),
        (date(2026, 4, 20), Timeliness.SENT_LATE),
        (date(2026, 4, 21), Timeliness.SENT_VERY_LATE),
    ],
)
def test_sent_report_is_judged_by_the_day_it_was_sent(sent_on, timeliness):
    assert timeliness_of(sent_on, due_on=DUE, closes_on=CLOSES, today=AFTER) == timeliness


@pytest.mark.parametrize(
    ("today", "timeliness"),
    [
        (date(2026, 4, 10), Timeliness.NOT_DUE),
        (date(2026, 4, 11), Timeliness.OVERDUE),
        (date(2026, 4, 20), Timeliness.OVERDUE),
        (date(2026, 4, 21), Timeliness.VERY_OVERDUE),
    ],
)
def test_report_never_sent_is_judged_by_today(today, timeliness):
    assert timeliness_of(None, due_on=DUE, closes_on=CLOSES, today=today) == timeliness


@pytest.mark.parametrize(
    ("sent_on", "timeliness"),
    [(date(2026, 5, 1), Timeliness.ON_TIME), (date(2026, 5, 2), Timeliness.SENT_VERY_LATE)],
)
def test_due_day_after_the_closing_day_leaves_only_on_time_and_very_late(sent_on, timeliness):
    due_on = date(2026, 5, 1)
    assert timeliness_of(sent_on, due_on=due_on, closes_on=CLOSES, today=AFTER) == timeliness
