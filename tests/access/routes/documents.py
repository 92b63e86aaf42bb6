"""Documents: the register, drafts, and the steps of their life."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.enums import FIGURE_READERS, Role
from core.access.seen import fingerprint
from core.files.storage import store
from documents.domain.copies import copy_document
from documents.domain.dispatch import dispatch_facts
from documents.domain.documents import set_file
from documents.domain.facts import seen_mark
from documents.domain.issuers import issuer_facts
from documents.domain.prints import request_print
from documents.domain.scans import attach_scan
from documents.enums import DocumentKind, EndingWay
from documents.enums import DocumentState as State
from documents.models import Document, Issuer, NumberSeries, Scan
from tests.access.routes.base import ADMINISTRATOR, EVERYBODY, HEADS, LIST, Route
from tests.documents import posted
from tests.factories import IssuerFactory
from tests.paperwork import TEXT, TITLE, act_on, document_at, draft, name, person_of, printed
from tests.paperwork import series_for as opened_for
from units.models import Unit

CONTENT_CHECKERS = frozenset({Role.UNIT_HEAD, Role.CAMPAIGN_OFFICER})
DRAFTERS = frozenset({Role.CAMPAIGN_OFFICER, Role.COUNCIL_SECRETARY, Role.RECORDS_CLERK})
RECORDS = frozenset({Role.RECORDS_CLERK})
JUDGES = HEADS | {Role.CAMPAIGN_OFFICER, Role.RECORDS_CLERK}


def at(state: State):
    return lambda: document_at(state)


def printed_draft() -> Document:
    document = draft()
    return printed(request_print(document, by=person_of(document.issuer, Role.RECORDS_CLERK)))


def content_checked() -> Document:
    """Printed, so that its format can be measured."""
    document = document_at(State.CONTENT_CHECKED)
    return set_file(document, store(posted.PAGE, "application/pdf"), by=None)


def ready_to_issue() -> Document:
    return act_on(document_at(State.NUMBERED), "print")


def approved_with_series() -> Document:
    document = document_at(State.APPROVED)
    opened_for(document.issuer)
    return document


def ending() -> Document:
    """A draft that names what it replaces."""
    issued = document_at(State.ISSUED)
    document = draft(issued.issuer)
    name(document, issued, EndingWay.REPLACES)
    return document


def about_to_end() -> Document:
    """A draft of an issuer that has a document in force."""
    return draft(document_at(State.ISSUED).issuer)


def seen(document: Document) -> dict:
    return {"seen": seen_mark(document), "reason": "Chưa đúng căn cứ."}


def written(document: Document) -> dict:
    """What the editor posts."""
    return _typed() | {"seen": seen_mark(document), "title": "Về việc tặng Giấy khen"}


def written_anew(issuer: Issuer) -> dict:
    return _typed() | {"kind": "QĐ", "issuer": issuer.pk}


def numbered(document: Document) -> dict:
    return seen(document) | {"legal_date": f"{timezone.localdate():%d/%m/%Y}"}


def in_force_of(document: Document) -> Document:
    return Document.objects.get(issuer=document.issuer, state=State.ISSUED)


def ended(document: Document) -> dict:
    return {"ended": in_force_of(document).pk, "way": EndingWay.REVOKES.value}


def uploaded() -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-ky.pdf", b"%PDF-1.7 %%EOF")


def scanned() -> Document:
    document = document_at(State.ISSUED)
    clerk = person_of(document.issuer, Role.RECORDS_CLERK)
    return attach_scan(document, b"%PDF-1.7 %%EOF", by=clerk).document


def sent(document: Document) -> dict:
    """To the first recipient, on paper."""
    row, day = document.dispatches.first(), f"{timezone.localdate():%d/%m/%Y}"
    seen = fingerprint(dispatch_facts(document))
    return {f"to{row.pk}-way": "paper", f"to{row.pk}-sent_on": day, "seen": seen}


def copy() -> Document:
    original = document_at(State.ISSUED)
    by, today = person_of(original.issuer, Role.RECORDS_CLERK), timezone.localdate()
    kind = DocumentKind.TRUE_COPY
    return copy_document(original, kind, issuer=original.issuer, on=today, by=by)


def resent(document: Document) -> dict:
    signer = {"signer_title": "Chánh Văn phòng", "signer_name": "Trần Văn Bình"}
    return signer | {"seen": seen_mark(document), "recipients": "Lưu: VT"}


def copied(document: Document) -> dict:
    return {"kind": "SY", "issuer": document.issuer_id, "recipients": "Lưu: VT"}


def series() -> NumberSeries:
    return opened_for(IssuerFactory())


def new_series(issuer: Issuer) -> dict:
    shape = {"kinds": ["QĐ", "KH"], "kept": "here", "first_number": 1}
    return shape | {"issuer": issuer.pk, "year": timezone.localdate().year}


def new_head(_: Unit) -> dict:
    """What the page of a unit without a head posts."""
    seen = fingerprint(issuer_facts(Issuer()))
    head = {"name": "ỦY BAN NHÂN DÂN\nXÃ BA TƠ", "abbreviation": "UBND", "place": "Ba Tơ"}
    return head | {"layout": "decree_30", "seen": seen}


def of_unit(issuer: Issuer) -> Unit:
    return issuer.unit


def _typed() -> dict:
    signer = {"signer_title": "Phó Chủ tịch", "signer_name": "Trần Văn Bình"}
    return {"title": TITLE, "text": TEXT, "recipients": "Như Điều 2\nLưu: VT"} | signer


DOCUMENT = {
    "make": draft,
    "place": lambda document: document.issuer.unit,
    "hidden_from": ADMINISTRATOR,
}
STEP = DOCUMENT | {"method": "post", "status": 302, "data": seen}
NEW = LIST | {"make": IssuerFactory, "place": of_unit}
SERIES = {"make": series, "place": lambda series: series.issuer.unit, "hidden_from": ADMINISTRATOR}
NAMED = {
    "args": ("pk", "ended"),
    "named": lambda document: {"pk": document.pk, "ended": in_force_of(document).pk},
}
SCANNED = {
    "make": scanned,
    "args": ("pk", "scan"),
    "named": lambda document: {"pk": document.pk, "scan": Scan.objects.get().pk},
}

ROUTES = [
    Route("format:check", "get", EVERYBODY, **LIST),
    Route("format:check", "post", EVERYBODY, data=lambda thing: posted.pdf(), **LIST),
    Route("documents:list", "get", FIGURE_READERS, **LIST),
    Route("documents:detail", "get", FIGURE_READERS, **DOCUMENT),
    Route("documents:file", "get", FIGURE_READERS, **DOCUMENT | {"make": printed_draft}),
    Route("documents:format", "get", FIGURE_READERS, **DOCUMENT | {"make": printed_draft}),
    Route("documents:word", "get", FIGURE_READERS, **DOCUMENT),
    Route("documents:copy", "get", RECORDS, **DOCUMENT | {"make": at(State.ISSUED)}),
    Route("documents:copy", roles=RECORDS, **STEP | {"make": at(State.ISSUED), "data": copied}),
    Route("documents:change_copy", "get", RECORDS, **DOCUMENT | {"make": copy}),
    Route("documents:change_copy", roles=RECORDS, **STEP | {"make": copy, "data": resent}),
    Route("documents:new", "get", DRAFTERS, **NEW),
    Route("documents:new", "post", DRAFTERS, 302, data=written_anew, **NEW),
    Route("documents:edit", "get", DRAFTERS, **DOCUMENT),
    Route("documents:edit", "post", DRAFTERS, 302, data=written, **DOCUMENT),
    Route("documents:endings", "get", DRAFTERS, **DOCUMENT),
    Route(
        "documents:endings",
        "post",
        DRAFTERS,
        302,
        **DOCUMENT | {"make": about_to_end, "data": ended},
    ),
    Route("documents:drop_ending", "post", DRAFTERS, 302, **DOCUMENT | NAMED | {"make": ending}),
    Route("documents:check_content", roles=CONTENT_CHECKERS, **STEP),
    Route("documents:check_format", roles=RECORDS, **STEP | {"make": content_checked}),
    Route("documents:approve", roles=HEADS, **STEP | {"make": at(State.FORMAT_CHECKED)}),
    Route("documents:slip", "get", HEADS, **DOCUMENT),
    Route("documents:slip", roles=HEADS, **STEP),
    Route("documents:return", roles=JUDGES, **STEP | {"make": at(State.FORMAT_CHECKED)}),
    Route("documents:take_back", roles=HEADS | RECORDS, **STEP | {"make": at(State.APPROVED)}),
    Route("documents:recall", roles=HEADS | RECORDS, **STEP | {"make": at(State.NUMBERED)}),
    Route(
        "documents:number",
        "get",
        HEADS | RECORDS,
        **DOCUMENT | {"make": at(State.APPROVED)},
    ),
    Route(
        "documents:number",
        roles=HEADS | RECORDS,
        **STEP | {"make": approved_with_series, "data": numbered},
    ),
    Route("documents:print", roles=DRAFTERS | JUDGES, **STEP),
    Route("documents:issue", roles=RECORDS, **STEP | {"make": ready_to_issue}),
    Route("documents:attach_scan", "get", RECORDS, **DOCUMENT | {"make": at(State.ISSUED)}),
    Route(
        "documents:attach_scan",
        roles=RECORDS,
        **STEP | {"make": at(State.ISSUED), "data": lambda _: {"file": uploaded()}},
    ),
    Route("documents:scan_file", "get", FIGURE_READERS, **DOCUMENT | SCANNED),
    Route("documents:dispatch", "get", RECORDS, **DOCUMENT | {"make": at(State.ISSUED)}),
    Route("documents:dispatch", roles=RECORDS, **STEP | {"make": at(State.ISSUED), "data": sent}),
    Route("documents:issuer", "get", ADMINISTRATOR),
    Route("documents:issuer", "post", ADMINISTRATOR, 302, data=new_head),
    Route("documents:series", "get", FIGURE_READERS, **LIST),
    Route("documents:open_series", "get", RECORDS, **NEW),
    Route("documents:open_series", "post", RECORDS, 302, data=new_series, **NEW),
    Route("documents:first_number", "get", RECORDS, **SERIES),
    Route(
        "documents:first_number", "post", RECORDS, 302, data=lambda _: {"first_number": 7}, **SERIES
    ),
]
