"""The public page on which a recipient checks a paper or a file."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.files.models import StoredFile
from documents.domain import guesses
from documents.enums import DocumentState
from documents.forms import fields
from documents.forms.verification import NOT_A_CODE
from tests.documents.issuing import CODE, CONTENT, ended_document, issued_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]

FOUR_PAST_NOON = time_machine.travel(datetime(2026, 12, 15, 5, 4, tzinfo=UTC), tick=False)
ISSUED = "Văn bản đã ban hành."
NOT_OURS = "Không phải văn bản do chương trình này ban hành"
NO_SUCH_CODE = "Không có văn bản nào do chương trình này ban hành mang mã đó."


def ask_code(client, code, **extra):
    return client.get(reverse("verification:page"), {"code": code}, **extra)


def send(client, content, name="van-ban.pdf"):
    return client.post(reverse("verification:page"), {"file": SimpleUploadedFile(name, content)})


def shown(response) -> list[str]:
    """What stands in bold above the forms, and the facts of the document."""
    page = response.content.decode()
    return [piece.partition("</strong>")[0] for piece in page.split("<strong>")[1:]]


def facts(response) -> list[str]:
    pieces = response.content.decode().split("<dd>")[1:]
    return [piece.partition("</dd>")[0] for piece in pieces]


def test_page_is_open_to_everybody(client):
    response = client.get(reverse("verification:page"))
    assert (response.status_code, shown(response)) == (200, [])


def test_code_tells_what_was_issued(client):
    document = issued_document()
    response = ask_code(client, "7k3q-om9t-xd42-w8hb")
    assert shown(response) == [ISSUED]
    assert facts(response) == [
        "Quyết định",
        "07/QĐ-UBND",
        "15/12/2026",
        document.issued_by,
        "Về việc tặng Bằng khen",
    ]


def test_file_tells_what_was_issued(client):
    issued_document()
    response = send(client, CONTENT)
    assert (shown(response), facts(response)[1]) == ([ISSUED], "07/QĐ-UBND")


@pytest.mark.parametrize("at", [0, 9, len(CONTENT) - 1])
def test_one_changed_byte_is_not_ours(client, at):
    issued_document()
    changed = bytes([*CONTENT[:at], CONTENT[at] ^ 1, *CONTENT[at + 1 :]])
    assert shown(send(client, changed)) == [NOT_OURS]


@pytest.mark.parametrize("content", [CONTENT + b"\n", CONTENT[:-1]])
def test_byte_too_many_or_too_few_is_not_ours(client, content):
    issued_document()
    assert shown(send(client, content)) == [NOT_OURS]


def test_unknown_code_is_not_ours(client):
    assert shown(ask_code(client, CODE)) == [NO_SUCH_CODE]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (DocumentState.REPLACED, "Văn bản đã được thay thế"),
        (DocumentState.REVOKED, "Văn bản đã bị bãi bỏ"),
    ],
)
def test_ended_document_names_what_ended_it(client, state, told):
    document = ended_document(state)
    by = document.ended_by
    named = f"{told}</strong> bởi Quyết định số 08/QĐ-UBND ngày 15/12/2026 của {by.issued_by}"
    for response in (ask_code(client, CODE), send(client, CONTENT)):
        assert shown(response) == [told]
        assert " ".join(response.content.decode().split()).count(named) == 1


def test_what_is_no_code_is_said_at_its_field(client):
    response = ask_code(client, "sai mã")
    assert response.status_code == 422
    assert response.context["code_form"].errors == {"code": [NOT_A_CODE]}
    assert response.context["code_form"]["code"].value() == "sai mã"


def test_missing_file_is_said_at_its_field(client):
    response = client.post(reverse("verification:page"))
    assert (response.status_code, response.context["file_form"].errors) == (
        422,
        {"file": ["Hãy chọn tệp."]},
    )


def test_empty_file_is_said_at_its_field(client):
    response = send(client, b"")
    assert (response.status_code, response.context["file_form"].errors) == (
        422,
        {"file": ["Tệp không có nội dung."]},
    )


def test_file_beyond_the_bound_is_said_at_its_field(client, monkeypatch):
    monkeypatch.setattr(fields, "LARGEST_UPLOAD", 10)
    response = send(client, b"12345678901")
    assert (response.status_code, response.context["file_form"].errors) == (
        422,
        {"file": ["Tệp lớn hơn 30 MB."]},
    )


def test_uploaded_file_is_not_kept(client, settings):
    send(client, b"x" * 3_000_000)
    assert StoredFile.objects.count() == 0
    assert not settings.FILES_DIR.exists()


@FOUR_PAST_NOON
def test_guessing_is_throttled_and_says_until_when(client, monkeypatch):
    monkeypatch.setattr(guesses, "MOST_OF_ONE", 2)
    codes = [f"{number:016d}" for number in range(3)]
    answers = [ask_code(client, code) for code in codes]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "360"
    assert answers[-1].context["code_form"].errors == {
        "code": ["Đã có quá nhiều mã không đúng được thử. Hãy thử lại sau 12 giờ 10 phút."]
    }


@FOUR_PAST_NOON
def test_throttle_counts_behind_the_trusted_proxy(client, monkeypatch, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(guesses, "MOST_OF_ONE", 1)
    answers = [
        ask_code(client, f"{number:016d}", headers={"X-Forwarded-For": f"198.51.100.9, {address}"})
        for number, address in enumerate(["192.0.2.1", "192.0.2.2", "192.0.2.1"])
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


@FOUR_PAST_NOON
def test_forwarded_address_buys_no_tries_where_no_proxy_is_trusted(client, monkeypatch):
    monkeypatch.setattr(guesses, "MOST_OF_ONE", 1)
    answers = [
        ask_code(client, f"{number:016d}", headers={"X-Forwarded-For": f"192.0.2.{number}"})
        for number in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_recipient_without_cookies_may_send_a_file():
    issued_document()
    assert shown(send(Client(enforce_csrf_checks=True), CONTENT)) == [ISSUED]


def test_page_asks_the_database_little(client, django_assert_num_queries):
    ended_document(DocumentState.REPLACED)
    with django_assert_num_queries(5):
        ask_code(client, CODE)
    with django_assert_num_queries(2):
        send(client, CONTENT)
