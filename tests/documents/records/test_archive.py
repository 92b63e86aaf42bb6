"""The archive of a records file: whole, proven, readable everywhere, and the same each time."""

import re
import subprocess
import tracemalloc
from io import BytesIO
from pathlib import PureWindowsPath
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from core.audit.models import Entry
from core.files.storage import store
from core.jobs.enums import State
from documents.domain.records.contents import contents_of
from documents.domain.records.listing import list_html, rows_of
from documents.domain.records.packing import pack
from documents.domain.scans import attach_scan
from documents.models import RecordArchive, SignedCopy
from tests.documents.issuing import issued_document
from tests.documents.paper import read_pages
from tests.documents.signed_files import issued_file
from tests.factories import UserFactory
from tests.recordwork import archived, issued, keeper_of, record_file_of

# The heartbeat of a job has a connection of its own.
pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTE = 1 << 20
SCAN = b"%PDF-1.7 ban chup %%EOF"
OWN = {"danh-muc-van-ban.pdf", "danh-muc-van-ban.xlsx", "SHA256SUMS"}
HOSTILE = '../..\\CON: "Về việc" <tặng>\n|Bằng khen?* ' + "rất dài " * 60 + "."


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def document():
    """With a scan and a signed copy."""
    document = issued()
    attach_scan(document, SCAN, by=keeper_of(document.issuer))
    signed = store(document.file.path.read_bytes() + b" chu ky", "application/pdf")
    facts = {"uploaded_by": UserFactory(), "findings": []}
    SignedCopy.objects.create(document=document, file=signed, **facts)
    return document


def names_in(archive: RecordArchive) -> list[str]:
    """Below the one folder that it unpacks to."""
    with ZipFile(archive.job.file.path) as packed:
        roots, names = zip(*(name.split("/", 1) for name in packed.namelist()), strict=True)
    assert len(set(roots)) == 1
    return list(names)


def content_of(archive: RecordArchive, name: str) -> bytes:
    with ZipFile(archive.job.file.path) as packed:
        (full,) = (each for each in packed.namelist() if each.endswith(f"/{name}"))
        return packed.read(full)


def packed_bytes(record_file) -> bytes:
    return pack(contents_of(record_file), lambda *_: None).path.read_bytes()


def test_sums_are_right_for_the_tool_that_checks_them(document, tmp_path):
    with ZipFile(archived(record_file_of(document)).job.file.path) as packed:
        packed.extractall(tmp_path / "out")
    (root,) = (tmp_path / "out").iterdir()
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    checked = subprocess.run(command, cwd=root, capture_output=True)
    assert (checked.returncode, checked.stdout.count(b": OK\n")) == (0, 5)


def test_every_file_of_a_document_is_there_to_the_byte(document):
    archive = archived(record_file_of(document))
    assert content_of(archive, "van-ban.pdf") == document.file.path.read_bytes()
    assert content_of(archive, "ban-chup-1.pdf") == SCAN
    assert content_of(archive, "ban-ky-so-1.pdf") == (document.file.path.read_bytes() + b" chu ky")


def test_names_tell_the_order_and_the_documents(document):
    second = issued(document.issuer, title="Về việc khen thưởng")
    names = names_in(archived(record_file_of(document, second)))
    first_folder = "01-Quyết định 01-QĐ-UBND Về việc tặng Bằng khen"
    assert names == [
        f"{first_folder}/van-ban.pdf",
        f"{first_folder}/ban-ky-so-1.pdf",
        f"{first_folder}/ban-chup-1.pdf",
        "02-Quyết định 02-QĐ-UBND Về việc khen thưởng/van-ban.pdf",
        "danh-muc-van-ban.pdf",
        "danh-muc-van-ban.xlsx",
        "SHA256SUMS",
    ]


def test_hostile_titles_give_paths_that_every_system_takes():
    document = issued_document(title=HOSTILE, symbol="../QĐ")
    record_file = record_file_of(document, code="../05", title=HOSTILE)
    with ZipFile(archived(record_file).job.file.path) as packed:
        paths = [PureWindowsPath(name) for name in packed.namelist()]
    parts = [part for path in paths for part in path.parts]
    assert [path for path in paths if len(path.parts) > 3 or len(str(path)) > 160] == []
    assert [part for part in parts if part in ("..", ".") or part[-1] in " ."] == []
    assert [part for part in parts if set(part) & set('\\/:*?"<>|\n')] == []


def test_same_contents_give_the_same_bytes(document):
    record_file = record_file_of(document)
    assert packed_bytes(record_file) == packed_bytes(record_file)


def test_nothing_in_it_tells_when_it_was_made(document):
    with ZipFile(archived(record_file_of(document)).job.file.path) as packed:
        facts = {(info.date_time, info.compress_type) for info in packed.infolist()}
    assert facts == {((1980, 1, 1, 0, 0, 0), ZIP_STORED)}


@pytest.mark.parametrize("kind", ["van-ban.pdf", "ban-ky-so-1.pdf", "ban-chup-1.pdf"])
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.write_bytes(b"%PDF-1.7 trao"), "đã bị thay đổi"),
        (lambda path: path.unlink(), "không còn trên máy chủ"),
    ],
)
def test_file_that_is_not_what_was_stored_is_refused_by_name(document, kind, harm, words):
    record_file = record_file_of(document)
    (kept,) = contents_of(record_file).kept
    (part,) = (part for part in kept.parts if part.name == kind)
    harm(part.file.path)
    job = archived(record_file).job
    assert (job.state, job.failure_code, job.file) == (State.FAILED, "file_harmed", None)
    assert job.failure_message.startswith("Tệp lưu của Quyết định số 01/QĐ-UBND ngày ")
    assert f"({part.called}) {words}" in job.failure_message


def test_workbook_lists_the_documents():
    document = issued_document(issued_file())
    content = content_of(archived(record_file_of(document)), "danh-muc-van-ban.xlsx")
    _, row = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    assert row == (
        1,
        "07/QĐ-UBND",
        row[2],
        "Quyết định Về việc tặng Bằng khen",
        document.issued_by,
        len(PdfReader(document.file.path).pages),
        None,
    )
    assert row[2].date() == document.legal_date


def test_paper_lists_the_documents(document, tmp_path):
    path = tmp_path / "list.pdf"
    path.write_bytes(content_of(archived(record_file_of(document)), "danh-muc-van-ban.pdf"))
    (page,) = read_pages(path)
    words = "".join(text.text for text in page.texts)
    assert (round(page.width), round(page.height)) == (297, 210)
    for expected in ("DANH MỤC VĂN BẢN", "05/HS-TĐ", "01/QĐ-UBND", "Danh mục có 1 văn bản"):
        assert expected in words


def test_long_list_fills_several_pages(settings):
    issuer = issued_document(number=1).issuer
    documents = [
        issued_document(
            number=number,
            issuer=issuer,
            verification_code=None,
            title="Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh " * 3,
        )
        for number in range(2, 62)
    ]
    archive = archived(record_file_of(*documents, issuer=issuer))
    assert len(read_pages_of(archive)) > 3


def read_pages_of(archive: RecordArchive) -> list:
    with ZipFile(archive.job.file.path) as packed:
        (name,) = (each for each in packed.namelist() if each.endswith("danh-muc-van-ban.pdf"))
        target = archive.job.file.path.with_suffix(".list")
        target.write_bytes(packed.read(name))
    return read_pages(target)


def test_large_files_are_copied_in_pieces(document):
    scan = b"%PDF-1.7" + bytes(24 * MEGABYTE) + b"%%EOF"
    attach_scan(document, scan, by=keeper_of(document.issuer))
    contents = contents_of(record_file_of(document))
    tracemalloc.start()
    stored = pack(contents, lambda *_: None)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert stored.size > 24 * MEGABYTE
    assert peak < 12 * MEGABYTE


def test_words_are_printed_as_words():
    document = issued_document(title="<b>Về việc & khác")
    contents = contents_of(record_file_of(document, title="<i>Tổng kết"))
    html = list_html(contents, rows_of(contents, [1]))
    assert re.findall(r"<[bi]>", html) == []
    assert "&lt;b&gt;Về việc &amp; khác" in html


def test_documents_beyond_ninety_nine_still_stand_in_their_order():
    issuer = issued_document(number=1).issuer
    facts = {"issuer": issuer, "verification_code": None}
    documents = [issued_document(number=number, **facts) for number in range(2, 102)]
    folders = [kept.folder for kept in contents_of(record_file_of(*documents)).kept]
    assert (folders[0][:4], folders[-1][:4], sorted(folders)) == ("001-", "100-", folders)


def test_making_is_told_with_the_hash(document):
    archive = archived(record_file_of(document))
    act = Entry.objects.get(event="documents.archive_made")
    assert act.after == {"sha256": archive.job.file.sha256}
