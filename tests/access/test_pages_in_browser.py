"""Every page in a real browser: readable by all, on a phone too, and within the content policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from accounts.enums import Role
from results.enums import SubmissionState as State
from tests.access.routes import DOWNLOADS, PARTS, ROUTES
from tests.factories import UserFactory
from tests.workflows import running_movement, submission_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [route for route in ROUTES if route.method == "get" and route.name not in DOWNLOADS | PARTS]
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def complaints(page):
    """What the browser's console says: refused content above all."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def log_in(page, base_url):
    """Gives the browser the session of somebody."""

    def log_in(user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
        )

    return log_in


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_page_is_accessible_fits_a_phone_and_keeps_to_the_policy(page, log_in, complaints, route):
    thing = route.make()
    log_in(UserFactory(grants=[(min(route.roles), route.place(thing))]))
    page.goto(route.address(thing), wait_until="networkidle")

    check(page, complaints)


def test_first_screen_of_all_roles_is_one_too(page, log_in, complaints):
    movement = running_movement()
    submission_at(State.RETURNED, movement)
    units = (movement.root, movement.unit)
    log_in(UserFactory(grants=[(role, unit) for role in Role for unit in units]))
    page.goto("/", wait_until="networkidle")

    check(page, complaints)


def check(page, complaints):
    violations = violations_of(page)
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")

    assert (violations, violations_of(page), width, complaints) == ([], [], PHONE["width"], [])


def violations_of(page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page).response["violations"]]
