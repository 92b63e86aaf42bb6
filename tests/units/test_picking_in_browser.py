"""A member of a cluster is picked among 170 units: by keyboard alone, in a list that scrolls."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from tests.factories import ClusterFactory, UnitFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = "document.activeElement.name"
TALLEST = 300  # pixels


def log_in(page, base_url, user):
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
    )


@pytest.fixture
def cluster(page, base_url):
    """The page on which the members of a cluster are chosen among 170."""
    cluster = ClusterFactory()
    names = [f"UBND xã Số {number}" for number in range(170)]
    names[120] = "UBND xã Đắk Bà Vì"
    for name in names:
        UnitFactory(short_name=name, administrative_parent=cluster.organiser)
    log_in(page, base_url, UserFactory(grants=[(Role.CAMPAIGN_OFFICER, cluster.organiser)]))
    page.goto(reverse("units:cluster_members", args=[cluster.pk]))
    return cluster


def test_unit_is_found_without_marks_and_ticked_by_keyboard(page, cluster):
    page.get_by_label("Tìm trong danh sách").press_sequentially("dak ba vi")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "units":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(cluster.get_absolute_url())

    assert [str(row.unit) for row in cluster.memberships.all()] == ["UBND xã Đắk Bà Vì"]


@pytest.mark.parametrize("width", [1366, 390])
def test_list_to_pick_from_does_not_push_the_rest_of_the_page_away(page, cluster, width):
    page.set_viewport_size({"width": width, "height": 768})

    assert page.locator(".pick-list").bounding_box()["height"] <= TALLEST
