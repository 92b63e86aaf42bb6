"""The editor on a phone: every cell says what it is, and long words do not break the page."""

import pytest
from django.urls import reverse

from tests.browser.steps import log_in
from tests.factories import AssignmentFactory
from tests.workflows import officer_of, planned_movement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 800}
LONG = "Xây dựng lực lượng vũ trang vững mạnh toàn diện “Mẫu mực, tiêu biểu” " * 4
LABELS = """cells => cells.map(cell => getComputedStyle(cell, "::before").content)"""


@pytest.fixture
def target(page):
    campaign = planned_movement().campaign
    AssignmentFactory(campaign=campaign, assignee=LONG)
    campaign.targets.update(title=LONG)
    campaign.areas.update(title=LONG)
    page.set_viewport_size(PHONE)
    log_in(page, officer_of(campaign))
    return campaign.targets.get()


def address(part, target) -> str:
    more = [target.pk] if part == "target" else []
    return reverse(f"campaigns:{part}", args=[target.campaign_id, *more])


def test_every_cell_of_a_criterion_says_what_it_is(page, target):
    page.goto(address("target", target))

    cells = page.locator("[aria-label='Bảng ngưỡng'] tbody tr:first-child td")

    assert cells.evaluate_all(LABELS) == [
        '"Ngưỡng"',
        '"So sánh"',
        '"Mức"',
        '"trong đó"',
        '"tính vượt"',
        '"Người soạn giải trình"',
        '"Bỏ"',
    ]


@pytest.mark.parametrize("part", ["detail", "areas", "assignments", "target", "targets"])
def test_long_titles_keep_to_the_width_of_the_phone(page, target, part):
    page.goto(address(part, target))

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
