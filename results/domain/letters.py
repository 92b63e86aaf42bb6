"""Official letters that ask for owed reports: drafted here, and from then on documents like any."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import Grant
from campaigns.domain.policies import check_not_closed
from campaigns.models import Campaign, Period
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from documents.domain.documents import Draft, create_document
from documents.domain.drafting import issuers_for, read_text
from documents.domain.naming import reference_of
from documents.domain.prints import ask_for_print
from documents.domain.records.proposals import Proposal
from documents.domain.wording import STATE_TONES
from documents.enums import DocumentKind, DocumentState
from documents.models import Document, Issuer
from results.domain.letter_words import (
    LISTED,
    Asked,
    Reminder,
    addressees_of,
    annexes_of,
    text_of,
    title_of,
)
from results.domain.waiting import RUNNING, collected_by, with_progress
from results.domain.workflow import EDITABLE
from results.enums import SubmissionState
from results.models import ReminderLetter, Submission
from results.rules import LETTER_WRITERS, reminding_grant
from units.models import Unit

LETTER = "công văn đôn đốc"
RECIPIENTS = ("Như trên", "Lưu: VT")


class NothingChosen(NotPossible):
    code = "nothing_chosen"
    message = "Hãy chọn ít nhất một đơn vị."


class CameMeanwhile(NotPossible):
    """Of a report that the letter was to ask for."""

    code = "came_meanwhile"
    field = "submissions"
    message = (
        "Có đơn vị đã gửi báo cáo từ khi bạn mở trang. Danh sách đã được cập nhật; hãy xem lại rồi "
        "lập công văn."
    )


@dataclass(frozen=True)
class LetterLine:
    """A letter as pages tell of it; `pk` is the document's, `reference` its number and day."""

    pk: int
    period: Period
    drafted_at: datetime
    reference: str
    state: DocumentState
    asks_for: int

    @property
    def tone(self) -> str:
        return STATE_TONES[self.state]


@transaction.atomic
def draft_letter(
    period: Period, submission_ids: Collection[int], *, issuer: Issuer, by, request_key: UUID
) -> ReminderLetter:
    """Drafts a letter to the units of some reports of the period, and asks for its print.

    The same `request_key` gives the same letter. Raises NotPermitted, CampaignClosed,
    NothingChosen, CameMeanwhile.
    """
    period = (
        Period.objects.select_for_update(of=["self"]).select_related("campaign").get(pk=period.pk)
    )
    grant = _grant(by, issuer)
    if drafted := ReminderLetter.objects.filter(request_key=request_key).first():
        return drafted
    check_not_closed(period.campaign)
    asked = _chosen(period, submission_ids, issuer, by)
    document = _document(period, asked, issuer, by, grant)
    letter = ReminderLetter.objects.create(
        period=period, document=document, request_key=request_key
    )
    letter.submissions.set(asked)
    facts = {"period": str(period), "asked_units": len(asked)}
    record(
        "results.letter_drafted", letter, by=by, grant=grant, unit_id=issuer.unit_id, after=facts
    )
    return letter


def to_remind(user, issuer: Issuer, submissions=Submission.objects) -> QuerySet:
    """What units under the issuer's owe that the user collects from, in running campaigns."""
    owed = _collected(user, issuer, submissions).filter(RUNNING, state__in=EDITABLE)
    return owed.with_days().select_related("unit", "period").order_by("unit__sort_key", "pk")


def periods_to_remind(user) -> QuerySet:
    """The periods for which units owe what the user collects, the newest first."""
    owed = collected_by(user).filter(RUNNING, state__in=EDITABLE)
    periods = Period.objects.filter(pk__in=owed.values("period")).select_related("campaign")
    return periods.only("label", "campaign__name").order_by("-due_on", "pk")


def is_behind(submission: Submission) -> bool:
    """Past the day that counts (`with_days`), or handed back."""
    is_late = submission.effective_due_on < timezone.localdate()
    return is_late or submission.state != SubmissionState.OPEN


def issuers_of_letters(user) -> QuerySet:
    """The issuers in whose name the user may ask for reports."""
    return issuers_for(user, LETTER_WRITERS)


def with_letters(periods: QuerySet, reader) -> QuerySet:
    """The periods for letters_of(): with the letters that the reader may open, newest first."""
    letters = ReminderLetter.objects.visible_to(reader).filter(period=OuterRef("pk"))
    asked = ReminderLetter.submissions.through.objects.filter(reminderletter=OuterRef("pk"))
    told = JSONObject(
        pk="document",
        drafted_at="document__created_at",
        state="document__state",
        number="document__number",
        symbol="document__symbol",
        legal_date="document__legal_date",
        asks_for=Subquery(asked.values("reminderletter").values(number=Count("pk"))),
    )
    return periods.annotate(letters=ArraySubquery(letters.order_by("-pk").values(told=told)))


def letters_of(period: Period) -> list[LetterLine]:
    """Of a period read with_letters()."""
    return [_line(period, told) for told in period.letters]


def letters_among(documents, campaign: Campaign) -> list[Proposal]:
    """The letters about the campaign among some documents."""
    letters = documents.filter(reminder_letter__period__campaign=campaign)
    return [Proposal(document, LETTER) for document in letters]


def units_listed(document: Document) -> dict[str, list[str]]:
    """For whom the addressee of a letter with a list stands; empty for another document."""
    units = Unit.objects.filter(submissions__reminder_letters__document=document)
    names = list(units.values_list("official_name", flat=True))
    return {LISTED: names} if names else {}


def _grant(by, issuer: Issuer) -> Grant:
    grant = reminding_grant(by, issuer)
    if grant is None or issuer.unit.has_ended(timezone.localdate()):
        raise NotPermitted
    return grant


def _collected(user, issuer: Issuer, submissions) -> QuerySet:
    under = submissions.answered_for_by([issuer.unit_id]).exclude(unit=issuer.unit_id)
    return collected_by(user, under)


def _chosen(period: Period, submission_ids, issuer: Issuer, by) -> list[Submission]:
    chosen = Submission.objects.filter(period=period, pk__in=submission_ids)
    if not submission_ids:
        raise NothingChosen
    if _collected(by, issuer, chosen).count() != len(submission_ids):
        raise NotPermitted
    owed = with_progress(to_remind(by, issuer, chosen)).select_related("current_revision")
    if len(owed) != len(submission_ids):
        raise CameMeanwhile
    return list(owed)


def _document(period: Period, asked: list[Submission], issuer: Issuer, by, grant) -> Document:
    reminder = _reminder(period, asked, issuer)
    body = read_text(text_of(reminder))
    draft = Draft(
        kind=DocumentKind.OFFICIAL_LETTER,
        title=title_of(reminder),
        body=body.blocks,
        annexes=annexes_of(reminder),
        addressees=addressees_of(reminder),
        recipients=RECIPIENTS,
        last_anchor=body.last_number,
    )
    document = create_document(draft, issuer=issuer, on=reminder.today, by=by, grant=grant)
    ask_for_print(document, by=by)
    document.save(update_fields=["print_job"])
    return document


def _reminder(period: Period, asked: list[Submission], issuer: Issuer) -> Reminder:
    today = timezone.localdate()
    return Reminder(
        issued_by=issuer.unit.name_on(today),
        campaign=period.campaign.name,
        reference=period.campaign.plan_reference,
        period=period.label,
        data_from=period.data_from,
        data_to=period.data_to,
        due_on=period.due_on,
        today=today,
        asked=[_asked(submission, today) for submission in asked],
    )


def _asked(submission: Submission, today: date) -> Asked:
    effective = submission.effective_due_on
    return Asked(
        unit=submission.unit.name_on(today),
        state=SubmissionState(submission.state),
        due_on=submission.due_on,
        extended_to=effective if effective > submission.due_on else None,
        since=timezone.localdate(submission.current_revision.created_at),
        items=submission.asked,
        is_late=effective < today,
        is_locked=submission.is_locked,
    )


def _line(period: Period, told: dict) -> LetterLine:
    return LetterLine(
        pk=told["pk"],
        period=period,
        drafted_at=datetime.fromisoformat(told["drafted_at"]),
        reference=_reference(told),
        state=DocumentState(told["state"]),
        asks_for=told["asks_for"],
    )


def _reference(told: dict) -> str:
    if told["number"] is None:
        return ""
    facts = {name: told[name] for name in ("number", "symbol")}
    day = date.fromisoformat(told["legal_date"])
    return reference_of(Document(kind=DocumentKind.OFFICIAL_LETTER, legal_date=day, **facts))
