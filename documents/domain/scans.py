"""Scans of the signed paper, kept beside the file that was issued."""

import io
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from core.audit.trail import record
from core.files.storage import store
from documents.domain.printing import filename
from documents.domain.refusals import NotAScan, WrongState
from documents.domain.turns import locked
from documents.domain.uploads import LARGEST_UPLOAD, TOO_LARGE
from documents.enums import OUT
from documents.models import Document, Scan
from documents.rules import records_grant

# How the bytes of each kind of file begin, and what they end with.
KINDS = {
    "application/pdf": (b"%PDF-", b"%%EOF"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
}
SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
LONGEST_END = 1024  # a PDF may carry some bytes behind its last mark


@transaction.atomic
def attach_scan(document: Document, content: Path | bytes, *, by) -> Scan:
    """Keeps a scan of an issued document. Raises NotPermitted, WrongState, NotAScan."""
    document = locked(document, "documents.attach_scan", by=by)
    if document.state not in OUT:
        raise WrongState("Văn bản chưa phát hành, chưa có bản ký để chụp.")
    file = store(content, media_type_of(content))
    if document.scans.filter(file=file).exists():
        raise NotAScan("Tệp này đã được đính kèm.")
    scan = Scan.objects.create(document=document, file=file, attached_at=timezone.now())
    record(
        "documents.scan_attached",
        document,
        by=by,
        grant=records_grant(by, document),
        unit_id=document.issuer.unit_id,
        after={"sha256": file.sha256},
    )
    return scan


def media_type_of(content: Path | bytes) -> str:
    """What the bytes are, whatever the file is called. Raises NotAScan."""
    size, head, tail = _ends_of(content)
    if size > LARGEST_UPLOAD:
        raise NotAScan(TOO_LARGE)
    for media_type, (begins, ends) in KINDS.items():
        if head.startswith(begins) and ends in tail:
            return media_type
    raise NotAScan


def scan_name(scan: Scan) -> str:
    """The name under which people keep the file."""
    stem = Path(filename(scan.document)).stem
    return f"Bản chụp {stem}{SUFFIXES[scan.file.media_type]}"


def _ends_of(content: Path | bytes) -> tuple[int, bytes, bytes]:
    """Size, beginning and end, without reading all of a large file."""
    with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - LONGEST_END))
        tail = stream.read()
        stream.seek(0)
        return size, stream.read(LONGEST_END), tail
