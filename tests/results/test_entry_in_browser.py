"""Entering a quarter under somebody's fingers, in a real browser."""

import json
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from results.domain.figures import save_answers
from results.enums import AnswerKind
from results.models import Figure, Submission
from tests.browser.steps import PASTE, SERIOUS
from tests.factories import IndicatorFactory
from tests.workflows import answer_to, clerk_of, running_movement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHARE, INCIDENTS = "Huấn luyện dân quân tự vệ", "Vi phạm kỷ luật, vụ việc"
WAITING = "Chưa gửi được; giữ trên máy này, sẽ tự gửi lại"


@pytest.fixture
def submission() -> Submission:
    movement = running_movement(
        IndicatorFactory(ratio=True, name=SHARE), IndicatorFactory(name=INCIDENTS)
    )
    return movement.submission


@pytest.fixture
def sheet(page: Page, client, submission, base_url) -> Page:
    return open_sheet(page, client, submission, base_url)


def open_sheet(page: Page, client, submission, base_url) -> Page:
    """The page of entry, opened by the unit's clerk."""
    client.force_login(clerk_of(submission))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
    )
    page.goto(reverse("results:enter", args=[submission.pk]))
    return page


def figure_of(submission, name: str) -> Figure:
    return Figure.objects.get(revision=submission.current_revision_id, indicator__name=name)


def write_elsewhere(submission, **columns) -> None:
    figure = figure_of(submission, SHARE)
    answer = answer_to(figure, **{name: Decimal(value) for name, value in columns.items()})
    save_answers(
        submission,
        [answer],
        by=clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def part(page: Page):
    return page.get_by_label(f"{SHARE}: Quân số tham gia")


def whole(page: Page):
    return page.get_by_label(f"{SHARE}: Tổng quân số")


def incidents(page: Page):
    return page.get_by_label(f"{INCIDENTS}: Số lượng")


def kept_of(page: Page) -> list[str]:
    """What the browser keeps because it is not stored yet."""
    return json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))"))


def all_saved(page: Page) -> None:
    expect(page.get_by_text("Mọi thay đổi đã lưu")).to_be_visible()


def test_a_row_is_stored_when_it_is_left(sheet, submission):
    part(sheet).fill("1.180")
    whole(sheet).fill("1.200")
    incidents(sheet).focus()

    expect(sheet.get_by_text("1.180/1.200 = 98,33%")).to_be_visible()
    all_saved(sheet)
    figure = figure_of(submission, SHARE)
    assert (figure.part, figure.whole, figure.row_version) == (1180, 1200, 2)


def test_a_row_is_stored_after_a_pause(sheet, submission):
    part(sheet).fill("7")
    all_saved(sheet)
    assert figure_of(submission, SHARE).answer == AnswerKind.PARTIAL


def test_the_quarter_is_entered_by_keys_alone(sheet, submission):
    part(sheet).focus()
    sheet.keyboard.type("95")
    sheet.keyboard.press("Tab")
    sheet.keyboard.type("100")
    sheet.keyboard.press("Enter")
    expect(incidents(sheet)).to_be_focused()
    sheet.keyboard.type("0")
    sheet.keyboard.press("ArrowUp")
    expect(part(sheet)).to_be_focused()

    all_saved(sheet)
    expect(sheet.get_by_text("Đã có trả lời 2/2 chỉ tiêu")).to_be_visible()


def test_a_full_quarter_takes_one_key_between_cells_and_one_request_a_row(page, client, base_url):
    """Ten shares and five counts: what a clerk types is their digits and one key after each."""
    shares = IndicatorFactory.create_batch(10, ratio=True)
    submission = running_movement(*shares, *IndicatorFactory.create_batch(5)).submission
    sheet = open_sheet(page, client, submission, base_url)
    saved = []
    sheet.on("request", lambda sent: "/figures/" in sent.url and saved.append(sent.url))
    sheet.locator("[data-cell]").first.focus()
    strokes = 0
    for number, key in [("95", "Tab"), ("100", "Enter")] * 10 + [("0", "Enter")] * 5:
        sheet.keyboard.type(number)
        sheet.keyboard.press(key)
        strokes += len(number) + 1

    expect(sheet.get_by_text("Đã có trả lời 15/15 chỉ tiêu")).to_be_visible()
    all_saved(sheet)
    assert (strokes, len(saved)) == (80, 15)


def test_one_key_says_that_nothing_arose(sheet, submission):
    incidents(sheet).focus()
    sheet.keyboard.press("k")

    expect(sheet.get_by_label(f"{INCIDENTS}: Trả lời")).to_have_value("none_arisen")
    all_saved(sheet)
    assert figure_of(submission, INCIDENTS).answer == AnswerKind.NONE_ARISEN


def test_a_number_after_nothing_arose_is_a_value_again(sheet, submission):
    incidents(sheet).focus()
    sheet.keyboard.press("k")
    all_saved(sheet)
    incidents(sheet).fill("2")

    all_saved(sheet)
    assert figure_of(submission, INCIDENTS).part == 2


def test_a_block_copied_from_a_spreadsheet_is_pasted_and_stored(sheet, submission):
    part(sheet).focus()
    sheet.evaluate(PASTE, "1.180\t1.200\n3\n")

    expect(incidents(sheet)).to_have_value("3")
    all_saved(sheet)
    assert figure_of(submission, SHARE).whole == 1200
    assert figure_of(submission, INCIDENTS).part == 3


def test_what_does_not_hold_is_told_and_kept(sheet, submission):
    part(sheet).fill("mười")
    incidents(sheet).focus()
    expect(part(sheet)).to_have_attribute("aria-invalid", "true")
    expect(sheet.get_by_text("1 mục chưa lưu")).to_be_visible()

    sheet.reload()
    expect(part(sheet)).to_have_value("mười")
    part(sheet).fill("10")
    all_saved(sheet)
    assert kept_of(sheet) == []


def test_without_a_connection_entries_wait_in_the_browser(sheet, submission):
    sheet.context.set_offline(True)
    incidents(sheet).fill("4")
    part(sheet).focus()
    expect(sheet.get_by_text(WAITING)).to_be_visible()
    assert len(kept_of(sheet)) == 1

    sheet.context.set_offline(False)
    all_saved(sheet)
    assert kept_of(sheet) == []
    assert figure_of(submission, INCIDENTS).part == 4


def test_what_was_not_sent_is_there_after_the_page_was_left(sheet, submission):
    sheet.route("**/figures/**", lambda route: route.abort())
    incidents(sheet).fill("4")
    part(sheet).focus()
    expect(sheet.get_by_text(WAITING)).to_be_visible()
    sheet.unroute("**/figures/**")

    sheet.reload()
    expect(incidents(sheet)).to_have_value("4")
    all_saved(sheet)
    assert figure_of(submission, INCIDENTS).part == 4


def test_an_expired_session_loses_nothing(sheet, submission):
    cookies = sheet.context.cookies()
    sheet.context.clear_cookies()
    incidents(sheet).fill("4")
    part(sheet).focus()
    expect(sheet.get_by_text(WAITING)).to_be_visible()

    sheet.context.add_cookies(cookies)
    sheet.reload()
    all_saved(sheet)
    assert figure_of(submission, INCIDENTS).part == 4


def test_what_somebody_else_wrote_is_shown_beside_what_was_typed(sheet, submission):
    write_elsewhere(submission, part=8, whole=10)
    part(sheet).fill("9")
    whole(sheet).fill("10")
    incidents(sheet).focus()

    expect(sheet.get_by_text("Người khác vừa ghi: “8/10 (80%)”.")).to_be_visible()
    expect(part(sheet)).to_have_value("9")
    assert figure_of(submission, SHARE).part == 8


def test_what_was_typed_is_stored_over_theirs_once_that_is_chosen(sheet, submission):
    write_elsewhere(submission, part=8, whole=10)
    part(sheet).fill("9")
    whole(sheet).fill("10")
    incidents(sheet).focus()
    sheet.get_by_role("button", name="Ghi nội dung tôi gõ").click()

    all_saved(sheet)
    assert figure_of(submission, SHARE).part == 9


def test_theirs_is_taken_once_that_is_chosen(sheet, submission):
    write_elsewhere(submission, part=8, whole=10)
    part(sheet).fill("9")
    whole(sheet).fill("10")
    incidents(sheet).focus()
    sheet.get_by_role("button", name="Lấy nội dung đang có").click()

    expect(part(sheet)).to_have_value("8")
    assert kept_of(sheet) == []
    part(sheet).fill("7")
    all_saved(sheet)
    assert figure_of(submission, SHARE).part == 7


def test_words_are_stored(sheet, submission):
    sheet.get_by_label("Ưu điểm").fill("Huấn luyện tốt.")
    part(sheet).focus()
    all_saved(sheet)
    submission.current_revision.refresh_from_db()
    assert submission.current_revision.strengths == "Huấn luyện tốt."


def test_keys_composed_by_a_vietnamese_keyboard_are_left_alone(sheet, submission):
    """It types by taking back; a field that was rewritten meanwhile would swallow letters."""
    words = sheet.get_by_label("Ưu điểm")
    words.focus()
    for key in ("d", "d", "Backspace", "Backspace", "đ", "a", "a", "Backspace", "Backspace", "â"):
        sheet.keyboard.press(key) if len(key) > 1 else sheet.keyboard.insert_text(key)
        sheet.wait_for_timeout(200)
    expect(words).to_have_value("đâ")
    expect(words).to_be_focused()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_page_fits_and_has_no_serious_findings(sheet, submission, width):
    sheet.set_viewport_size({"width": width, "height": 768})
    part(sheet).fill("mười")
    incidents(sheet).fill("4")
    expect(sheet.get_by_text("1 mục chưa lưu")).to_be_visible()

    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(sheet).response["violations"]
    assert [one["id"] for one in found if one["impact"] in SERIOUS] == []
