"""What a template reads of a page's context, kept as plain dictionaries and lists.

The first rendering fills them; once `forget` has cut the records off, the same template renders
from dictionaries alone. That is the reference of the benchmarks.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Manager, QuerySet
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.models import ModelChoiceField
from django.utils.functional import Promise
from django_tables2 import Table

PLAIN = (str, bytes, int, float, Decimal, date, time, timedelta, Enum, type, type(None))
ROWS = (list, tuple, set, frozenset, QuerySet)
# What is asked of a record as a whole.
ASKED: dict[str, Callable] = {"(text)": str, "(truth)": bool, "(rows)": list}


class Remembered(dict):
    """A dictionary that takes from a record what is read of it, and later does without it."""

    def __init__(self, record: Any, memory: "Memory"):
        self.__dict__ |= {"record": record, "memory": memory}

    def __missing__(self, name):
        record = self.__dict__["record"]
        value = ASKED[name](record) if name in ASKED else looked_up(record, name)
        self[name] = self.__dict__["memory"].keep(value)
        return self[name]

    def __getattr__(self, name):
        return self[name]

    def __str__(self):
        return self["(text)"]

    def __bool__(self):
        return self["(truth)"]

    def __iter__(self):
        return iter(self["(rows)"])

    def __len__(self):
        return len(self["(rows)"])

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)


class Memory:
    """Keeps every record once, so that what was the same before still is."""

    def __init__(self):
        self._kept: dict[int, tuple[Any, Any]] = {}

    def keep(self, value: Any) -> Any:
        """The value as dictionaries and lists; forms stay forms, a table is made of such rows."""
        if isinstance(value, PLAIN):
            return value
        if id(value) not in self._kept:
            self._kept[id(value)] = (value, self._kept_form_of(value))
        return self._kept[id(value)][1]

    def forget(self) -> None:
        """Cuts off the records: what was not read by now is missing."""
        for _, kept in self._kept.values():
            if isinstance(kept, Remembered):
                kept.__dict__["record"] = None

    def _kept_form_of(self, value: Any) -> Any:
        match value:
            case Promise():
                return str(value)
            case BaseForm() | BaseFormSet():
                return still(value)
            case BoundField():
                return value
            case Table():
                return self._table(value)
            case Manager():
                return Remembered(value, self)
            case Mapping():
                return {name: self.keep(each) for name, each in value.items()}
        if callable(value):
            return self._constant(value)
        if isinstance(value, (*ROWS, Iterator)):
            return [self.keep(each) for each in value]
        return Remembered(value, self)

    def _constant(self, function: Callable) -> Callable:
        answer = self.keep(function())
        return lambda: answer

    def _table(self, table: Table) -> Callable[[], Table]:
        """Made anew for every page, as ours is."""
        rows = [self.keep(row.record) for row in table.rows]
        page = {"page": table.page.number, "per_page": table.paginator.per_page}

        def plain() -> Table:
            made = type(table)(rows)
            made.request = table.request
            made.paginate(**page)
            return made

        return plain


def looked_up(record: Any, name: str) -> Any:
    """As a template does: by key, then as an attribute."""
    try:
        return record[name]
    except (TypeError, KeyError, IndexError, ValueError):
        return getattr(record, name)


def still(part: Any) -> Any:
    """The form or formset with the choices of its fields read once."""
    for form in getattr(part, "forms", [part]):
        for field in getattr(form, "fields", {}).values():
            if isinstance(field, ModelChoiceField):
                field.widget.choices = list(field.choices)
    return part
