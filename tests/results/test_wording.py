"""Days left in words."""

from datetime import date, timedelta

import pytest

from results.domain.wording import days_left_text

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (6, "còn 06 ngày", "info"),
        (5, "còn 05 ngày", "warning"),
        (1, "còn 01 ngày", "warning"),
        (0, "hết hạn hôm nay", "warning"),
        (-1, "quá hạn 01 ngày", "bad"),
        (-1063, "quá hạn 1.063 ngày", "bad"),
    ],
)
def test_days_left_text_hurries_in_time(days, text, tone):
    assert days_left_text(TODAY + timedelta(days=days), TODAY) == (text, tone)
