"""What a page becomes on paper, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from tests.factories import UnitFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST, TREE = reverse("units:list"), reverse("units:administrative_tree")
SEEN_ON_SCREEN_ONLY = ".app-bar, .app-nav, .app-footer, .filter-bar, .actions"


@pytest.fixture
def open_page(page, base_url):
    """Opens a page as the leader of a province with a district and a commune."""

    def open_page(address):
        province = UnitFactory()
        district = UnitFactory(administrative_parent=province)
        UnitFactory(administrative_parent=district)
        client = Client()
        client.force_login(UserFactory(grants=[(Role.LEADER, province)]))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
        )
        page.goto(address, wait_until="networkidle")
        return page

    return open_page


def test_paper_shows_nothing_that_only_a_screen_can_do(open_page):
    page = open_page(LIST)
    page.emulate_media(media="print")

    shown = page.locator(SEEN_ON_SCREEN_ONLY).locator("visible=true").count()

    assert shown == 0


def test_paper_says_from_where_and_when(open_page, base_url):
    page = open_page(LIST)
    page.emulate_media(media="print")

    foot = page.locator(".print-foot").inner_text()

    assert foot.startswith(f"In từ {base_url}{LIST} lúc ")


def test_screen_has_no_foot_of_paper(open_page):
    assert open_page(LIST).locator(".print-foot").is_hidden()


def test_printing_unfolds_the_tree_and_folds_it_again(open_page):
    page = open_page(TREE)
    folded = page.locator("main details:not([open])")

    counts = []
    for event in ("beforeprint", "afterprint"):
        page.evaluate("name => window.dispatchEvent(new Event(name))", event)
        counts.append(folded.count())

    assert counts == [0, 1]
