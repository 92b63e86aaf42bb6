"""Rows that hold from a day to a day, both included; without an end they hold on."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

# What a day typed by people may be.
EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)
OUT_OF_TIME = "Ngày phải trong khoảng từ 01/01/1945 đến 31/12/2100."


class DatedQuerySet(models.QuerySet):
    """Of rows with `valid_from` and `valid_to`."""

    def in_force(self, on):
        return self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))


class DateRange(Func):
    """The days from the first date to the second, both included; an absent end is open."""

    function = "daterange"
    output_field = DateRangeField()


def days(start: str, end: str) -> DateRange:
    """The range between two columns, for exclusion constraints."""
    return DateRange(F(start), F(end), Value("[]"))
