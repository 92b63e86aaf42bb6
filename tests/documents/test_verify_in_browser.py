"""The verification page in a real browser: an issued, a revoked and a tampered file, and a code."""

import pytest
from django.urls import reverse

from documents.enums import DocumentState
from tests.documents.issuing import CONTENT, ended_document, issued_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def verify(page, live_server):
    page.goto(f"{live_server.url}{reverse('verification:page')}")
    return page


def send(page, content):
    file = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    return page.get_by_role("status").locator("strong").inner_text()


def test_issued_file(verify):
    issued_document()
    assert send(verify, CONTENT) == "Văn bản đã ban hành."


def test_revoked_file(verify):
    ended_document(DocumentState.REVOKED)
    assert send(verify, CONTENT) == "Văn bản đã bị bãi bỏ"


def test_tampered_file(verify):
    issued_document()
    told = send(verify, CONTENT.replace(b"quyet", b"quyer"))
    assert told == "Không phải văn bản do chương trình này ban hành"


def test_code_typed_as_it_is_read_aloud(verify):
    issued_document()
    verify.get_by_label("Mã xác minh").fill("7k3q om9t xd42 w8hb")
    verify.get_by_role("button", name="Kiểm tra mã").click()
    assert verify.get_by_role("status").locator("strong").inner_text() == "Văn bản đã ban hành."
