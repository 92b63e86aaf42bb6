"""Walking through the program: every address that is read, and the words of any answer."""

import io
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from html import unescape
from itertools import cycle, product
from urllib.parse import urlencode

from django.apps import apps
from django.db import models
from django.urls import URLPattern, reverse
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core.erasure.models import ErasureRequest
from results.models import Evidence, Figure, StandIn, Submission
from tests import workflows
from tests.access.routes import all_patterns, methods_of

ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
EXPORT = "?export=xlsx"
REVISIONS = [1, 2]

Keys = Callable[[type[models.Model]], Collection[int]]


def seat(monkeypatch, *units) -> None:
    """Whatever campaign is made, takes place among these five, from the root downwards."""
    seats = cycle(units)
    monkeypatch.setattr(workflows, "UnitFactory", lambda **kwargs: next(seats))


def read_patterns() -> dict[str, URLPattern]:
    """What answers to GET, by its name; not the way in."""
    return {
        name: pattern
        for name, pattern in all_patterns()
        if hasattr(pattern.callback, "view_class") and "get" in methods_of(pattern)
    }


def addresses_of(name: str, pattern: URLPattern, keys: Keys) -> Iterator[str]:
    """Of every thing among `keys`, with its parts; a list also as a workbook."""
    model = getattr(pattern.callback.view_class, "model", None)
    others = sorted(set(pattern.pattern.converters) - {"pk"})
    if "pk" not in pattern.pattern.converters:
        yield from (reverse(name), f"{reverse(name)}{EXPORT}")
        return
    for key in keys(model):
        for parts in product(*(_parts(other, model, key) for other in others)):
            address = reverse(name, kwargs={"pk": key, **dict(zip(others, parts, strict=True))})
            yield f"{address}{_query(name, keys)}"


def _query(name: str, keys: Keys) -> str:
    """For the forms of subordinates everything is ticked that there is."""
    if name != "results:archive":
        return ""
    return f"?{urlencode({'unit': list(keys(Submission))}, doseq=True)}"


def _parts(name: str, model: type[models.Model], key: int) -> list[int]:
    """The further keys of an address; of a thing that is new here, all there are."""
    match model, name:
        case _, "number":
            return REVISIONS
        case _, "indicator":
            figures = Figure.objects.filter(revision__submission=key).order_by("indicator__code")
            return list(figures.values_list("indicator", flat=True).distinct()[:1])
        case _, "evidence":
            rows = Evidence.objects.filter(revision__submission=key)
            return list(rows.values_list("pk", flat=True))
        case _, "stand_in":
            rows = StandIn.objects.filter(revision__submission=key)
            return list(rows.values_list("pk", flat=True))
        case _, "erasure":
            return list(ErasureRequest.objects.values_list("pk", flat=True))
    [found] = [one for one in apps.get_models() if one._meta.model_name == name]
    return list(found.objects.values_list("pk", flat=True))


def words_of(response) -> str:
    """Everything that the answer says; of papers what they show, of archives what lies in them."""
    content = b"".join(response) if response.streaming else response.content
    location = response.headers.get("Location", "")
    names = response.headers.get("Content-Disposition", "")
    return f"{location}\n{names}\n{_words_in(content)}"


def _words_in(content: bytes) -> str:
    if content.startswith(PDF):
        return f"{content.decode(errors='ignore')}\n{_words_on_pages(content)}"
    if not content.startswith(ZIP):
        return content.decode(errors="ignore")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: _words_in(archive.read(name)) for name in archive.namelist()}
    return unescape("\n".join(f"{name}\n{words}" for name, words in parts.items()))


def _words_on_pages(content: bytes) -> str:
    """Of what only begins like a PDF, nothing."""
    with suppress(PyPdfError):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return ""
