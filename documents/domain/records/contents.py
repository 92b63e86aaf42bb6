"""What an archive of a records file holds: its documents in order, each with its stored files."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from django.db.models import Prefetch

from core.access.seen import fingerprint
from core.files.models import StoredFile
from core.files.naming import safe_name
from core.files.uploads import SUFFIXES
from documents.domain.layout import full_number
from documents.domain.naming import reference_of
from documents.domain.records.facts import heading_of
from documents.domain.records.filing import entries_with_documents
from documents.enums import DocumentState
from documents.models import Document, FiledDocument, RecordFile, Scan, SignedCopy

LONGEST_ROOT, LONGEST_FOLDER = 60, 70  # characters; all of a path must stay below Windows' 260
FEWEST_DIGITS = 2
ISSUED = "van-ban.pdf"


@dataclass(frozen=True)
class Part:
    """One stored file of a document: its name in the archive, and what people call it."""

    name: str
    called: str
    file: StoredFile


@dataclass(frozen=True)
class Kept:
    """A document in the archive, with the number that its place in the list gives it."""

    number: int
    folder: str
    entry: FiledDocument
    parts: tuple[Part, ...]

    @property
    def document(self) -> Document:
        return self.entry.document

    @property
    def issued(self) -> Path:
        return self.document.file.path

    @property
    def remarks(self) -> str:
        """What is noted beside it, and what became of it."""
        return ". ".join(filter(None, (self.entry.note, ending_of(self.document))))


@dataclass(frozen=True)
class Contents:
    record_file: RecordFile
    kept: tuple[Kept, ...]

    @cached_property
    def mark(self) -> str:
        """A digest of all that the archive is made of: two of one mark are the same bytes."""
        issuer = self.record_file.issuer
        return fingerprint(
            {
                "issuer": [issuer.superior_line, issuer.name],
                "heading": asdict(heading_of(self.record_file)),
                "closed_on": self.record_file.closed_on,
                "kept": [_facts(one) for one in self.kept],
            }
        )


def contents_of(record_file: RecordFile) -> Contents:
    """In three queries."""
    files = (
        Prefetch("document__scans", Scan.objects.select_related("file")),
        Prefetch("document__signed_copies", SignedCopy.objects.select_related("file")),
    )
    entries = entries_with_documents(record_file).prefetch_related(*files)
    digits = max(FEWEST_DIGITS, len(str(len(entries))))
    kept = (_kept(number, entry, digits) for number, entry in enumerate(entries, 1))
    return Contents(record_file, tuple(kept))


def root_of(record_file: RecordFile) -> str:
    """The folder that the archive unpacks to."""
    return safe_name(f"{record_file} {record_file.title}", longest=LONGEST_ROOT)


def ending_of(document: Document) -> str:
    """Which document ended it, in words; "" while it is in force."""
    if document.ended_by is None:
        return ""
    state = DocumentState(document.state).label
    return f"{state} theo {reference_of(document.ended_by)}"


def _kept(number: int, entry: FiledDocument, digits: int) -> Kept:
    document = entry.document
    named = f"{document.get_kind_display()} {full_number(document)} {document.title}"
    folder = f"{number:0{digits}d}-{safe_name(named, longest=LONGEST_FOLDER)}"
    return Kept(number, folder, entry, tuple(_parts(document)))


def _parts(document: Document) -> Iterator[Part]:
    yield Part(ISSUED, "tệp đã phát hành", document.file)
    signed = sorted(document.signed_copies.all(), key=lambda copy: copy.pk)
    for number, copy in enumerate(signed, 1):
        yield Part(f"ban-ky-so-{number}.pdf", f"bản ký số {number}", copy.file)
    for number, scan in enumerate(document.scans.all(), 1):
        suffix = SUFFIXES[scan.file.media_type]
        yield Part(f"ban-chup-{number}{suffix}", f"bản chụp {number}", scan.file)


def _facts(kept: Kept) -> list:
    words = [kept.folder, reference_of(kept.document), kept.document.issued_by, kept.remarks]
    return [*words, str(kept.document), [[part.name, part.file.sha256] for part in kept.parts]]
