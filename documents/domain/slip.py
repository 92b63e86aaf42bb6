"""The slip (phiếu trình): what changed since a signatory last looked a document through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from core.audit.trail import record
from documents.domain.encoding import blocks_from_json
from documents.domain.facts import field_words
from documents.domain.refusals import WrongState
from documents.domain.turns import check_seen, locked
from documents.domain.wording import read_lines
from documents.enums import WITH_A_NUMBER
from documents.models import Document, DocumentLook
from documents.rules import signing_grant


class Mark(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Change:
    """One field or one line that reads otherwise, with the words that came and went."""

    label: str
    pieces: tuple[Piece, ...]


@transaction.atomic
def look_through(document: Document, *, by, seen: str) -> DocumentLook:
    """Keeps that the signatory has seen what the document says now.

    Raises NotPermitted, ChangedMeanwhile, and WrongState once it has its number.
    """
    document = locked(document, "documents.approve_document", by=by)
    if document.state in WITH_A_NUMBER:
        raise WrongState("Văn bản đã có số, nội dung không còn thay đổi.")
    check_seen(document, seen)
    look = keep_look(document, by=by)
    grant, unit_id = signing_grant(by, document), document.issuer.unit_id
    record("documents.looked_through", document, by=by, grant=grant, unit_id=unit_id)
    return look


def keep_look(document: Document, *, by) -> DocumentLook:
    """In the caller's transaction."""
    look, _ = DocumentLook.objects.update_or_create(
        document=document,
        user=by,
        defaults={"looked_on": timezone.now(), "words": said_by(document)},
    )
    return look


def said_by(document: Document) -> dict:
    """The words of a document, comparable with those of another day."""
    blocks = blocks_from_json(document.body)
    lines = [
        [block.anchor, line.text] for block, line in zip(blocks, read_lines(blocks), strict=True)
    ]
    return {"fields": field_words(document), "lines": lines}


def changes_since(before: dict, after: dict) -> list[Change]:
    """What reads otherwise: fields first, then lines in their order. Takes what said_by() gave."""
    return [*_of_fields(before["fields"], after["fields"]), *_of_lines(before, after)]


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one, word by word."""
    return tuple(_pieces(before.split(), after.split()))


def _of_fields(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for label, words in after.items():
        if before.get(label, "") != words:
            yield Change(label, compared(before.get(label, ""), words))


def _of_lines(before: dict, after: dict) -> Iterator[Change]:
    """Lines are paired by their anchors, which stay when words are corrected or lines are moved."""
    old, new = dict(before["lines"]), dict(after["lines"])
    places = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for tag, start, end, begin, stop in places.get_opcodes():
        gone = [anchor for anchor in list(old)[start:end] if anchor not in new]
        yield from (Change("Bỏ đoạn", compared(old[anchor], "")) for anchor in gone)
        for anchor in list(new)[begin:stop]:
            label = _label(old.get(anchor), new[anchor], is_in_place=tag == "equal")
            if label:
                yield Change(label, compared(old.get(anchor, ""), new[anchor]))


def _label(old: str | None, new: str, *, is_in_place: bool) -> str:
    """What happened to a line that stands in the text; nothing for one that stayed."""
    if old is None:
        return "Thêm đoạn"
    if not is_in_place:
        return "Chuyển chỗ"
    return "Sửa đoạn" if old != new else ""


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, start, end, begin, stop in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Piece(Mark.KEPT, " ".join(old[start:end]))
            continue
        if end > start:
            yield Piece(Mark.REMOVED, " ".join(old[start:end]))
        if stop > begin:
            yield Piece(Mark.ADDED, " ".join(new[begin:stop]))
