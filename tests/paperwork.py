"""Documents in each state, reached by the real verbs: `document_at(State.APPROVED)`."""

from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from core.files.models import StoredFile
from core.files.storage import store
from core.jobs.queue import claim, finish
from documents.domain.approval import (
    approve_document,
    check_content,
    check_format,
    recall_document,
    return_document,
    take_back_document,
)
from documents.domain.documents import Signature, set_file
from documents.domain.drafting import Words, change_document, draft_document
from documents.domain.endings import name_ending
from documents.domain.facts import seen_mark
from documents.domain.issuing import issue_document
from documents.domain.measuring import FormatCheck
from documents.domain.numbers import number_document, series_of
from documents.domain.prints import keep_print
from documents.domain.series import open_series
from documents.enums import DocumentKind, EndingWay
from documents.enums import DocumentState as State
from documents.models import Document, Issuer, NumberSeries
from tests.factories import IssuerFactory, UserFactory

REASON = "Căn cứ viện dẫn chưa đúng."
TEXT = "Điều 1. Tặng Bằng khen cho 12 tập thể.\nĐiều 2. Quyết định có hiệu lực từ ngày ký./."
TITLE = "Về việc tặng Bằng khen"
SIGNATURE = Signature("KT. CHỦ TỊCH", "Phó Chủ tịch", name="Trần Văn Bình")
WAY_TO = {
    State.DRAFT: [],
    State.CONTENT_CHECKED: ["check_content"],
    State.FORMAT_CHECKED: ["check_content", "check_format"],
    State.APPROVED: ["check_content", "check_format", "approve"],
    State.NUMBERED: ["check_content", "check_format", "approve", "number"],
    State.ISSUED: ["check_content", "check_format", "approve", "number", "print", "issue"],
}
DOER = {
    "check_content": Role.CAMPAIGN_OFFICER,
    "check_format": Role.RECORDS_CLERK,
    "approve": Role.LEADER,
    "return": Role.LEADER,
    "take_back": Role.LEADER,
    "recall": Role.RECORDS_CLERK,
    "number": Role.RECORDS_CLERK,
    "issue": Role.RECORDS_CLERK,
}


def words(**changes) -> Words:
    facts = {
        "title": TITLE,
        "text": TEXT,
        "addressees": [],
        "recipients": ["Như Điều 2", "Lưu: VT"],
        "signature": SIGNATURE,
    }
    return Words(**facts | changes)


def person_of(issuer: Issuer, *roles: Role) -> User:
    return UserFactory(grants=[(role, issuer.unit) for role in roles])


def doer_of(document: Document, action: str) -> User:
    return person_of(document.issuer, DOER[action])


def draft(issuer: Issuer | None = None, kind=DocumentKind.DECISION, **changes) -> Document:
    issuer = issuer or IssuerFactory()
    by = person_of(issuer, Role.CAMPAIGN_OFFICER)
    return draft_document(kind, words(**changes), issuer=issuer, on=timezone.localdate(), by=by)


def series_for(issuer: Issuer, *kinds: DocumentKind, **changes) -> NumberSeries:
    """This year's series of the kinds, of all unless some are named."""
    facts = {"year": timezone.localdate().year, "is_kept_here": True, "first_number": 1}
    by = person_of(issuer, Role.RECORDS_CLERK)
    return open_series(issuer, kinds=kinds or list(DocumentKind), by=by, **facts | changes)


def change(document: Document, **changes) -> Document:
    """Other words, by a records clerk."""
    by = person_of(document.issuer, Role.RECORDS_CLERK)
    return change_document(document, words(**changes), by=by, seen=seen_mark(document))


def act_on(document: Document, action: str, *, by: User | None = None, **facts) -> Document:
    """An act as its usual doer does it, who saw the document as it is."""
    if action == "print":
        return printed(document)
    by = by or doer_of(document, action)
    return ACT[action](document, by=by, seen=seen_mark(document), **facts)


def with_file(document: Document) -> Document:
    """Printed as it stands, without the printing itself."""
    document = Document.objects.with_context().get(pk=document.pk)
    return document if document.file else set_file(document, _paper_of(document), by=None)


def found_on(document: Document, *, not_met: int = 0) -> FormatCheck:
    """What the checker might have found on its file."""
    return FormatCheck(document.file.sha256, met=60, not_met=not_met)


def format_checked(document: Document, *, by: User, seen: str) -> Document:
    document = with_file(document)
    return check_format(document, found_on(document), by=by, seen=seen)


def number(document: Document, *, by: User, seen: str, **facts) -> Document:
    year = facts.setdefault("legal_date", timezone.localdate()).year
    if series_of(document, year) is None:
        series_for(document.issuer, year=year)
    return number_document(document, by=by, seen=seen, **facts)


def send_back(document: Document, *, by: User, seen: str, reason: str = REASON) -> Document:
    return return_document(document, by=by, seen=seen, reason=reason)


def take_back(document: Document, *, by: User, seen: str, reason: str = REASON) -> Document:
    return take_back_document(document, by=by, seen=seen, reason=reason)


def recall(document: Document, *, by: User, seen: str, reason: str = REASON) -> Document:
    return recall_document(document, by=by, seen=seen, reason=reason)


ACT = {
    "check_content": check_content,
    "check_format": format_checked,
    "approve": approve_document,
    "return": send_back,
    "take_back": take_back,
    "recall": recall,
    "number": number,
    "issue": issue_document,
}


def printed(document: Document, content: bytes = b"%PDF-1.7 ") -> Document:
    """What the worker does in the end, without the printing itself."""
    finish(claim(document.print_job_id), _paper_of(document, content), keep_print)
    return Document.objects.with_context().get(pk=document.pk)


def _paper_of(document: Document, content: bytes = b"%PDF-1.7 ") -> StoredFile:
    text = content + f"{document.pk} {document.number}".encode()
    return store(text, "application/pdf")


def recalled(issuer: Issuer | None = None, **facts) -> Document:
    """A draft that holds its number; `facts` are those of the numbering."""
    document = act_on(document_at(State.APPROVED, issuer=issuer), "number", **facts)
    return Document.objects.with_context().get(pk=act_on(document, "recall").pk)


def document_at(state: State, document: Document | None = None, **facts) -> Document:
    """A document brought to the state by the verbs; `facts` are those of its draft."""
    if state in (State.REPLACED, State.REVOKED):
        return _ended(state, **facts)
    document = document or draft(**facts)
    for action in WAY_TO[state]:
        document = act_on(document, action)
    return Document.objects.with_context().get(pk=document.pk)


def dated(document: Document, day: date, **facts) -> Document:
    """The approved document with its number and the given day."""
    return act_on(document, "number", legal_date=day, **facts)


def name(document: Document, ended: Document, way: EndingWay) -> None:
    name_ending(document, ended, way=way, by=person_of(document.issuer, Role.CAMPAIGN_OFFICER))


def end(document: Document, way: EndingWay) -> Document:
    """The document, brought to its issue and ended by another of its issuer."""
    former = document_at(State.ISSUED, document)
    later = draft(former.issuer)
    name(later, former, way)
    document_at(State.ISSUED, later)
    return Document.objects.with_context().get(pk=former.pk)


def _ended(state: State, **facts) -> Document:
    way = next(way for way in EndingWay if way.state_of_ended == state)
    return end(draft(**facts), way)
