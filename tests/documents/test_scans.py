"""Scans of the signed paper: what is taken for one, and that the issued file stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from documents.domain import scans
from documents.domain.refusals import NotAScan, WrongState
from documents.domain.scans import attach_scan, media_type_of, scan_name
from documents.enums import DocumentState as State
from documents.models import Document, Scan
from tests.paperwork import document_at, person_of
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 trang %%EOF\n"
JPEG = b"\xff\xd8\xff\xe0 anh \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n anh IEND\xaeB`\x82"


@pytest.fixture
def issued(issuer):
    return document_at(State.ISSUED, issuer=issuer)


def upload(client, document, content, name="ban-ky.pdf"):
    address = reverse("documents:attach_scan", args=[document.pk])
    return client.post(address, {"scan": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")],
)
def test_scan_is_known_by_its_bytes_in_memory_and_on_disk(tmp_path, content, media_type):
    path = tmp_path / "tep.khac"
    path.write_bytes(content)
    assert (media_type_of(content), media_type_of(path)) == (media_type, media_type)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"<html>%PDF- %%EOF", b"MZ" + PDF, PDF[:8], JPEG[:-2], PNG[:-4]],
)
def test_what_is_no_scan_or_was_cut_off_is_refused(content):
    with pytest.raises(NotAScan):
        media_type_of(content)


def test_scan_of_thirty_megabytes_is_taken_and_a_larger_one_is_not(monkeypatch):
    monkeypatch.setattr(scans, "LARGEST_UPLOAD", len(PDF))
    assert media_type_of(PDF) == "application/pdf"
    with pytest.raises(NotAScan):
        media_type_of(PDF + b"\n")


def test_scan_stands_beside_the_issued_file(issued, clerk):
    before = issued.file
    scan = attach_scan(issued, PDF, by=clerk)
    act = Entry.objects.get(event="documents.scan_attached")
    assert Document.objects.get(pk=issued.pk).file == before
    assert act.after == {"sha256": scan.file.sha256}


def test_document_that_is_not_issued_has_no_scan():
    document = document_at(State.NUMBERED)
    with pytest.raises(WrongState):
        attach_scan(document, PDF, by=person_of(document.issuer, Role.RECORDS_CLERK))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RECORDS_CLERK])
def test_scan_is_attached_by_the_records_clerk_alone(issued, role):
    with pytest.raises(NotPermitted):
        attach_scan(issued, PDF, by=person_of(issued.issuer, role))


def test_same_bytes_are_attached_once(issued, clerk):
    scan = attach_scan(issued, PDF, by=clerk)
    with pytest.raises(NotAScan):
        attach_scan(issued, PDF, by=clerk)
    with refused_by("one_scan_of_the_same_bytes"):
        Scan.objects.create(document=issued, file=scan.file, attached_at=scan.attached_at)


@pytest.mark.parametrize(("content", "suffix"), [(PDF, ".pdf"), (JPEG, ".jpg"), (PNG, ".png")])
def test_scan_is_called_after_its_document(issued, clerk, content, suffix):
    scan = attach_scan(issued, content, by=clerk)
    assert scan_name(scan) == f"Bản chụp Quyết định Về việc tặng Bằng khen{suffix}"


@pytest.mark.parametrize("memory", [0, 1 << 20])
def test_upload_is_kept_whole(client, issued, clerk, settings, memory):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = memory
    upload(client, issued, PDF)
    address = reverse("documents:scan_file", args=[issued.pk, issued.scans.get().pk])
    assert b"".join(client.get(address)) == PDF


def test_upload_that_is_no_scan_is_refused_at_its_field(client, issued, clerk):
    response = upload(client, issued, b"<script>alert(1)</script>")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["scan"])


def test_scan_of_another_document_is_not_found(client, issued, clerk):
    attach_scan(issued, PDF, by=clerk)
    other = document_at(State.ISSUED, issuer=issued.issuer)
    address = reverse("documents:scan_file", args=[other.pk, issued.scans.get().pk])
    assert client.get(address).status_code == 404
