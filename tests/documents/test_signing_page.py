"""The screen on which an issued document goes out to be signed and comes back."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from accounts.enums import Role
from documents.forms import fields
from documents.models import SignedCopy
from tests.documents.issuing import issued_document, numbered_document
from tests.documents.signed_files import issued_file, prepared_file, signed_file
from tests.factories import UserFactory
from tests.saying import sentences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


@pytest.fixture
def web(client, clerk):
    return client


def page(document) -> str:
    return reverse("documents:signed", args=[document.pk])


def send(web, document, content):
    address = reverse("documents:signed_upload", args=[document.pk])
    return web.post(address, {"file": SimpleUploadedFile("đã ký.pdf", content)})


def download(response) -> bytes:
    return b"".join(response.streaming_content)


def test_prepared_file_is_downloaded_under_a_name_for_people(web, document):
    response = web.get(reverse("documents:prepared", args=[document.pk]))
    content = download(response)
    assert content.startswith(issued_file())
    assert set(PdfReader(BytesIO(content)).get_fields()) == {"NguoiKy", "SoVaNgay", "CoQuan"}
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_signed_file_is_taken_and_shown_with_its_signer(web, document):
    response = send(web, document, signed_file())
    assert (response.status_code, response.url) == (302, page(document))
    assert sentences(response) == [
        "Đã nhận bản ký số: tệp đúng là văn bản đã ban hành và mọi chữ ký đều nguyên vẹn."
    ]
    copy = document.signed_copies.get()
    shown = web.get(page(document)).content.decode()
    for fact in ("signer", "organisation", "serial", "certified_by", "signed_at"):
        assert copy.findings[0][fact] in shown
    assert "Nguyên vẹn, nơi cấp chưa đối chiếu" in shown


def test_signed_copy_is_downloaded_as_it_came(web, document):
    send(web, document, signed_file())
    address = reverse("documents:signed_file", args=[document.signed_copies.get().pk])
    assert download(web.get(address)) == signed_file()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"khong phai PDF", "Tệp không phải là tệp PDF. Hãy chọn tệp PDF đã ký số."),
        (b"", "Tệp không có nội dung."),
        (prepared_file, "Tệp chưa có chữ ký số nào."),
    ],
)
def test_refusal_stands_at_the_field(web, document, content, message):
    response = send(web, document, content() if callable(content) else content)
    assert response.status_code == 422
    assert response.context["form"].errors == {"file": [message]}


def test_missing_file_is_said_at_its_field(web, document):
    response = web.post(reverse("documents:signed_upload", args=[document.pk]))
    assert response.context["form"].errors == {"file": ["Hãy chọn tệp."]}


def test_file_beyond_the_bound_is_said_at_its_field(web, document, monkeypatch):
    monkeypatch.setattr(fields, "LARGEST_UPLOAD", 100)
    response = send(web, document, signed_file())
    assert response.context["form"].errors == {"file": ["Tệp lớn hơn 30 MB."]}


def test_document_that_is_not_issued_tells_what_comes_first(client):
    document = numbered_document()
    client.force_login(UserFactory(grants=[(Role.LEADER, document.issuer.unit)]))
    shown = client.get(page(document)).content.decode()
    assert "Văn bản này không ký số được." in shown
    assert "<form class" not in shown


def test_prepared_file_of_what_is_not_issued_leads_back_with_the_reason(client):
    document = numbered_document()
    client.force_login(UserFactory(grants=[(Role.LEADER, document.issuer.unit)]))
    response = client.get(reverse("documents:prepared", args=[document.pk]))
    assert (response.status_code, response.url) == (302, page(document))
    assert sentences(response) == [
        "Chỉ ký số văn bản đã ban hành và chưa được thay thế hay bãi bỏ."
    ]


@pytest.mark.parametrize("copies", [1, 3])
def test_page_asks_the_database_as_much_for_one_copy_as_for_three(
    web, document, clerk, copies, django_assert_num_queries
):
    for number in range(copies):
        file = issued_document(b"%%PDF-1.7 %d" % number, verification_code=None).file
        finding = {"signer": "Trần Văn Bình", "is_trusted": True, "is_in_place": True}
        SignedCopy.objects.create(
            document=document, file=file, uploaded_by=clerk, findings=[finding]
        )
    web.get(page(document))
    with django_assert_num_queries(6):
        web.get(page(document))
