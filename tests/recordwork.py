"""Records files, reached by the real verbs: `record_file_of(document)`."""

from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from core.access.seen import fingerprint
from core.jobs.work import run
from documents.domain.records.archives import request_archive
from documents.domain.records.facts import Heading, file_facts
from documents.domain.records.files import close_record_file, open_record_file
from documents.enums import DocumentState
from documents.models import Document, Issuer, RecordArchive, RecordFile
from tests.factories import IssuerFactory
from tests.paperwork import document_at, person_of


def heading(**changes) -> Heading:
    facts = {
        "code": "05/HS-TĐ",
        "title": "Phong trào thi đua thực hiện nhiệm vụ quốc phòng năm 2026",
        "year": 2026,
        "opened_on": date(2026, 1, 5),
    }
    return Heading(**facts | changes)


def keeper_of(issuer: Issuer) -> User:
    return person_of(issuer, Role.RECORDS_CLERK)


def issued(issuer: Issuer | None = None, **facts) -> Document:
    issuer = issuer or IssuerFactory()
    return document_at(DocumentState.ISSUED, issuer=issuer, **facts)


def record_file_of(*documents: Document, issuer: Issuer | None = None, **changes) -> RecordFile:
    issuer = issuer or (documents[0].issuer if documents else IssuerFactory())
    by = keeper_of(issuer)
    made = open_record_file(heading(**changes), documents, issuer=issuer, by=by)
    return RecordFile.objects.select_related("issuer__unit").get(pk=made.pk)


def closed(record_file: RecordFile) -> RecordFile:
    return close_record_file(
        record_file,
        closed_on=timezone.localdate(),
        by=keeper_of(record_file.issuer),
        seen=fingerprint(file_facts(record_file)),
    )


def archived(record_file: RecordFile) -> RecordArchive:
    """As the worker ends it, with a job that may have failed."""
    archive = request_archive(record_file, by=keeper_of(record_file.issuer))
    run(archive.job_id)
    return RecordArchive.objects.select_related("job__file", "record_file").get(pk=archive.pk)
