"""Putting files on disk so that a crash leaves the whole file or none, and proving them whole."""

import enum
import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPossible
from core.files.models import StoredFile

BLOCK = 1 << 20


class ErasedFile(NotPossible):
    """`field` is what forms call the upload."""

    code = "erased_file"
    field = "file"
    message = (
        "Nội dung tệp này đã bị xóa theo quy định bảo vệ bí mật nhà nước, không tải lên lại được."
    )


class Harm(enum.StrEnum):
    MISSING = "missing"
    CHANGED = "changed"
    NOT_REMOVED = "not_removed"


@dataclass(frozen=True)
class FileHarm:
    sha256: str
    harm: Harm


def store(content: Path | bytes, media_type: str) -> StoredFile:
    """Keeps a copy of the content. The same bytes give the same row and the same file.

    Raises ErasedFile for bytes that were erased.
    """
    if isinstance(content, bytes):
        return _store_stream(io.BytesIO(content), media_type)
    with content.open("rb") as stream:
        return _store_stream(stream, media_type)


def open_stored(stored: StoredFile) -> BinaryIO:
    return stored.path.open("rb")


def erase(stored: StoredFile, *, under: int) -> None:
    """Takes the bytes off the disk when the transaction commits; what fails the sweep makes up.

    `under` is the key of the request that it is done under.
    """
    stored.erased_at, stored.erased_under = timezone.now(), under
    stored.save(update_fields=["erased_at", "erased_under"])
    transaction.on_commit(lambda: remove_erased([stored]), robust=True)


def remove_erased(files: Iterable[StoredFile]) -> None:
    for stored in files:
        stored.path.unlink(missing_ok=True)


def harmed_files() -> Iterator[FileHarm]:
    """Reads every stored file again and yields those that are missing or no longer the same.

    And those that were erased and are still there.
    """
    for stored in StoredFile.objects.order_by("pk").iterator():
        if harm := _harm_of(stored):
            yield FileHarm(stored.sha256, harm)


def _store_stream(stream: BinaryIO, media_type: str) -> StoredFile:
    settings.FILES_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".new-", dir=settings.FILES_DIR)
    try:
        with os.fdopen(descriptor, "wb") as target:
            sha256, size = _copy(stream, target)
        if StoredFile.objects.filter(sha256=sha256).exclude(erased_at=None).exists():
            raise ErasedFile
        file = StoredFile(sha256=sha256, size=size, media_type=media_type)
        _rename(Path(name), file.path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type}
    )
    return stored


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        size += target.write(block)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _rename(source: Path, target: Path) -> None:
    """Synced, so that a row never outlives its file in a power cut."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    source.replace(target)
    for folder in (target.parent, target.parent.parent):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _harm_of(stored: StoredFile) -> Harm | None:
    if stored.erased_at:
        return Harm.NOT_REMOVED if stored.path.exists() else None
    try:
        with open_stored(stored) as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return Harm.MISSING
    return None if found == stored.sha256 else Harm.CHANGED
