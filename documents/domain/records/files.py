"""Records files: opened, corrected, and closed for good.

A closed file is not opened again: what comes later goes into another one.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPermitted
from core.access.seen import check_unchanged
from core.audit.trail import record
from documents.domain.records.facts import Heading, file_facts, heading_of
from documents.domain.records.filing import add_entries, references
from documents.domain.records.turns import locked_open_file, told_of
from documents.domain.refusals import CodeTaken, DateToCome, FileEmpty, InvalidClosing
from documents.models import Document, Issuer, RecordFile
from documents.rules import copying_grant


@transaction.atomic
def open_record_file(
    heading: Heading, documents: Sequence[Document], *, issuer: Issuer, by
) -> RecordFile:
    """Opens a file with its first documents, in the order given; there may be none yet.

    Raises NotPermitted, CodeTaken, DateToCome, NotFileable.
    """
    if copying_grant(by, issuer) is None:
        raise NotPermitted
    record_file = RecordFile(issuer=issuer, opened_by=by, **asdict(heading))
    _check_heading(record_file)
    record_file.save()
    filed = add_entries(record_file, documents)
    after = _told(asdict(heading)) | {"documents": references(filed)}
    record("documents.record_file_opened", record_file, **told_of(record_file, by), after=after)
    return record_file


@transaction.atomic
def correct_record_file(record_file: RecordFile, heading: Heading, *, by, seen: str) -> RecordFile:
    """Puts right what stands on the cover of an open file.

    `seen` is the fingerprint of its heading as it was shown. Raises NotPermitted, FileClosed,
    ChangedMeanwhile, CodeTaken, DateToCome.
    """
    record_file = locked_open_file(record_file, by=by)
    before, after = asdict(heading_of(record_file)), asdict(heading)
    check_unchanged(before, seen)
    if before == after:
        return record_file
    for name, value in after.items():
        setattr(record_file, name, value)
    _check_heading(record_file)
    record_file.save(update_fields=list(after))
    changed = [name for name in after if before[name] != after[name]]
    record(
        "documents.record_file_corrected",
        record_file,
        **told_of(record_file, by),
        before=_told({name: before[name] for name in changed}),
        after=_told({name: after[name] for name in changed}),
    )
    return record_file


@transaction.atomic
def close_record_file(record_file: RecordFile, *, closed_on: date, by, seen: str) -> RecordFile:
    """Closes a file for good.

    `seen` is the fingerprint of file_facts() as they were shown. Raises NotPermitted, FileClosed,
    ChangedMeanwhile, FileEmpty, InvalidClosing, DateToCome.
    """
    record_file = locked_open_file(record_file, by=by)
    check_unchanged(file_facts(record_file), seen)
    if not record_file.entries.exists():
        raise FileEmpty
    if closed_on < record_file.opened_on:
        raise InvalidClosing
    _check_past(closed_on, "closed_on", "Ngày kết thúc hồ sơ không được sau hôm nay.")
    record_file.closed_on = closed_on
    record_file.save(update_fields=["closed_on"])
    record(
        "documents.record_file_closed",
        record_file,
        **told_of(record_file, by),
        after={"closed_on": closed_on.isoformat()},
    )
    return record_file


def _check_heading(record_file: RecordFile) -> None:
    """Under the lock of the issuer, so that of two files at a time only one gets the code."""
    Issuer.objects.select_for_update().get(pk=record_file.issuer_id)
    _check_past(record_file.opened_on, "opened_on", "Ngày mở hồ sơ không được sau hôm nay.")
    same = RecordFile.objects.filter(
        issuer=record_file.issuer, year=record_file.year, code=record_file.code
    )
    if same.exclude(pk=record_file.pk).exists():
        raise CodeTaken(f"Năm {record_file.year} đã có hồ sơ mang số và ký hiệu này.")


def _check_past(day: date, field: str, message: str) -> None:
    if day > timezone.localdate():
        raise DateToCome(message, field=field)


def _told(facts: dict) -> dict:
    """As the trail keeps what stands on a cover."""
    return {
        f"file_{name}": value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
    }
