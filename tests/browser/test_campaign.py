"""A campaign officer turns a plan into a running campaign, by keyboard, in a real browser."""

import tomllib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from accounts.enums import Role
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from tests.browser.steps import SERIOUS, log_in
from tests.factories import IndicatorFactory, UnitFactory, UserFactory
from units.enums import UnitKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = tomllib.loads(
    Path(settings.BASE_DIR, "demo/data/ninh_thuan/campaign.toml").read_text(encoding="utf-8")
)
SENTENCE = "100% chỉ tiêu giao quân"


@pytest.fixture
def officer():
    province = UnitFactory(kind=UnitKind.PROVINCE, short_name="UBND tỉnh Ninh Thuận")
    for name in ("Huyện Ninh Sơn", "Huyện Bác Ái"):
        UnitFactory(kind=UnitKind.DISTRICT, short_name=name, administrative_parent=province)
    IndicatorFactory(code="TQ1", name="Giao quân", ratio=True)
    return UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province)])


def write(field: Locator, text: str) -> None:
    """As a hand does: into the focused field, over what stands there."""
    field.focus()
    field.page.keyboard.press("Control+A")
    field.page.keyboard.insert_text(text)


def press(target: Locator) -> None:
    target.focus()
    target.page.keyboard.press("Enter")


def tick(box: Locator) -> None:
    box.focus()
    box.page.keyboard.press("Space")


def save(page: Page) -> None:
    press(page.get_by_role("button", name="Lưu", exact=True))
    expect(page.locator(".alert-success")).to_be_visible()


def go_to(page: Page, part: str) -> None:
    link = page.get_by_label("Các phần của kế hoạch").get_by_role("link", name=part)
    press(link)
    expect(link).to_have_attribute("aria-current", "step")


def no_serious_findings(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in SERIOUS] == []


def day(value) -> str:
    return f"{value:%d/%m/%Y}"


def draft(page: Page) -> None:
    press(page.get_by_role("link", name="Phong trào thi đua", exact=True))
    press(page.get_by_role("link", name="Lập phong trào"))
    write(page.get_by_label("Tên phong trào"), PLAN["name"])
    write(page.get_by_label("Chủ đề"), PLAN["theme"])
    write(page.get_by_label("Từ ngày"), day(PLAN["starts_on"]))
    write(page.get_by_label("Đến hết ngày"), day(PLAN["ends_on"]))
    write(page.get_by_label("Văn bản phát động"), PLAN["plan_reference"])
    no_serious_findings(page)
    press(page.get_by_role("button", name="Lập dự thảo"))


def set_schedule(page: Page) -> None:
    press(page.get_by_role("link", name="Theo quý"))
    for number, phase in enumerate(PLAN["phases"]):
        row = page.get_by_role("region", name="Bảng giai đoạn").locator("tbody tr").nth(number)
        write(row.get_by_label("Tên giai đoạn"), phase["label"])
        write(row.get_by_label("Từ ngày"), day(phase["starts_on"]))
        write(row.get_by_label("Đến hết ngày"), day(phase["ends_on"]))
        save(page)
    no_serious_findings(page)


def write_text(page: Page) -> None:
    go_to(page, "Toàn văn kế hoạch")
    text = page.get_by_role("textbox", name="Toàn văn kế hoạch")
    write(text, "\n".join(area["text"] for area in PLAN["areas"]) + f"\n{SENTENCE}.")
    save(page)
    no_serious_findings(page)


def set_areas(page: Page) -> None:
    go_to(page, "Nội dung thi đua")
    for area in PLAN["areas"]:
        blank = page.get_by_role("region", name="Nội dung mới")
        write(blank.get_by_label("Tên gọn"), area["title"])
        write(blank.get_by_label("Nội dung theo kế hoạch"), area["text"])
        save(page)
    no_serious_findings(page)


def add_target(page: Page) -> None:
    go_to(page, "Chỉ tiêu")
    no_serious_findings(page)
    press(page.get_by_role("link", name="Thêm chỉ tiêu").nth(3))
    press(page.get_by_role("button", name="Tiếp tục"))
    write(page.get_by_label("Tên gọn"), "Giao quân")
    write(page.get_by_label("Câu trong kế hoạch"), SENTENCE)
    write(page.get_by_label("Nguồn"), "Kế hoạch, mục II.4")
    row = page.get_by_role("region", name="Bảng ngưỡng").locator("tbody tr").first
    write(row.get_by_label("Ngưỡng", exact=True), "đạt chỉ tiêu")
    row.get_by_label("So sánh").focus()
    page.keyboard.press("ArrowDown")
    write(row.get_by_label("Mức", exact=True), "100")
    no_serious_findings(page)
    save(page)


def choose_units(page: Page) -> None:
    go_to(page, "Đơn vị tham gia")
    tick(page.get_by_label("Huyện Ninh Sơn"))
    tick(page.get_by_label("Huyện Bác Ái"))
    no_serious_findings(page)
    save(page)


def launch(page: Page) -> None:
    go_to(page, "Kiểm tra, phát động")
    no_serious_findings(page)
    press(page.locator("summary", has_text="Phát động"))
    press(page.get_by_role("button", name="Phát động"))
    expect(page.get_by_text("Đã phát động phong trào.")).to_be_visible()


def test_a_plan_becomes_a_running_campaign(page: Page, officer):
    log_in(page, officer)
    draft(page)
    set_schedule(page)
    write_text(page)
    set_areas(page)
    add_target(page)
    choose_units(page)
    launch(page)

    for text in (PLAN["theme"], *(area["text"] for area in PLAN["areas"])):
        expect(page.get_by_text(text).first).to_be_visible()
    for phase in PLAN["phases"]:
        row = page.get_by_role("row", name=phase["label"]).first
        expect(row).to_contain_text(day(phase["ends_on"]))
    campaign = Campaign.objects.get()
    assert campaign.state == CampaignState.LAUNCHED
    assert campaign.areas.count() == 6
    assert campaign.periods.count() == 4
    press(page.get_by_role("link", name=SENTENCE))
    expect(page.locator("mark")).to_have_text(SENTENCE)
