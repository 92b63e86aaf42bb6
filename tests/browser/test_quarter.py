"""A quarter as its people live it, in a real browser, with a real worker at the end."""

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from campaigns.models import Criterion
from documents.models import Issuer
from results.enums import SubmissionState as State
from tests.browser.steps import SERIOUS, log_in
from tests.factories import IndicatorFactory, OfficeFactory
from tests.workflows import (
    Movement,
    clerk_of,
    head_of,
    reviewer_of,
    running_movement,
    submission_at,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def movement() -> Movement:
    movement = running_movement(
        IndicatorFactory(ratio=True, name="Huấn luyện dân quân tự vệ"),
        IndicatorFactory(name="Vi phạm kỷ luật, vụ việc"),
    )
    Criterion.objects.filter(target__indicator__measure="ratio").update(threshold=85)
    return movement


@pytest.fixture
def worker(child_environment):
    """A real worker on this process's queue and database."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1"]
    process = subprocess.Popen(
        command, env=child_environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield process
    process.terminate()
    process.wait(30)


def open_submission(page: Page, submission) -> None:
    page.goto(submission.get_absolute_url())


def test_a_quarter_from_the_clerk_to_the_confirmation(page: Page, movement):
    submission = movement.submission
    log_in(page, clerk_of(submission))
    page.get_by_role("link", name=submission.unit.short_name).first.click()
    page.get_by_role("link", name="Nhập số liệu").click()
    page.get_by_label("Huấn luyện dân quân tự vệ: Quân số tham gia").fill("1.180")
    page.get_by_label("Huấn luyện dân quân tự vệ: Tổng quân số").fill("1.200")
    page.get_by_label("Vi phạm kỷ luật, vụ việc: Trả lời").select_option("Không phát sinh")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã ghi số liệu.")).to_be_visible()
    own = page.get_by_role("region", name="Nội dung 1", exact=True)
    expect(own.get_by_text("1.180/1.200 = 98,33% ≥ 85%")).to_be_visible()

    log_in(page, head_of(submission))
    page.goto(f"{submission.get_absolute_url()}enter/")
    page.get_by_role("button", name="Lưu và gửi báo cáo").click()
    expect(page.get_by_text("Đã gửi báo cáo số liệu.")).to_be_visible()

    log_in(page, reviewer_of(submission))
    open_submission(page, submission)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Đã xác nhận số liệu.")).to_be_visible()
    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED


def test_a_return_reaches_the_clerk_with_its_reason(page: Page):
    submission = submission_at(State.SUBMITTED)
    log_in(page, reviewer_of(submission))
    open_submission(page, submission)
    page.get_by_role("link", name="Trả lại để bổ sung").click()
    page.get_by_label("Lý do").fill("Tổng quân số chưa khớp với quyết định biên chế.")
    page.get_by_role("button", name="Trả lại để bổ sung").click()
    expect(page.get_by_text("Đã trả lại để đơn vị bổ sung.")).to_be_visible()

    log_in(page, clerk_of(submission))
    open_submission(page, submission)
    expect(
        page.get_by_text("Tổng quân số chưa khớp với quyết định biên chế.").first
    ).to_be_visible()


def test_what_was_typed_wrong_stays_and_is_explained(page: Page, movement):
    submission = movement.submission
    log_in(page, clerk_of(submission))
    page.goto(f"{submission.get_absolute_url()}enter/")
    cell = page.get_by_label("Huấn luyện dân quân tự vệ: Quân số tham gia")
    cell.fill("một nghìn")
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect(cell).to_have_value("một nghìn")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Chưa ghi được. Hãy xem các dòng được đánh dấu.")).to_be_visible()


def test_a_report_is_built_while_one_watches(page: Page, worker):
    submission = submission_at(State.ACCEPTED)
    Issuer.objects.create(
        unit=submission.unit, name="ỦY BAN NHÂN DÂN\nXÃ BA VÌ", abbreviation="UBND", place="Ba Vì"
    )
    OfficeFactory(unit=submission.unit)
    log_in(page, head_of(submission))
    open_submission(page, submission)
    page.get_by_role("button", name="Lập báo cáo kết quả").click()
    link = page.get_by_role("link", name="Tải tệp PDF")
    expect(link).to_be_visible(timeout=60_000)

    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_a_double_click_sends_once(page: Page, movement):
    submission = submission_at(State.SUBMITTED, movement)
    log_in(page, reviewer_of(submission))
    open_submission(page, submission)
    page.get_by_role("button", name="Xác nhận").dblclick()
    expect(page.get_by_text("Đã xác nhận số liệu.")).to_be_visible()
    assert submission.revisions.count() == 1


@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED, State.ACCEPTED])
def test_pages_have_no_serious_findings(page: Page, state):
    submission = submission_at(state)
    log_in(page, head_of(submission))
    for address in ("/results/", submission.get_absolute_url(), "/campaigns/", "/reports/"):
        page.goto(address)
        assert serious_findings(page) == []


def test_no_page_asks_for_anything_outside_or_complains(page: Page, movement):
    addresses, complaints = [], []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    log_in(page, clerk_of(movement.submission))
    page.goto(f"{movement.submission.get_absolute_url()}enter/")

    assert complaints == []
    assert {address.split("/")[2] for address in addresses if "://" in address} == {
        page.url.split("/")[2]
    }


def serious_findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in SERIOUS]
