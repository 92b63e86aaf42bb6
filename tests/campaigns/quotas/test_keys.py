"""The grid of quotas under somebody's fingers, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.steps import PASTE
from tests.factories import IndicatorFactory, QuotaFactory
from tests.workflows import officer_of, planned_movement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def movement():
    return planned_movement(
        IndicatorFactory(quota=True, code="A1", name="Giao quân"),
        IndicatorFactory(quota=True, code="A2", name="Huấn luyện"),
    )


@pytest.fixture
def grid(page: Page, client, movement, base_url):
    """The grid, opened by who may give quotas; the superior has one already."""
    indicator = movement.campaign.targets.get(indicator__code="A1").indicator
    QuotaFactory(campaign=movement.campaign, unit=movement.superior, indicator=indicator)
    client.force_login(officer_of(movement.campaign))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
    )
    page.goto(reverse("campaigns:quotas", args=[movement.campaign.pk]))
    return page


def cell(page: Page, unit, indicator: str):
    return page.get_by_role("textbox", name=f"{unit} {indicator}", exact=True)


def test_keys_move_between_the_cells(grid, movement):
    cell(grid, movement.root, "Giao quân").focus()

    for key in ("Enter", "ArrowRight", "ArrowDown", "ArrowLeft"):
        grid.keyboard.press(key)
    expect(grid.locator("[name=r3]").first).to_be_focused()

    grid.keyboard.press("Shift+Enter")
    expect(cell(grid, movement.superior, "Giao quân")).to_be_focused()


def test_left_and_right_move_inside_a_number_first(grid, movement):
    cell(grid, movement.root, "Giao quân").focus()
    grid.keyboard.type("12")

    grid.keyboard.press("ArrowLeft")
    expect(cell(grid, movement.root, "Giao quân")).to_be_focused()
    grid.keyboard.press("End")
    grid.keyboard.press("ArrowRight")
    expect(cell(grid, movement.root, "Huấn luyện")).to_be_focused()


def test_block_from_a_spreadsheet_fills_the_cells_and_is_saved(grid, movement):
    cell(grid, movement.root, "Giao quân").focus()

    grid.evaluate(PASTE, "100\t1.200\r\n10\t40\r\n")
    expect(grid.get_by_text("Đã dán 2 dòng, chưa ghi.")).to_be_visible()
    grid.get_by_role("button", name="Lưu").click()

    expect(grid.get_by_text("Đã ghi 3 chỉ tiêu giao.")).to_be_visible()
    values = movement.campaign.quotas.current().values_list("value", flat=True)
    assert sorted(values) == [10, 40, 100, 1200]


def test_pasting_tells_what_found_no_cell(grid, movement):
    cell(grid, movement.root, "Huấn luyện").focus()

    grid.evaluate(PASTE, "1\t2")

    expect(grid.get_by_text("1 ô không dán được đã bỏ qua.")).to_be_visible()


def test_reason_is_asked_for_once_a_given_quota_changes(grid, movement):
    expect(grid.get_by_label("Lý do thay đổi")).to_be_hidden()

    cell(grid, movement.root, "Giao quân").fill("7")
    expect(grid.get_by_label("Lý do thay đổi")).to_be_hidden()
    cell(grid, movement.superior, "Giao quân").fill("12")
    expect(grid.get_by_label("Lý do thay đổi")).to_be_visible()


def test_grid_has_no_serious_findings(grid):
    found = Axe().run(grid).response["violations"]

    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
