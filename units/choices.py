"""Choices of rows that end: those that last come first, and what has ended says so."""

import django_filters
from django import forms
from django.utils import timezone
from django_filters.fields import ModelChoiceField as FilterChoiceField

from core.vietnamese.dates import short_date


def lasting_first(rows):
    """Rows from a day to a day, those that have ended behind the others."""
    return rows.ended_last(timezone.localdate())


def ending_label(row) -> str:
    has_ended = row.valid_to and row.valid_to < timezone.localdate()
    return f"{row} (đến hết ngày {short_date(row.valid_to)})" if has_ended else str(row)


class EndingMixin:
    def label_from_instance(self, row) -> str:
        return ending_label(row)


class EndingChoiceField(EndingMixin, forms.ModelChoiceField):
    pass


class EndingFilterField(EndingMixin, FilterChoiceField):
    pass


class EndingChoiceFilter(django_filters.ModelChoiceFilter):
    """Narrows a list to one row that may have ended."""

    field_class = EndingFilterField

    def get_queryset(self, request):
        return lasting_first(super().get_queryset(request))
