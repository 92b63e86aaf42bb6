"""The page that checks the format of a PDF: a report, or the reason at the field."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.audit.models import Entry
from core.files.models import StoredFile
from documents.checker import client as checker
from documents.checker.errors import NotPdf
from documents.enums import DocumentState as State
from tests.documents.checker.hostile import blank, encrypted
from tests.documents.issuing import issued_document
from tests.documents.posted import PAGE, pdf
from tests.factories import UnitFactory, UserFactory
from tests.paperwork import document_at, person_of

pytestmark = pytest.mark.django_db
ADDRESS = "format:check"


@pytest.fixture
def clerk(client):
    client.force_login(UserFactory(grants=[(Role.CLERK, UnitFactory())]))
    return client


@pytest.fixture(scope="module")
def printed(write_document, print_pages):
    _, file = print_pages(write_document())
    return file.read_bytes()


def answer(client, content, name="van-ban.pdf"):
    return client.post(reverse(ADDRESS), pdf(content, name))


def test_page_begins_without_a_report(clerk):
    page = clerk.get(reverse(ADDRESS))
    assert (page.status_code, page.context["report"]) == (200, None)
    assert "Chưa có văn bản nào được kiểm tra." in page.text


def test_page_asks_few_queries(clerk, django_assert_num_queries):
    clerk.get(reverse(ADDRESS))
    with django_assert_num_queries(3):
        clerk.get(reverse(ADDRESS))


def test_paper_of_the_program_has_no_failures(clerk, printed):
    page = answer(clerk, printed)
    assert (page.status_code, page.context["not_met"]) == (200, [])
    assert "Không nội dung nào không đạt" in page.text


def test_failures_stand_first_with_what_was_found_and_the_clause(clerk):
    page = answer(clerk, PAGE)
    first = page.context["not_met"][0]
    text = page.text
    assert text.index(f"Không đạt ({len(page.context['not_met'])})") < text.index("Đạt (")
    assert [word in text for word in (first.found, first.required, first.clause)] == [True] * 3


def test_every_check_is_in_one_of_the_three_lists(clerk, printed):
    context = answer(clerk, printed).context
    lists = [*context["not_met"], *context["met"], *context["absent"]]
    assert sorted(lists, key=str) == sorted(context["report"].findings, key=str)


def test_name_of_the_file_is_text(clerk, printed):
    page = answer(clerk, printed, name="<script>alert(1)<b>.pdf")
    assert "<b>.pdf" not in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Word", "Tệp này không phải PDF. Hãy xuất văn bản ra PDF rồi chọn lại."),
        (b"", "Tệp không có nội dung."),
        (b"%PDF-1.7 cut", "Tệp PDF bị hỏng hoặc bị cắt dở nên không đọc được."),
        (encrypted(PAGE, password="x"), "Tệp PDF có mật khẩu nên không đọc được."),
        (blank(1), "Tệp PDF chỉ có hình ảnh, không có chữ để đo"),
        (blank(101), "Văn bản dài hơn 100 trang"),
    ],
    ids=["not a PDF", "empty", "cut", "encrypted", "scan", "long"],
)
def test_file_that_cannot_be_checked_is_refused_at_the_field(clerk, content, said):
    page = answer(clerk, content)
    (message,) = page.context["form"].errors["file"]
    assert (page.status_code, message[: len(said)]) == (422, said)


def test_file_too_large_is_refused_before_it_is_read(clerk, monkeypatch):
    monkeypatch.setattr(checker, "_ask", None)
    page = answer(clerk, PAGE + bytes(checker.MOST_BYTES))
    (message,) = page.context["form"].errors["file"]
    assert (page.status_code, message) == (
        422,
        "Tệp lớn hơn 20 MB, quá mức kiểm tra được.",
    )


def test_nothing_chosen_is_told_at_the_field(clerk):
    page = clerk.post(reverse(ADDRESS))
    assert (page.status_code, page.context["form"].errors["file"]) == (422, ["Hãy chọn tệp."])


def test_nothing_of_the_file_is_kept(clerk, printed):
    before = Entry.objects.count()
    answer(clerk, printed)
    assert (StoredFile.objects.count(), Entry.objects.count()) == (0, before)


def test_person_without_a_grant_is_refused(client):
    client.force_login(UserFactory())
    assert client.get(reverse(ADDRESS)).status_code == 403


def checked(client, content):
    """The page about the file of a document, as its records clerk sees it."""
    document = issued_document(content)
    client.force_login(person_of(document.issuer, Role.RECORDS_CLERK))
    return client.get(reverse("documents:format", args=[document.pk]))


def test_file_of_a_document_is_measured(client, printed):
    page = checked(client, printed)
    assert (page.status_code, page.context["not_met"]) == (200, [])


def test_file_of_a_document_that_cannot_be_read_is_said_so(client):
    page = checked(client, b"no paper")
    assert (page.status_code, page.context["refusal"]) == (200, NotPdf.message)


def test_draft_without_a_file_leads_to_its_print(client):
    document = document_at(State.DRAFT)
    client.force_login(person_of(document.issuer, Role.RECORDS_CLERK))
    page = client.get(reverse("documents:format", args=[document.pk]))
    assert (page.status_code, "report" in page.context) == (200, False)
    assert f'action="{reverse("documents:print", args=[document.pk])}"' in page.text
