"""Every page of a large province against its bounds, and the heaviest ones in a browser.

Bounds: 12 queries, 1.5 times the same template over dictionaries, 150 KB of HTML, and one second
to the first paint in Chromium. A page of little HTML is held against its floor as well: its
template, an empty request of the same person, and as many queries that fetch one row.
"""

import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse
from playwright.sync_api import Browser, sync_playwright

from accounts.domain.batches import propose_accounts
from accounts.enums import Role
from accounts.views.batches import keep_waiting
from conftest import CHROMIUM, CHROMIUM_ARGUMENTS
from script.benchmarks.beside import Page, beside
from script.benchmarks.floor import Floor, floor_of
from script.benchmarks.province import TARGETS, UNITS, Province, furnish
from tests.access.routes import DOWNLOADS, ROUTES

QUERIES = 12
RATIO = 1.5
KILOBYTES = 150
PAINT = 1000  # milliseconds
ROUNDS = 9
LOADS = 5
HEAVIEST = 3
# The page may have loaded before its first frame was drawn.
PAINTED = """() => new Promise(resolve => new PerformanceObserver(entries => {
    const [first] = entries.getEntriesByName("first-contentful-paint")
    if (first) resolve(first.startTime)
}).observe({type: "paint", buffered: true}))"""
# Shows what was uploaded or sent a moment ago, and sends back whoever did neither.
NOTHING_TO_SHOW = {
    "units:import_check",
    "results:attach_paper",
    "results:workbook_check",
    "results:received",
}
# Shows what was uploaded a moment ago, and sends back whoever uploaded nothing.
SEARCHES = {"results:erasure"}  # before anything is erased, every table is looked through
NOTHING_TO_SHOW = {"units:import_check", "results:workbook_check", "results:received"}


def main() -> None:
    print(f"Mọi trang, {UNITS} đơn vị, {TARGETS} chỉ tiêu")
    province = furnish()
    gather_statistics()
    client = Client()
    client.force_login(province.everyone)
    leave_a_batch(client, province)
    floor = floor_of(client)
    print(f"Sàn: yêu cầu rỗng {floor.request:.1f} ms, một truy vấn {floor.query:.2f} ms")
    weights = {}
    for name, address in addresses(province).items():
        page = beside(client, address, rounds=ROUNDS)
        weights[address] = page.kilobytes
        tell(name, page, floor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    paint(sorted(weights, key=weights.get)[-HEAVIEST:], session)


def gather_statistics() -> None:
    """As autovacuum does in service; without them the planner takes every table for empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def leave_a_batch(client: Client, province: Province) -> None:
    """Accounts that wait to be looked through, one for each unit of the cluster."""
    session = client.session
    units = [member.unit for member in province.cluster.memberships.select_related("unit")]
    keep_waiting(session, propose_accounts(units, [Role.CLERK]))
    session.save()


def addresses(province: Province) -> dict[str, str]:
    """The address of every page by the name of its route."""
    things = things_of(province)
    pages = [route for route in ROUTES if route.method == "get" and route.name not in DOWNLOADS]
    return {"home": reverse("home")} | {
        route.name: reverse(route.name, kwargs=_named(things, route) if route.args else {})
        for route in pages
        if route.name not in NOTHING_TO_SHOW | SEARCHES
    }


def things_of(province: Province) -> dict[str, dict]:
    """What the pages are about, by the beginning of their names; the longest counts."""
    draft, running = {"pk": province.draft.pk}, {"pk": province.running.pk}
    submission, indicator = province.submission, province.indicators[1]
    assignment = province.running.assignments.first()
    filed = province.record_file.entries.first()
    return {
        "units": {"pk": province.commune.pk},
        "units:communes": {"pk": province.root.pk},
        "units:end_office": {"pk": province.office.pk},
        "units:correct_office": {"pk": province.office.pk},
        "units:cluster": {"pk": province.cluster.pk},
        "units:correct_cluster": {"pk": province.cluster.pk},
        "units:end_cluster": {"pk": province.cluster.pk},
        "accounts": {"pk": province.clerk.user_id},
        "accounts:end_grant": {"pk": province.clerk.pk},
        "campaigns": draft,
        "campaigns:detail": running,
        "campaigns:units": running,
        "campaigns:text": running,
        "campaigns:transfer": running,
        "campaigns:quota": running,
        "campaigns:records": running,
        "campaigns:target": draft | {"target": province.draft.targets.last().pk},
        "campaigns:targets": draft,
        "campaigns:target_add": draft,
        "campaigns:assignment_done": running | {"assignment": assignment.pk},
        "campaigns:catalogue:indicator": {"pk": indicator.pk},
        "campaigns:catalogue:scale": {"pk": indicator.scale_id},
        "documents": {"pk": province.document.pk},
        "documents:dispatch": {"pk": province.issued.pk},
        "documents:copy": {"pk": province.issued.pk},
        "documents:change_copy": {"pk": province.copy.pk},
        "documents:format": {"pk": province.issued.pk},
        "documents:attach_scan": {"pk": province.issued.pk},
        "documents:issuer": {"pk": province.commune.pk},
        "documents:number": {"pk": province.approved.pk},
        "documents:first_number": {"pk": province.series.pk},
        "records": {"pk": province.record_file.pk},
        "records:take_out": {"pk": province.record_file.pk, "document": filed.document_id},
        "results": {"pk": submission.pk, "number": 1},
        "results:history": {"pk": submission.unit_id},
        "results:remark": {"pk": province.sent.pk, "indicator": indicator.pk},
        "results:answer": {"pk": province.own_submission.pk, "indicator": indicator.pk},
        "results:return": {"pk": province.sent.pk},
        "results:sharing": running,
        "results:enter": {"pk": province.own_submission.pk},
        "results:attach_evidence": {"pk": province.own_submission.pk},
        "results:send": {"pk": province.own_submission.pk},
        "results:receipt": {"pk": province.sent.pk, "number": 1},
        "results:row": {"pk": province.own_submission.pk, "indicator": indicator.pk},
        "results:totals": {"pk": province.own_submission.pk},
        "results:adjust": {"pk": province.own_submission.pk, "indicator": indicator.pk},
        "results:words": {"pk": province.own_submission.pk},
        "results:workbook": {"pk": province.own_submission.pk},
        "reports": {"pk": province.report.pk},
    }


def _named(things: dict[str, dict], route) -> dict:
    known = max((name for name in things if route.name.startswith(name)), key=len)
    return {name: things[known][name] for name in route.args}


def tell(name: str, page: Page, floor: Floor) -> None:
    over_floor = page.pair.ours / floor.under(page)
    print(
        f"{name:<38} {page.queries:3} truy vấn {page.kilobytes:6.1f} KB {page.pair.ours:6.1f} ms"
        f"  so với khuôn {page.pair.ratio:5.2f}, so với sàn {over_floor:4.2f}"
        f"  {verdict_of(page, over_floor)}",
        flush=True,
    )


def verdict_of(page: Page, over_floor: float) -> str:
    """A light page costs more than its template whatever it does: it is held against the floor."""
    if page.queries > QUERIES or page.kilobytes > KILOBYTES:
        return "CHƯA ĐẠT"
    if page.pair.ratio <= RATIO:
        return "đạt"
    return "đạt so với sàn" if over_floor <= RATIO else "CHƯA ĐẠT"


def paint(heaviest: list[str], session: str) -> None:
    """The first paint of the heaviest pages, each time in a browser that kept nothing."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in this thread
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for address in heaviest:
            times = [first_paint(browser, base, address, session) for _ in range(LOADS)]
            median = statistics.median(times)
            verdict = "đạt" if median <= PAINT else "CHƯA ĐẠT"
            print(f"{address:<38} hiện lần đầu sau {median:.0f} ms  {verdict}", flush=True)
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def first_paint(browser: Browser, base: str, address: str, session: str) -> float:
    """In milliseconds from the click; with the session's cookie and an empty cache."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}])
    page = context.new_page()
    page.goto(base + address)
    painted = page.evaluate(PAINTED)
    context.close()
    return painted
