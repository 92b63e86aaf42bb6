"""All units of a kind are ticked at once, and the tick that does it says how many are."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import log_in
from tests.editor import address
from tests.factories import UnitFactory
from tests.workflows import officer_of, planned_movement
from units.enums import UnitKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def campaign():
    campaign = planned_movement().campaign
    for name in ("Sở Nội vụ", "Sở Tài chính"):
        UnitFactory(
            kind=UnitKind.DEPARTMENT, short_name=name, administrative_parent=campaign.managing_unit
        )
    return campaign


@pytest.fixture
def departments(page: Page, campaign) -> Locator:
    """The two units of one kind, of which none takes part."""
    log_in(page, officer_of(campaign))
    page.goto(address("participants", campaign))
    return page.get_by_role("group", name=UnitKind.DEPARTMENT.label)


def whole_of(group: Locator) -> Locator:
    return group.get_by_label("Chọn tất cả")


def test_whole_is_ticked_when_its_last_row_is(departments):
    departments.get_by_label("Sở Nội vụ").check()
    expect(whole_of(departments)).to_be_checked(indeterminate=True)

    departments.get_by_label("Sở Tài chính").check()

    expect(whole_of(departments)).to_be_checked()


def test_whole_ticks_and_leaves_out_its_rows(departments):
    whole_of(departments).check()
    expect(departments.get_by_label("Sở Tài chính")).to_be_checked()

    whole_of(departments).uncheck()

    expect(departments.get_by_label("Sở Tài chính")).not_to_be_checked()


def test_row_left_out_after_all_were_ticked_is_not_sent(page, campaign, departments):
    whole_of(departments).check()
    departments.get_by_label("Sở Tài chính").uncheck()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".alert-success")).to_be_visible()

    taking_part = campaign.participations.filter(unit__kind=UnitKind.DEPARTMENT)
    assert [str(row.unit) for row in taking_part] == ["Sở Nội vụ"]
