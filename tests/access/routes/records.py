"""Records files: the list, one file and what goes into it, and its archives."""

from django.utils import timezone

from accounts.enums import FIGURE_READERS, Role
from core.access.seen import fingerprint
from core.files.storage import store
from core.jobs.queue import claim, finish
from documents.domain.records.archives import request_archive
from documents.domain.records.facts import entry_facts, file_facts, heading_of
from documents.models import Document, RecordArchive, RecordFile
from tests.access.routes.base import ADMINISTRATOR, LIST, Route
from tests.factories import IssuerFactory
from tests.recordwork import issued, keeper_of, record_file_of

RECORDS = frozenset({Role.RECORDS_CLERK})
TYPED = {"code": "06/HS-TĐ", "title": "Tổng kết", "year": 2026, "opened_on": "05/01/2026"}


def filled() -> RecordFile:
    return record_file_of(issued())


def with_another_issued() -> RecordFile:
    record_file = filled()
    issued(record_file.issuer)
    return record_file


def archive() -> RecordArchive:
    record_file = filled()
    made = request_archive(record_file, by=keeper_of(record_file.issuer))
    finish(claim(made.job_id), store(b"PK", "application/zip"))
    return made


def lying_in(record_file: RecordFile) -> dict:
    return {"pk": record_file.pk, "document": Document.objects.get().pk}


def corrected(record_file: RecordFile) -> dict:
    return TYPED | {"seen": fingerprint(vars(heading_of(record_file)))}


def closing(record_file: RecordFile) -> dict:
    day = f"{timezone.localdate():%d/%m/%Y}"
    return {"closed_on": day, "seen": fingerprint(file_facts(record_file))}


def added(record_file: RecordFile) -> dict:
    new = Document.objects.exclude(filings__record_file=record_file).get()
    return {"documents": [new.pk]}


def arranged(record_file: RecordFile) -> dict:
    key = record_file.entries.get().document_id
    seen = fingerprint(entry_facts(record_file))
    return {f"of{key}-order": 1, f"of{key}-note": "Bản chính", "seen": seen}


FILE = {
    "make": filled,
    "place": lambda record_file: record_file.issuer.unit,
    "hidden_from": ADMINISTRATOR,
}
STEP = FILE | {"method": "post", "status": 302}
NEW = LIST | {"make": IssuerFactory, "place": lambda issuer: issuer.unit}
TAKE_OUT = {"args": ("pk", "document"), "named": lying_in}
ARCHIVE = FILE | {"make": archive, "place": lambda made: made.record_file.issuer.unit}

ROUTES = [
    Route("records:list", "get", FIGURE_READERS, **LIST),
    Route("records:open", "get", RECORDS, **NEW),
    Route(
        "records:open",
        "post",
        RECORDS,
        302,
        data=lambda issuer: TYPED | {"issuer": issuer.pk},
        **NEW,
    ),
    Route("records:detail", "get", FIGURE_READERS, **FILE),
    Route("records:correct", "get", RECORDS, **FILE),
    Route("records:correct", roles=RECORDS, **STEP | {"data": corrected}),
    Route("records:close", "get", RECORDS, **FILE),
    Route("records:close", roles=RECORDS, **STEP | {"data": closing}),
    Route("records:add", "get", RECORDS, **FILE | {"make": with_another_issued}),
    Route(
        "records:add",
        roles=RECORDS,
        **STEP | {"make": with_another_issued, "data": added},
    ),
    Route("records:arrange", "get", RECORDS, **FILE),
    Route("records:arrange", roles=RECORDS, **STEP | {"data": arranged}),
    Route("records:take_out", "get", RECORDS, **FILE | TAKE_OUT),
    Route(
        "records:take_out",
        roles=RECORDS,
        **STEP | TAKE_OUT | {"data": lambda _: {"reason": "Thuộc hồ sơ khác."}},
    ),
    Route("records:archive", roles=RECORDS, **STEP),
    Route("records:archive_file", "get", FIGURE_READERS, **ARCHIVE),
]
