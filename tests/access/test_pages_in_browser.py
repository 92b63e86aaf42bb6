"""Every page in a real browser: readable by all, on a phone too, and within the content policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from tests.access.routes import DOWNLOADS, ROUTES
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [route for route in ROUTES if route.method == "get" and route.name not in DOWNLOADS]
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def complaints(page):
    """What the browser's console says: refused content above all."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def visit(page, base_url):
    """Opens the page of a route as somebody who may."""

    def visit(route):
        thing = route.make()
        client = Client()
        client.force_login(UserFactory(grants=[(min(route.roles), route.place(thing))]))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
        )
        page.goto(route.address(thing), wait_until="networkidle")

    return visit


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_page_is_accessible_fits_a_phone_and_keeps_to_the_policy(page, visit, complaints, route):
    visit(route)

    violations = [violation["id"] for violation in Axe().run(page).response["violations"]]
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")

    assert (violations, width, complaints) == ([], PHONE["width"], [])
