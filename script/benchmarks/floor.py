"""What no page of a Django program can cost less than: an empty request, and its queries.

As a module of addresses it adds the empty page to ours.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from config.urls import urlpatterns as ours
from script.benchmarks.beside import Page
from units.models import Unit

ROUNDS = 100


def empty(request):
    """Who asks, with which grants; every page begins with that."""
    return HttpResponse(len(request.user.grants_today))


urlpatterns = [path("empty/", empty), *ours]


@dataclass(frozen=True)
class Floor:
    """Milliseconds of CPU; `query` is one row by its key, `request` an empty page."""

    request: float
    request_queries: int
    query: float

    def under(self, page: Page) -> float:
        """The least that the page can cost: its template, a request, its queries."""
        more = max(page.queries - self.request_queries, 0)
        return page.pair.reference + self.request + more * self.query


@override_settings(ROOT_URLCONF=__name__)
def floor_of(client: Client) -> Floor:
    key = Unit.objects.values_list("pk", flat=True).first()
    with CaptureQueriesContext(connection) as captured:
        client.get("/empty/")
    asked = len(captured)
    return Floor(
        request=_median(lambda: client.get("/empty/")),
        request_queries=asked,
        query=_median(lambda: Unit.objects.get(pk=key)),
    )


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_milliseconds(act) for _ in range(ROUNDS))


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000
