"""A page beside its reference: the same template over what it read, as dictionaries and lists.

Ours is the whole request: middleware, session, access, queries, rows, template. Both have the
stack of frames that config.wsgi gives to requests.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from django.db import connection
from django.template.backends.django import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.stack import roomy
from script.benchmarks.clock import Pair, paired
from script.benchmarks.remembered import Memory

LIKENESS = 0.05  # by how much the two pages may differ in length: the words of a choice do


@dataclass(frozen=True)
class Page:
    """One request; `kilobytes` are thousands of bytes of HTML."""

    queries: int
    kilobytes: float
    pair: Pair


def beside(client: Client, address: str, *, rounds: int) -> Page:
    """Measures the page. Raises ValueError when it is refused or its reference another page."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured, seen_rendering() as renderings:
        response = client.get(address)
    asked = len(captured)
    if response.status_code != 200:
        raise ValueError(f"{address}: {response.status_code}")
    size, render = len(response.content), reference_of(*renderings[0])
    if abs(len(render().encode()) - size) > LIKENESS * size:
        raise ValueError(f"{address}: trang đối chứng không giống trang thật")
    pair = paired(roomy(lambda: client.get(address)), roomy(render), rounds=rounds)
    return Page(asked, size / 1000, pair)


@contextmanager
def seen_rendering():
    """Collects each page that is rendered: its template, context and request."""
    renderings, render = [], Template.render

    def recorded(template, context=None, request=None):
        for name, value in (context or {}).items():
            if isinstance(value, Iterator):
                context[name] = list(value)
        renderings.append((template, dict(context or {}), request))
        return render(template, context, request)

    with mock.patch.object(Template, "render", recorded):
        yield renderings


def reference_of(template: Template, context: dict, request) -> Callable[[], str]:
    memory = Memory()
    plain = memory.keep(context)

    def render() -> str:
        return template.render(plain, request)

    render()
    memory.forget()
    return render
