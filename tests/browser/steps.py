"""What every test in the browser does."""

from playwright.sync_api import Page

from accounts.models import User
from tests.factories import PASSWORD

SERIOUS = ("serious", "critical")
# A block that a spreadsheet left in the clipboard.
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def log_in(page: Page, user: User) -> None:
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
