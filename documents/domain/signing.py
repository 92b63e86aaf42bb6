"""An issued document goes out to be signed with the keys that people hold, and comes back."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.access.refusals import NotPermitted
from core.audit.trail import record
from core.files.hashing import prefix_hashes
from core.files.storage import store
from documents.domain.naming import cited
from documents.domain.printing import MEDIA_TYPE
from documents.enums import DocumentState
from documents.models import Document, SignedCopy
from documents.rules import outside_signing_grant
from documents.signing import client
from documents.signing.refusals import (
    BytesChanged,
    NotAPdf,
    NotIssued,
    OtherDocument,
    TakenAlready,
)

MARK = b"%PDF-"
MARK_WITHIN = 1024  # bytes, as PDF readers allow


def prepared_file(document: Document) -> bytes:
    """The issued file with empty fields for the signatures behind its last byte.

    Raises NotIssued, or another SigningRefusal.
    """
    check_can_be_signed(document)
    with TemporaryDirectory() as folder:
        prepared = Path(folder, "prepared.pdf")
        client.prepare(document.file.path, prepared)
        return prepared.read_bytes()


def check_can_be_signed(document: Document) -> None:
    if document.state != DocumentState.ISSUED:
        raise NotIssued


def keep_signed_copy(document: Document, upload: UploadedFile, *, by) -> SignedCopy:
    """Keeps what came back, when it is our issued file with nothing but good signatures behind it.

    It is read outside the transaction, by a process of its own. Raises a SigningRefusal.
    """
    if outside_signing_grant(by, document) is None:
        raise NotPermitted
    check_can_be_signed(document)
    with TemporaryDirectory() as folder:
        signed = Path(folder, "signed.pdf")
        _write(signed, upload.chunks())
        _check_begins_with_ours(document, signed)
        findings = client.inspect(signed, document.file.size, _trusted_roots())
        return _keep(document, signed, findings, by=by)


@transaction.atomic
def _keep(document: Document, signed: Path, findings: list[dict], *, by) -> SignedCopy:
    document = Document.objects.select_for_update(of=["self"]).get(pk=document.pk)
    check_can_be_signed(document)
    file = store(signed, MEDIA_TYPE)
    if document.signed_copies.filter(file=file).exists():
        raise TakenAlready
    copy = SignedCopy.objects.create(
        document=document, file=file, uploaded_by=by, findings=findings
    )
    record(
        "documents.signed_copy_kept",
        document,
        by=by,
        grant=outside_signing_grant(by, document),
        unit_id=document.issuer.unit_id,
        after={"sha256": file.sha256, "signers": [finding["signer"] for finding in findings]},
    )
    return copy


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as target:
        target.writelines(chunks)


def _check_begins_with_ours(document: Document, signed: Path) -> None:
    """Byte for byte; what begins with another document of the issuer is named."""
    others = Document.objects.out().filter(issuer=document.issuer_id)
    sizes = {document.file.size, *others.values_list("file__size", flat=True)}
    with signed.open("rb") as stream:
        if MARK not in stream.read(MARK_WITHIN):
            raise NotAPdf
        stream.seek(0)
        hashes = prefix_hashes(stream, sizes)
    if hashes[document.file.size] == document.file.sha256:
        return
    if other := others.filter(file__sha256__in=hashes.values()).first():
        raise OtherDocument(cited(other))
    raise BytesChanged


def _trusted_roots() -> Path | None:
    return Path(settings.SIGNING_ROOTS_DIR) if settings.SIGNING_ROOTS_DIR else None
