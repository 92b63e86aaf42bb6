"""Rows that hold from a day to a day, both included; without an end they hold on."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When


class DatedQuerySet(models.QuerySet):
    """Of rows with `valid_from` and `valid_to`."""

    def in_force(self, on):
        return self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))

    def lasting(self, on):
        """In force on the day, or still to come."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on))

    def ended_last(self, on):
        """In their order, those that have ended by the day behind the others."""
        ended = Case(When(valid_to__lt=on, then=1), default=0)
        return self.order_by(ended, *self.model._meta.ordering)


class Dated:
    """A row with `valid_from` and `valid_to`."""

    def is_in_force(self, day) -> bool:
        return self.valid_from <= day and not self.has_ended(day)

    def has_ended(self, day) -> bool:
        return self.valid_to is not None and self.valid_to < day


class DateRange(Func):
    """The days from the first date to the second, both included; an absent end is open."""

    function = "daterange"
    output_field = DateRangeField()


def days(start: str, end: str) -> DateRange:
    """The range between two columns, for exclusion constraints."""
    return DateRange(F(start), F(end), Value("[]"))
