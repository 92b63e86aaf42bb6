"""Uploads that are hashed and not kept."""

import hashlib
import tempfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core.files.hashing import HashOnly

CONTENT = bytes(range(256)) * 20_000  # 5 MB: more than Django keeps in memory


def received(content):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("tệp.pdf", content)})
    request.upload_handlers = [HashOnly(request)]
    return request.FILES["file"]


def test_hash_is_that_of_all_bytes():
    assert received(CONTENT).sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_name_and_size_are_known():
    file = received(CONTENT)
    assert (file.name, file.size) == ("tệp.pdf", len(CONTENT))


def test_no_byte_is_kept(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("A file was opened for the upload.")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)

    assert received(CONTENT).file is None


def test_two_files_are_hashed_apart():
    request = RequestFactory().post(
        "/", {"one": BytesIO(b"mot"), "another": SimpleUploadedFile("hai.pdf", b"hai")}
    )
    request.upload_handlers = [HashOnly(request)]
    hashes = [request.FILES[name].sha256 for name in ("one", "another")]
    assert hashes == [hashlib.sha256(content).hexdigest() for content in (b"mot", b"hai")]
