"""The days on which nobody sends a report, and the same day of another year."""

from calendar import monthrange
from datetime import date, timedelta

SATURDAY = 5

# First day of the lunar year. Offices are closed around it; the days off are announced each year.
LUNAR_NEW_YEAR = {
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
}
BEFORE_TET, AFTER_TET = timedelta(2), timedelta(5)


def closed_reason(day: date) -> str:
    """Why offices are closed on the day, in Vietnamese; empty on a working day."""
    new_year = LUNAR_NEW_YEAR.get(day.year)
    if new_year and new_year - BEFORE_TET <= day <= new_year + AFTER_TET:
        return "dịp Tết Nguyên đán"
    if day.weekday() >= SATURDAY:
        return "thứ Bảy" if day.weekday() == SATURDAY else "Chủ nhật"
    return ""


def same_day(day: date, years: int) -> date:
    """The day so many years later; 29 February becomes 28 where there is none."""
    year = day.year + years
    last = monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))
