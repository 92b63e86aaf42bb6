"""What lies in a records file: put in, taken out while it is open, and put in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from core.access.refusals import check_reason
from core.access.seen import check_unchanged
from core.audit.trail import record
from documents.domain.naming import reference_of
from documents.domain.records.facts import entry_facts
from documents.domain.records.proposals import fileable_by
from documents.domain.records.turns import locked_open_file, told_of
from documents.domain.refusals import NotFileable, NotInFile
from documents.models import Document, FiledDocument, RecordFile


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a document is to stand in the list, and what is noted beside it."""

    order: int
    note: str = ""


@transaction.atomic
def file_documents(record_file: RecordFile, documents: Sequence[Document], *, by) -> list[Document]:
    """Puts documents at the end of the list, in the order given; gives those that are new there.

    Raises NotPermitted, FileClosed, NotFileable.
    """
    record_file = locked_open_file(record_file, by=by)
    filed = add_entries(record_file, documents)
    if filed:
        after = {"documents": references(filed)}
        record("documents.filed", record_file, **told_of(record_file, by), after=after)
    return filed


@transaction.atomic
def take_out(record_file: RecordFile, document_id: int, *, reason: str, by) -> RecordFile:
    """Takes a document off the list. Raises NotPermitted, FileClosed, ReasonMissing, NotInFile."""
    record_file = locked_open_file(record_file, by=by)
    check_reason(reason)
    entry = entries_with_documents(record_file).filter(document=document_id).first()
    if entry is None:
        raise NotInFile
    record(
        "documents.taken_out",
        record_file,
        **told_of(record_file, by),
        before={"documents": references([entry.document])},
        after={"documents": []},
        reason=reason,
    )
    entry.delete()
    return record_file


@transaction.atomic
def arrange(record_file: RecordFile, places: Mapping[int, Place], *, by, seen: str) -> RecordFile:
    """Puts the list in another order and notes things beside it, by the keys of the documents.

    Of two at one place the one that stood first stays first. `seen` is the fingerprint of
    entry_facts() as they were shown. Raises NotPermitted, FileClosed, ChangedMeanwhile.
    """
    record_file = locked_open_file(record_file, by=by)
    before = entry_facts(record_file)
    check_unchanged(before, seen)
    entries = list(entries_with_documents(record_file))
    former = _told(entries)
    entries.sort(key=lambda entry: places[entry.document_id].order)
    for position, entry in enumerate(entries, 1):
        entry.position, entry.note = position, places[entry.document_id].note
    FiledDocument.objects.bulk_update(entries, ["position", "note"])
    if entry_facts(record_file) != before:
        now = {"list": _told(entries)}
        record(
            "documents.arranged",
            record_file,
            **told_of(record_file, by),
            before={"list": former},
            after=now,
        )
    return record_file


def add_entries(record_file: RecordFile, documents: Sequence[Document]) -> list[Document]:
    """In the caller's transaction, which holds the file. Raises NotFileable."""
    wanted = {document.pk: document for document in documents}
    allowed = fileable_by(record_file.issuer).filter(pk__in=wanted).values_list("pk", flat=True)
    if missing := wanted.keys() - set(allowed):
        first = next(document for key, document in wanted.items() if key in missing)
        raise NotFileable(f"“{first}” chưa phát hành hoặc không thuộc cơ quan lập hồ sơ.")
    known = set(record_file.entries.values_list("document_id", flat=True))
    new = [document for key, document in wanted.items() if key not in known]
    last = record_file.entries.aggregate(last=Max("position"))["last"] or 0
    FiledDocument.objects.bulk_create(
        FiledDocument(record_file=record_file, document=document, position=position)
        for position, document in enumerate(new, last + 1)
    )
    return new


def entries_with_documents(record_file: RecordFile):
    """The list in its order, without the long texts."""
    related = ("document__issuer", "document__file", "document__ended_by")
    texts = [f"{name}__{text}" for name in (related[2], "document") for text in ("body", "annexes")]
    return record_file.entries.select_related(*related).defer(*texts)


def references(documents: Iterable[Document]) -> list[str]:
    return [reference_of(document) for document in documents]


def _told(entries: Iterable[FiledDocument]) -> list[str]:
    return [
        ", ".join(filter(None, (reference_of(entry.document), entry.note))) for entry in entries
    ]
