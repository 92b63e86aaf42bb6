import datetime

import pytest

from core.vietnamese.dates import blank_day, official_date, short_date


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ((2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        ((2025, 2, 28), "ngày 28 tháng 02 năm 2025"),
        ((2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        ((2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        ((2026, 11, 10), "ngày 10 tháng 11 năm 2026"),
    ],
)
def test_official_date_pads_days_below_ten_and_the_first_two_months(date, words):
    assert official_date(datetime.date(*date)) == words


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (2, "ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng 02 năm 2025"),
        (7, "ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng 7 năm 2025"),
    ],
)
def test_blank_day_leaves_room_for_the_day(month, words):
    assert blank_day(2025, month) == words


def test_short_date_pads_day_and_month():
    assert short_date(datetime.date(2026, 3, 5)) == "05/03/2026"
