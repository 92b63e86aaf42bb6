"""Dates as official documents write them (Decree 30/2020/NĐ-CP, Annex I, part II, item 4)."""

import datetime

# The time in which all lies; a year typed with a digit too many is outside.
EARLIEST, LATEST = datetime.date(1945, 1, 1), datetime.date(2100, 12, 31)
OUT_OF_TIME = "Ngày phải trong khoảng từ 01/01/1945 đến 31/12/2100."

# Room for two handwritten digits. No-break spaces, because HTML folds ordinary ones into one.
_BLANK_DAY = "\u00a0" * 6


def official_date(date: datetime.date) -> str:
    """Give "ngày 05 tháng 01 năm 2026".

    Days below 10 and the months 1 and 2 take a leading zero, other months do not
    ("ngày 29 tháng 6 năm 2019"): Decree 30/2020/NĐ-CP, Annex I, part II, item 4.
    """
    return f"ngày {date.day:02d} tháng {_official_month(date.month)} năm {date.year}"


def blank_day(year: int, month: int) -> str:
    """Give the date of a draft, its day left open for the pen of whoever signs or numbers it."""
    return f"ngày{_BLANK_DAY}tháng {_official_month(month)} năm {year}"


def short_date(date: datetime.date) -> str:
    """Give "05/01/2026", for tables and screens."""
    return f"{date.day:02d}/{date.month:02d}/{date.year}"


def _official_month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
