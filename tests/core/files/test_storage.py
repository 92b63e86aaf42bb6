"""Files by their content: idempotent, private, provable."""

import hashlib
import stat

import pytest
from django.db import IntegrityError

from core.files import storage
from core.files.models import StoredFile
from core.files.storage import FileHarm, Harm, harmed_files, open_stored, store

PDF = "application/pdf"
CONTENT = "Quyết thắng".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_store_names_the_file_by_its_content(files_dir):
    stored = store(CONTENT, PDF)
    assert (stored.sha256, stored.size, stored.media_type) == (SHA256, len(CONTENT), PDF)
    assert files_in(files_dir) == [files_dir / SHA256[:2] / SHA256[2:]]


def test_store_keeps_the_bytes():
    with open_stored(store(CONTENT, PDF)) as stream:
        assert stream.read() == CONTENT


def test_store_takes_a_path_and_leaves_it(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(CONTENT)
    assert store(source, PDF).path.read_bytes() == source.read_bytes()


def test_store_keeps_the_same_bytes_once(files_dir):
    assert store(CONTENT, PDF) == store(CONTENT, PDF)
    assert (StoredFile.objects.count(), len(files_in(files_dir))) == (1, 1)


def test_store_hides_files_from_other_users_of_the_machine(files_dir):
    stored = store(CONTENT, PDF)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (files_dir, stored.path)]
    assert modes == [0o700, 0o600]


def test_store_leaves_nothing_when_interrupted(files_dir, monkeypatch):
    def power_cut(descriptor):
        raise OSError("power cut")

    monkeypatch.setattr(storage.os, "fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        store(CONTENT, PDF)
    assert (files_in(files_dir), StoredFile.objects.count()) == ([], 0)


def test_store_mends_a_harmed_file():
    stored = store(CONTENT, PDF)
    stored.path.write_bytes(b"")
    store(CONTENT, PDF)
    assert list(harmed_files()) == []


def test_harmed_files_names_missing_and_changed():
    store(CONTENT, PDF)
    missing, changed = store(b"1", PDF), store(b"2", PDF)
    missing.path.unlink()
    changed.path.write_bytes(b"3")
    assert list(harmed_files()) == [
        FileHarm(missing.sha256, Harm.MISSING),
        FileHarm(changed.sha256, Harm.CHANGED),
    ]


@pytest.mark.parametrize("sha256", ["", "0" * 63, "../" + "0" * 61, "G" * 64])
def test_database_refuses_a_name_that_is_no_hash(sha256):
    with pytest.raises(IntegrityError, match="stored_file_sha256_is_hex"):
        StoredFile.objects.create(sha256=sha256, size=0, media_type=PDF)


def test_database_refuses_a_negative_size():
    with pytest.raises(IntegrityError, match="stored_file_size_not_negative"):
        StoredFile.objects.create(sha256=SHA256, size=-1, media_type=PDF)
