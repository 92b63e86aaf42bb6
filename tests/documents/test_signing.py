"""An issued document that goes out to be signed, and what is kept of it when it comes back."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.files.models import StoredFile
from core.files.storage import store
from documents.domain.signing import keep_signed_copy, prepared_file
from documents.domain.verification import document_of_file
from documents.enums import DocumentState
from documents.models import Document, SignedCopy
from documents.signing import client, refusals
from tests.documents import signed_files
from tests.documents.issuing import ended_document, issued_document, numbered_document
from tests.documents.keys import authority_under, root_authority
from tests.documents.signed_files import issued_file, sign, write_over
from tests.factories import UserFactory
from tests.refusals import refused_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


@pytest.fixture(scope="module")
def authority():
    return authority_under(root_authority())


@pytest.fixture(scope="module")
def signed(authority):
    return sign(signed_files.prepared_file(), authority.archive("Trần Văn Bình"))


def upload(content):
    return SimpleUploadedFile("da-ky.pdf", content)


def test_prepared_file_is_the_issued_one_with_fields_behind_it(document):
    prepared = prepared_file(document)
    size = document.file.size
    assert hashlib.sha256(prepared[:size]).hexdigest() == document.file.sha256
    assert prepared[size:].count(b"/FT /Sig") == 3


def test_preparing_changes_nothing(document):
    before = StoredFile.objects.count()
    prepared_file(document)
    assert StoredFile.objects.count() == before


def test_signed_copy_is_kept_with_what_was_found(document, clerk, signed):
    copy = keep_signed_copy(document, upload(signed), by=clerk)
    copy.refresh_from_db()
    assert (copy.document, copy.uploaded_by) == (document, clerk)
    assert copy.file.path.read_bytes() == signed
    assert [(one["signer"], one["is_trusted"]) for one in copy.findings] == [
        ("Trần Văn Bình", False)
    ]


def test_issued_file_stays_beside_the_signed_copy(document, clerk, signed):
    keep_signed_copy(document, upload(signed), by=clerk)
    document.refresh_from_db()
    assert document.file.path.read_bytes() == issued_file()


def test_trusted_roots_come_from_their_folder(document, clerk, authority, settings, tmp_path):
    (tmp_path / "goc.pem").write_bytes(authority.pem)
    settings.SIGNING_ROOTS_DIR = str(tmp_path)
    content = sign(signed_files.prepared_file(), authority.archive("Trần Văn Bình"))
    copy = keep_signed_copy(document, upload(content), by=clerk)
    assert copy.findings[0]["is_trusted"] is True


def test_signed_copy_is_written_to_the_trail(document, clerk, signed):
    copy = keep_signed_copy(document, upload(signed), by=clerk)
    entry = Entry.objects.get(event="documents.signed_copy_kept")
    assert (entry.actor_id, entry.subject_id, entry.unit_id) == (
        clerk.pk,
        document.pk,
        document.issuer.unit_id,
    )
    assert entry.authority == str(clerk.grants.get())
    assert entry.after == {"sha256": copy.file.sha256, "signers": ["Trần Văn Bình"]}


def test_recipient_of_the_signed_copy_sees_that_it_was_issued(document, clerk, signed):
    copy = keep_signed_copy(document, upload(signed), by=clerk)
    assert document_of_file(copy.file.sha256) == document


def refused(document, content, clerk) -> str:
    """The code of the refusal; nothing was kept."""
    before = StoredFile.objects.count(), SignedCopy.objects.count(), Entry.objects.count()
    with pytest.raises(refusals.SigningRefusal) as caught:
        keep_signed_copy(document, upload(content), by=clerk)
    after = StoredFile.objects.count(), SignedCopy.objects.count(), Entry.objects.count()
    assert after == before
    return caught.value.code


@pytest.mark.parametrize("content", [b"khong phai PDF", b"PK\x03\x04" + b"\0" * 2000])
def test_what_is_no_pdf_is_refused(document, clerk, content):
    assert refused(document, content, clerk) == "not_a_pdf"


def test_issued_bytes_that_changed_are_refused(document, clerk, signed):
    changed = bytearray(signed)
    changed[len(issued_file()) // 2] ^= 1
    assert refused(document, bytes(changed), clerk) == "bytes_changed"


def test_file_of_another_document_is_named(document, clerk, authority):
    other = issued_file(title="Về việc khác")
    issued_document(other, issuer=document.issuer, number=9, verification_code=None)
    content = sign(other, authority.archive("Trần Văn Bình"), "Moi")
    with pytest.raises(refusals.OtherDocument) as caught:
        keep_signed_copy(document, upload(content), by=clerk)
    assert caught.value.message == (
        "Đây là tệp của văn bản khác (Quyết định số 09/QĐ-UBND ngày 15/12/2026 của "
        f"{document.issued_by}). Hãy chọn bản ký số của văn bản này."
    )


def test_file_of_another_issuer_is_not_named(document, clerk):
    other = issued_file(title="Về việc khác")
    issued_document(other, number=9, verification_code=None)
    assert refused(document, other, clerk) == "bytes_changed"


def test_unsigned_file_is_refused(document, clerk):
    assert refused(document, signed_files.prepared_file(), clerk) == "unsigned"


def test_content_added_after_signing_is_refused(document, clerk, signed):
    assert refused(document, write_over(signed), clerk) == "content_changed"


def test_broken_pdf_is_refused(document, clerk, signed):
    assert refused(document, signed[:-300], clerk) == "unreadable"


def test_same_copy_is_taken_once(document, clerk, signed):
    keep_signed_copy(document, upload(signed), by=clerk)
    assert refused(document, signed, clerk) == "taken_already"


def test_document_that_is_not_issued_goes_nowhere():
    file = store(issued_file(), "application/pdf")
    document = numbered_document(file=file, verification_code=None)
    with pytest.raises(refusals.NotIssued):
        prepared_file(document)


def test_document_that_was_replaced_takes_no_signatures(signed):
    document = ended_document(DocumentState.REPLACED, issued_file())
    clerk = UserFactory(grants=[(Role.RECORDS_CLERK, document.issuer.unit)])
    assert refused(document, signed, clerk) == "not_issued"


def test_document_replaced_while_the_file_was_read_takes_none(document, clerk, signed, monkeypatch):
    def replaced_meanwhile(*args):
        other = issued_document(b"%PDF-1.7 khac", number=8, verification_code=None)
        Document.objects.filter(pk=document.pk).update(state="replaced", ended_by=other)
        return []

    monkeypatch.setattr(client, "inspect", replaced_meanwhile)
    with pytest.raises(refusals.NotIssued):
        keep_signed_copy(document, upload(signed), by=clerk)


@pytest.mark.parametrize("role", [Role.CLERK, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_others_may_not(document, signed, role):
    somebody = UserFactory(grants=[(role, document.issuer.unit)])
    with pytest.raises(NotPermitted):
        keep_signed_copy(document, upload(signed), by=somebody)


def test_clerk_of_another_unit_may_not(document, signed):
    elsewhere = issued_document(b"%PDF-1.7 khac", verification_code=None).issuer.unit
    stranger = UserFactory(grants=[(Role.RECORDS_CLERK, elsewhere)])
    with pytest.raises(NotPermitted):
        keep_signed_copy(document, upload(signed), by=stranger)


@pytest.mark.parametrize("change", [{"findings": []}, {"file": None}])
def test_database_changes_no_signed_copy(document, clerk, signed, change):
    copy = keep_signed_copy(document, upload(signed), by=clerk)
    with refused_by("signed_copy_stays"):
        SignedCopy.objects.filter(pk=copy.pk).update(**change)


def test_database_deletes_no_signed_copy(document, clerk, signed):
    copy = keep_signed_copy(document, upload(signed), by=clerk)
    with refused_by("signed_copy_stays"):
        copy.delete()


def test_database_keeps_a_signed_copy_once(document, clerk, signed):
    copy = keep_signed_copy(document, upload(signed), by=clerk)
    with refused_by("signed_copy_kept_once"):
        SignedCopy.objects.create(document=document, file=copy.file, uploaded_by=clerk, findings=[])
