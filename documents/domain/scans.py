"""Scans of the signed paper, kept beside the file that was issued."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from core.audit.trail import record
from core.files.storage import store
from core.files.uploads import SUFFIXES, UnusableFile, media_type_of
from documents.domain.printing import filename
from documents.domain.refusals import WrongState
from documents.domain.turns import locked
from documents.enums import OUT
from documents.models import Document, Scan
from documents.rules import records_grant


@transaction.atomic
def attach_scan(document: Document, content: Path | bytes, *, by) -> Scan:
    """Keeps a scan of an issued document. Raises NotPermitted, WrongState, UnusableFile."""
    document = locked(document, "documents.attach_scan", by=by)
    if document.state not in OUT:
        raise WrongState("Văn bản chưa phát hành, chưa có bản ký để chụp.")
    file = store(content, media_type_of(content))
    if document.scans.filter(file=file).exists():
        raise UnusableFile("Tệp này đã được đính kèm.")
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


def scan_name(scan: Scan) -> str:
    """The name under which people keep the file."""
    stem = Path(filename(scan.document)).stem
    return f"Bản chụp {stem}{SUFFIXES[scan.file.media_type]}"
