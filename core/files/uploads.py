"""Files that people send to be kept: papers as PDF, and pictures of them."""

import io
from pathlib import Path

from core.access.refusals import NotPossible

MEGABYTE = 1 << 20
LARGEST_UPLOAD = 30 * MEGABYTE  # bytes
TOO_LARGE = f"Tệp lớn hơn {LARGEST_UPLOAD // MEGABYTE} MB."
# How the bytes of each kind of file begin, and what they end with.
KINDS = {
    "application/pdf": (b"%PDF-", b"%%EOF"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
}
SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
LONGEST_END = 1024  # a PDF may carry some bytes behind its last mark


class UnusableFile(NotPossible):
    """`field` is what forms call the upload."""

    code = "unusable_file"
    field = "file"
    message = "Tệp không phải là PDF, JPEG hay PNG còn nguyên vẹn."


def media_type_of(content: Path | bytes) -> str:
    """What the bytes are, whatever the file is called. Raises UnusableFile."""
    size, head, tail = _ends_of(content)
    if size > LARGEST_UPLOAD:
        raise UnusableFile(TOO_LARGE)
    for media_type, (begins, ends) in KINDS.items():
        if head.startswith(begins) and ends in tail:
            return media_type
    raise UnusableFile


def _ends_of(content: Path | bytes) -> tuple[int, bytes, bytes]:
    """Size, beginning and end, without reading all of a large file."""
    with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - LONGEST_END))
        tail = stream.read()
        stream.seek(0)
        return size, stream.read(LONGEST_END), tail
