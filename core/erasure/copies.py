"""Finding copies of a text in every table of the program, and putting the mark in their place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from core.audit.models import Entry
from core.erasure.models import ErasureRequest
from core.erasure.needles import Needles
from core.erasure.wording import ERASED, ERASED_SHORT
from core.files.models import StoredFile

# Searched in their own ways, or never holding what people typed about others.
APART = (Entry, Session, ErasureRequest)


@dataclass(frozen=True)
class Copy:
    """A field of a row that holds a copy; its model says in `erasable` whether it may lose it."""

    model: type[models.Model]
    pk: int
    field: str

    @property
    def place(self) -> tuple[type[models.Model], int, str]:
        return self.model, self.pk, self.field

    @property
    def label(self) -> str:
        name = self.model._meta.get_field(self.field).verbose_name
        return f"{_named(self.model)._meta.verbose_name}: {name}"

    @property
    def is_erasable(self) -> bool:
        return self.field in getattr(_named(self.model), "erasable", ())


def copies_of(needles: Needles) -> list[Copy]:
    """Every copy in a column of text, of JSON or of texts, rows of history included."""
    if not needles.pieces:
        return []
    searched = filter(_is_searched, apps.get_models())
    return [copy for model in searched for copy in _copies_in(model, needles)]


def erase_copies(copies: Iterable[Copy], needles: Needles) -> None:
    for copy in copies:
        row = copy.model._base_manager.get(pk=copy.pk)
        write(copy.model, copy.pk, {copy.field: _without(row, copy.field, needles)})


def write(model: type[models.Model], pk: int, changes: dict) -> None:
    """Past the model's managers; a page that still shows the content is told to look again."""
    if any(field.name == "row_version" for field in model._meta.concrete_fields):
        changes = changes | {"row_version": F("row_version") + 1}
    model._base_manager.filter(pk=pk).update(**changes)


def uses_of(files: Iterable[StoredFile]) -> int:
    """How many rows of the program point to one of the files: the same bytes are one file."""
    named = [one.pk for one in files]
    relations = (
        relation
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.one_to_many
    )
    return sum(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": named}).count()
        for relation in relations
    )


def counted(copies: Iterable[Copy]) -> Counter[str]:
    return Counter(copy.label for copy in copies)


def holding(rows: models.QuerySet, fields: Iterable[models.Field], words: Iterable[str]):
    """Rows that have one of the words in one of the fields, as they are stored."""
    fields = list(fields)
    casts = {f"{field.name}_stored": Cast(field.name, models.TextField()) for field in fields}
    found = [Q(**{f"{name}__contains": word}) for name in casts for word in words]
    return rows.alias(**casts).filter(reduce(or_, found)) if found else rows.none()


def _is_searched(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and model not in APART


def _copies_in(model: type[models.Model], needles: Needles) -> Iterator[Copy]:
    fields = [field for field in model._meta.concrete_fields if _may_hold(field)]
    for row in holding(model._base_manager.order_by(), fields, needles.words).iterator():
        for field in fields:
            if needles.are_in(getattr(row, field.name)):
                yield Copy(model, row.pk, field.name)


def _may_hold(field: models.Field) -> bool:
    if isinstance(field, ArrayField):
        return isinstance(field.base_field, models.CharField | models.TextField)
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _without(row: models.Model, name: str, needles: Needles):
    value = needles.taken_from(getattr(row, name))
    longest = row._meta.get_field(name).max_length
    return ERASED_SHORT if value == ERASED and longest and longest < len(ERASED) else value


def _named(model: type[models.Model]) -> type[models.Model]:
    """The model that people know: of a row of history, the one whose history it is."""
    return getattr(model, "pgh_tracked_model", model)
