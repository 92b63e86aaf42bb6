"""Which fields people type into, found by posting: a new one cannot be forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from urllib.parse import urlencode

import pytest
from django import forms
from django.apps import apps
from django.db import models

from core.access.middleware import FORM
from core.erasure.models import ErasureRequest

NOT_TYPED = {"hidden", "checkbox", "file", "submit", "password"}


@contextmanager
def filled_forms() -> Iterator[list[forms.BaseForm]]:
    """The forms that are filled in and looked at meanwhile."""
    filled, full_clean = [], forms.BaseForm.full_clean

    def note(form):
        full_clean(form)
        if form.is_bound:
            filled.append(form)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms.BaseForm, "full_clean", note)
        yield filled


def is_typed(field: forms.Field) -> bool:
    widget = field.widget
    if isinstance(widget, forms.widgets.Input):
        return widget.input_type not in NOT_TYPED
    return isinstance(widget, forms.Textarea)


@dataclass(frozen=True)
class Typed:
    """A field and the form that asks for it, whatever it is posted as."""

    form: type[forms.BaseForm]
    name: str
    field: forms.Field = dataclass_field(compare=False)


def typed_fields(filled: list[forms.BaseForm]) -> dict[str, Typed]:
    """By the names that they are posted by."""
    return {
        form.add_prefix(name): Typed(type(form), name, field)
        for form in filled
        for name, field in form.fields.items()
        if is_typed(field)
    }


def texts_of(fields: dict[str, Typed]) -> list[str]:
    return [name for name, one in fields.items() if isinstance(one.field, forms.CharField)]


def cells_of(fields: dict[str, Typed]) -> dict[str, Typed]:
    """Of numbers and days: typed as text, and kept as what they are."""
    return {name: one for name, one in fields.items() if name not in texts_of(fields)}


def errors_of(filled: list[forms.BaseForm]) -> dict[str, list[str]]:
    """What is said beside the fields, by the names that these are posted by."""
    return {
        form.add_prefix(name): list(said) for form in filled for name, said in form.errors.items()
    }


def text_columns(label: str) -> list[tuple[type[models.Model], str]]:
    """Where an app keeps what people write."""
    return [
        (model, field.name)
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def stored_texts() -> list[str]:
    """Everything that is kept of what people write, in columns of text."""
    columns = {}
    for model, column in (*text_columns("results"), (ErasureRequest, "decision_reason")):
        columns.setdefault(model, []).append(column)
    return [
        text
        for model, names in columns.items()
        for row in model.objects.order_by("pk").values_list(*names)
        for text in row
        if text
    ]


def post(client, address: str, data: dict):
    """As a browser does: only with a file in parts."""
    if any(hasattr(value, "read") for value in data.values()):
        return client.post(address, data)
    return client.post(address, urlencode(data, doseq=True), content_type=FORM)
