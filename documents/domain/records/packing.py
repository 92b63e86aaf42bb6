"""A records file as one zip file: the same contents give the same bytes.

Stored files are copied as streams and hashed on the way; one that is missing or is no longer what
was stored ends the job, so that no archive is silently incomplete.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from core.excel.writing import fixed_workbook_bytes
from core.files.models import StoredFile
from core.files.storage import BLOCK, store
from core.jobs.errors import JobFailed
from documents.domain.naming import cited
from documents.domain.records.contents import Contents, Kept, Part, root_of
from documents.domain.records.listing import HEADS, print_list, rows_of
from documents.signing.client import count_pages

MEDIA_TYPE = "application/zip"
LIST, SUMS = "danh-muc-van-ban", "SHA256SUMS"
WRITTEN_AT = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
UNIX, READABLE = 3, 0o100644 << 16
COPYING = "Đang chép tệp của từng văn bản"
LISTING = "Đang lập danh mục văn bản"
NOT_WHOLE = (
    "Tệp lưu của {document} ({part}) {harm}. Chưa tạo được gói lưu trữ; hãy báo quản trị viên"
    " khôi phục tệp rồi tạo lại."
)


class FileHarmed(JobFailed):
    """A stored file is not what it was."""

    code = "file_harmed"

    def __init__(self, kept: Kept, part: Part, harm: str):
        document = cited(kept.document)
        super().__init__(message=NOT_WHOLE.format(document=document, part=part.called, harm=harm))


class Archive:
    """A zip file in which nothing but names and contents counts, and the sums of what is in it."""

    def __init__(self, path: Path, root: str):
        self._zip = ZipFile(path, "w")
        self._root = root
        self._sums: list[str] = []

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_) -> None:
        self._zip.close()

    def add(self, name: str, source: Path) -> str:
        """Copies a file in, and gives the hash of what was copied."""
        digest = hashlib.sha256()
        info = self._info(name, source.stat().st_size)
        with source.open("rb") as stream, self._zip.open(info, "w") as target:
            while block := stream.read(BLOCK):
                digest.update(block)
                target.write(block)
        self._sums.append(f"{digest.hexdigest()}  {name}\n")
        return digest.hexdigest()

    def add_sums(self) -> None:
        """For `sha256sum -c`, called in the folder that holds them."""
        content = "".join(self._sums).encode()
        self._zip.writestr(self._info(SUMS, len(content)), content)

    def _info(self, name: str, size: int) -> ZipInfo:
        info = ZipInfo(f"{self._root}/{name}", WRITTEN_AT)
        info.create_system, info.external_attr, info.file_size = UNIX, READABLE, size
        return info


def pack(contents: Contents, progress: Callable[[int, int, str], None]) -> StoredFile:
    """Makes the archive and stores it. Raises FileHarmed, a RenderError."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "archive.zip")
        with Archive(target, root_of(contents.record_file)) as archive:
            for done, kept in enumerate(contents.kept):
                progress(done, len(contents.kept), COPYING)
                _add_document(archive, kept)
            progress(len(contents.kept), len(contents.kept), LISTING)
            _add_list(archive, contents, Path(folder))
            archive.add_sums()
        return store(target, MEDIA_TYPE)


def _add_document(archive: Archive, kept: Kept) -> None:
    for part in kept.parts:
        try:
            found = archive.add(f"{kept.folder}/{part.name}", part.file.path)
        except FileNotFoundError as error:
            raise FileHarmed(kept, part, "không còn trên máy chủ") from error
        if found != part.file.sha256:
            raise FileHarmed(kept, part, "đã bị thay đổi")


def _add_list(archive: Archive, contents: Contents, folder: Path) -> None:
    rows = rows_of(contents, count_pages([kept.issued for kept in contents.kept]))
    printed, workbook = folder / f"{LIST}.pdf", folder / f"{LIST}.xlsx"
    print_list(contents, rows, to=printed)
    workbook.write_bytes(fixed_workbook_bytes([HEADS, *rows]))
    for made in (printed, workbook):
        archive.add(made.name, made)
