"""Papers on their way: in draft, waiting for a signatory or a number, and one issued and filed."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from core.jobs.work import run
from demo.clock import clock_at
from demo.courses import moment
from demo.people import Cast
from demo.reading import read
from demo.this_year import PLACE
from documents.domain.approval import approve_document, check_content, check_format
from documents.domain.documents import Marks, signature_of
from documents.domain.drafting import Words, draft_document
from documents.domain.facts import seen_mark
from documents.domain.issuing import issue_document
from documents.domain.measuring import kept_of, measured
from documents.domain.numbers import number_document
from documents.domain.prints import request_print
from documents.domain.records.facts import Heading
from documents.domain.records.files import open_record_file
from documents.domain.series import open_series
from documents.enums import DocumentKind, Urgency
from documents.models import Document, Issuer

FIRST_NUMBER = 215  # what the records office gave by hand before
DAYS_AGO, HOUR = 3, 9


def load_documents(cast: Cast, today: date) -> None:
    """Makes the province's papers, unless it has any."""
    told = read(f"{PLACE}/documents", year=today.year)
    issuer = Issuer.objects.select_related("unit").get(unit__code=told["issuer"])
    if issuer.documents.exists():
        return
    people = {role: user for (role, code), user in cast.items() if code == told["issuer"]}
    day = max(today - timedelta(days=DAYS_AGO), today.replace(month=1, day=1))
    with clock_at(moment(day, HOUR)):
        _open_numbers(issuer, day.year, people[Role.RECORDS_CLERK])
        for row in told["documents"]:
            _bring(_draft(issuer, row, today, people), row["steps"], people)
        _file(issuer, told["record_file"], day, people[Role.RECORDS_CLERK])


def _open_numbers(issuer: Issuer, year: int, clerk: User) -> None:
    """Decisions have numbers of their own; the other kinds share one series."""
    shares = {"is_kept_here": True, "first_number": FIRST_NUMBER}
    others = [kind for kind in DocumentKind if kind != DocumentKind.DECISION]
    open_series(issuer, year=year, kinds=[DocumentKind.DECISION], by=clerk, **shares)
    open_series(issuer, year=year, kinds=others, by=clerk, **shares)


def _draft(issuer: Issuer, row: dict, today: date, people: dict[Role, User]) -> Document:
    words = Words(
        title=row["title"],
        text=row["text"],
        addressees=row.get("addressees", []),
        recipients=row["recipients"],
        signature=signature_of(issuer.unit, today),
        drafter=row.get("drafter", ""),
        marks=Marks(urgency=Urgency(row.get("urgency", ""))),
    )
    by = people[Role.CAMPAIGN_OFFICER]
    return draft_document(DocumentKind(row["kind"]), words, issuer=issuer, on=today, by=by)


def _check_format(document: Document, *, by: User, seen: str) -> Document:
    """As the clerk does it: printed, measured, and confirmed where all is met."""
    document = request_print(document, by=by)
    run(document.print_job_id)
    document.refresh_from_db()
    found = kept_of(measured(document), document)
    return check_format(document, found, by=by, seen=seen)


def _number(document: Document, *, by: User, seen: str) -> Document:
    return number_document(document, by=by, seen=seen, legal_date=timezone.localdate())


def _issue(document: Document, *, by: User, seen: str) -> Document:
    """What is issued is the print with number and day, which numbering asked the worker for."""
    run(document.print_job_id)
    return issue_document(document, by=by, seen=seen)


STEPS = {
    "check_content": (check_content, Role.CAMPAIGN_OFFICER),
    "check_format": (_check_format, Role.RECORDS_CLERK),
    "approve": (approve_document, Role.LEADER),
    "number": (_number, Role.RECORDS_CLERK),
    "issue": (_issue, Role.RECORDS_CLERK),
}


def _bring(document: Document, steps: list[str], people: dict[Role, User]) -> None:
    for step in steps:
        verb, role = STEPS[step]
        document = verb(document, by=people[role], seen=seen_mark(document))


def _file(issuer: Issuer, told: dict, day: date, clerk: User) -> None:
    heading = Heading(code=told["code"], title=told["title"], year=day.year, opened_on=day)
    issued = list(issuer.documents.in_force())
    open_record_file(heading, issued, issuer=issuer, by=clerk)
