"""The documents that the pictures show, brought there by the verbs."""

from django.utils import timezone

from accounts.models import User
from core.jobs.work import run
from documents.domain.approval import (
    approve_document,
    check_content,
    recall_document,
    return_document,
)
from documents.domain.copies import copy_document
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

RECORDS, OFFICER, LEADER = "vanthu.quangngai", "kehoach.quangngai", "lanhdao.quangngai"


def papers_of(issuer: Issuer) -> dict[str, Document | RecordFile]:
    """A document at each step that has a page of its own."""
    documents = Document.objects.filter(issuer=issuer)
    issued = _issued(_copied(documents.get(state=State.APPROVED)))
    return {
        "written": documents.get(kind=DocumentKind.OFFICIAL_LETTER),
        "to_check": _content_checked(_copied(documents.get(state=State.FORMAT_CHECKED))),
        "issued": issued,
        "copy": _copy_of(issued),
        "record_file": _archived(issued),
        "approved": documents.get(state=State.APPROVED),
        "recalled": _recalled(_copied(documents.get(state=State.APPROVED))),
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


def _copy_of(document: Document) -> Document:
    by, today = User.objects.get(username=RECORDS), timezone.localdate()
    kind, recipients = DocumentKind.TRUE_COPY, ["UBND các xã, phường, đặc khu", "Lưu: VT"]
    return copy_document(
        document, kind, issuer=document.issuer, on=today, by=by, recipients=recipients
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


def _content_checked(document: Document) -> Document:
    """Handed back, and on its way again with the print that it has."""
    by = User.objects.get(username=OFFICER)
    reason = "Kiểm tra lại căn cứ."
    document = return_document(document, by=by, seen=seen_mark(document), reason=reason)
    return check_content(document, by=by, seen=seen_mark(document))


def _recalled(document: Document) -> Document:
    """Called back after it was numbered, and approved again with the number that it holds."""
    by, leader = User.objects.get(username=RECORDS), User.objects.get(username=LEADER)
    document = _numbered(document, by)
    reason = "Sai tên một xã trong danh sách."
    document = recall_document(document, by=by, seen=seen_mark(document), reason=reason)
    return approve_document(document, by=leader, seen=seen_mark(document))


def _numbered(document: Document, by: User) -> Document:
    today = timezone.localdate()
    return number_document(document, by=by, seen=seen_mark(document), legal_date=today)


def _issued(document: Document) -> Document:
    by = User.objects.get(username=RECORDS)
    document = _numbered(document, by)
    run(document.print_job_id)
    document.refresh_from_db()
    return issue_document(document, by=by, seen=seen_mark(document))
