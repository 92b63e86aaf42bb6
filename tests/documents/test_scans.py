"""Scans of the signed paper: what is taken for one, and that the issued file stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.files.uploads import UnusableFile
from documents.domain.refusals import WrongState
from documents.domain.scans import attach_scan, scan_name
from documents.enums import DocumentState as State
from documents.models import Document, Scan
from tests.core.files.scanned import JPEG, PDF, PNG
from tests.paperwork import document_at, person_of
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(issuer):
    return document_at(State.ISSUED, issuer=issuer)


def upload(client, document, content, name="ban-ky.pdf"):
    address = reverse("documents:attach_scan", args=[document.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


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
    with pytest.raises(UnusableFile):
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
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])


def test_scan_of_another_document_is_not_found(client, issued, clerk):
    attach_scan(issued, PDF, by=clerk)
    other = document_at(State.ISSUED, issuer=issued.issuer)
    address = reverse("documents:scan_file", args=[other.pk, issued.scans.get().pk])
    assert client.get(address).status_code == 404
