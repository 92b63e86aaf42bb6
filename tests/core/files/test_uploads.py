"""What is taken for a paper or a picture of one, and what is not."""

import pytest

from core.files import uploads
from core.files.uploads import UnusableFile, media_type_of
from tests.core.files.scanned import JPEG, PDF, PNG


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")],
)
def test_file_is_known_by_its_bytes_in_memory_and_on_disk(tmp_path, content, media_type):
    path = tmp_path / "tep.khac"
    path.write_bytes(content)
    assert (media_type_of(content), media_type_of(path)) == (media_type, media_type)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"<html>%PDF- %%EOF", b"MZ" + PDF, PDF[:8], JPEG[:-2], PNG[:-4]],
)
def test_what_is_no_paper_or_was_cut_off_is_refused(content):
    with pytest.raises(UnusableFile):
        media_type_of(content)


def test_file_of_thirty_megabytes_is_taken_and_a_larger_one_is_not(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", len(PDF))
    assert media_type_of(PDF) == "application/pdf"
    with pytest.raises(UnusableFile):
        media_type_of(PDF + b"\n")
