"""Filters of lists that take what Vietnamese people type."""

import django_filters
from django import forms

from core.vietnamese.collation import fold
from core.vietnamese.forms import DayField, NfcCharField
from core.vietnamese.functions import Folded


class SearchFilter(django_filters.CharFilter):
    """Finds a text in any of the columns, whatever its marks, capitals and normal form."""

    field_class = NfcCharField

    def __init__(self, *columns: str, label: str = "Tìm kiếm"):
        super().__init__(label=label, widget=forms.TextInput(attrs={"type": "search"}))
        self.columns = columns

    def filter(self, queryset, value):
        if not value:
            return queryset
        searched = queryset.alias(searched=Folded(*self.columns))
        return searched.filter(searched__contains=fold(value))


class DayFilter(django_filters.DateFilter):
    """A day typed as dd/mm/yyyy."""

    field_class = DayField


class YearFilter(django_filters.Filter):
    """A year, within what a date column can be compared with."""

    field_class = forms.IntegerField

    def __init__(self, **kwargs):
        super().__init__(min_value=1945, max_value=2100, **kwargs)
