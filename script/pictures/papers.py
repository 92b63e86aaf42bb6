"""The documents that the pictures show, brought there by the verbs."""

from django.utils import timezone

from accounts.models import User
from core.jobs.work import run
from documents.domain.facts import seen_mark
from documents.domain.issuing import issue_document
from documents.domain.numbers import number_document
from documents.domain.records.archives import request_archive
from documents.domain.records.facts import Heading
from documents.domain.records.files import open_record_file
from documents.domain.series import open_series
from documents.enums import DocumentKind
from documents.enums import DocumentState as State
from documents.models import Document, Issuer, NumberSeries, RecordFile

RECORDS = "vanthu.quangngai"


def papers_of(issuer: Issuer) -> dict[str, Document | RecordFile]:
    """A draft, one that waits for its number, one that is issued, and the file it lies in."""
    documents = Document.objects.filter(issuer=issuer)
    issued = _issued(_copied(documents.get(state=State.APPROVED)))
    return {
        "written": documents.get(kind=DocumentKind.OFFICIAL_LETTER),
        "issued": issued,
        "record_file": _archived(issued),
        "approved": documents.get(state=State.APPROVED),
    }


def fresh_series(issuer: Issuer) -> NumberSeries:
    """Next year's, of which no number was given."""
    return open_series(
        issuer,
        year=timezone.localdate().year + 1,
        kinds=[DocumentKind.DECISION],
        is_kept_here=True,
        first_number=1,
        by=User.objects.get(username=RECORDS),
    )


def _archived(document: Document) -> RecordFile:
    """A file with its archive made."""
    by, today = User.objects.get(username=RECORDS), timezone.localdate()
    heading = Heading(
        code="05/HS-TĐ", title="Khen thưởng phong trào thi đua", year=today.year, opened_on=today
    )
    record_file = open_record_file(heading, [document], issuer=document.issuer, by=by)
    run(request_archive(record_file, by=by).job_id)
    return record_file


def _copied(document: Document) -> Document:
    document.pk = None
    document.save(force_insert=True)
    return document


def _issued(document: Document) -> Document:
    by, today = User.objects.get(username=RECORDS), timezone.localdate()
    document = number_document(document, by=by, seen=seen_mark(document), legal_date=today)
    run(document.print_job_id)
    document.refresh_from_db()
    return issue_document(document, by=by, seen=seen_mark(document))
