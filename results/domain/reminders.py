"""Reminding units of what they owe: by the schedule around the due day, by hand, by letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import rules
from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from core.access.refusals import NotPermitted, NotPossible, Refusal
from core.audit.trail import record
from core.notices.telling import tell
from core.vietnamese.dates import short_date
from documents.models import Document
from results.domain.calls import check_owed
from results.domain.people import hands_at, hands_of
from results.domain.waiting import RUNNING, collected_by
from results.domain.wording import days_left_text
from results.domain.workflow import EDITABLE
from results.enums import SubmissionState
from results.models import Reminder, ReminderLetter, Submission
from results.models.reminder import LETTER
from results.rules import collecting_grant

EVENT = "results.reminded"
MADE_UP_FOR = 7  # days: a step that was missed for longer is left to people
UNSENT = {
    SubmissionState.OPEN: "Báo cáo số liệu chưa gửi",
    SubmissionState.RETURNED: "Báo cáo số liệu bị trả lại, chưa gửi lại",
    SubmissionState.REOPENED: "Báo cáo số liệu mở lại để sửa, chưa gửi lại",
}
LETTER_CAME = "Có công văn đôn đốc báo cáo số liệu gửi đơn vị."
LOCKED = "Kỳ đã khóa sổ: muốn gửi, hãy đề nghị đơn vị cấp trên gia hạn."


class AlreadyReminded(NotPossible):
    code = "already_reminded"
    message = "Hôm nay đã có người nhắc đơn vị về báo cáo này."


class NobodyToRemind(NotPossible):
    code = "nobody_to_remind"
    message = "Đơn vị chưa có người nhập liệu hay thủ trưởng có tài khoản; hãy gọi điện đôn đốc."


@dataclass(frozen=True)
class Round:
    """Of which reports the units were reminded, and of which not, each with the reason in words."""

    reminded: list[Submission]
    refused: list[tuple[Submission, str]]


@transaction.atomic
def remind_unit(submission: Submission, *, by) -> Reminder:
    """Reminds who enters for the unit and who answers for it; by hand once in a day.

    Raises NotPermitted, CampaignClosed, NothingOwed, AlreadyReminded, NobodyToRemind.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.remind_unit", by, submission):
        raise NotPermitted
    check_owed(submission)
    return _remind(submission, occasion_by_hand(), by=by)


def remind_all(submissions: Iterable[Submission], *, by) -> Round:
    """Reminds of each by itself: a refused one holds up no other."""
    done = Round([], [])
    for submission in submissions:
        try:
            remind_unit(submission, by=by)
        except Refusal as refusal:
            done.refused.append((submission, refusal.message))
        else:
            done.reminded.append(submission)
    return done


@transaction.atomic
def remind_on_schedule(submission: Submission) -> Reminder | None:
    """Reminds for the last step that was reached; None where that was done, or nobody is there.

    An act of the program. Safe to run twice or late: of several missed steps the last one counts.
    Raises CampaignClosed, NothingOwed.
    """
    submission = Submission.objects.lock(submission.pk)
    check_owed(submission)
    occasion = occasion_of_schedule(submission, timezone.localdate())
    try:
        return _remind(submission, occasion, by=None) if occasion else None
    except (AlreadyReminded, NobodyToRemind):
        return None


def remind_by_letter(document: Document, *, by) -> None:
    """Reminds those whom a letter asks and its issue reached; nobody where it is another document.

    In the transaction of the issue, which stands on the trail for all of them.
    """
    letter = ReminderLetter.objects.filter(document=document).select_related("period").first()
    if letter is None:
        return
    reached = letter.submissions.filter(unit__in=document.dispatches.values("unit")).order_by("pk")
    occasion = f"{LETTER} {letter.pk}"
    Reminder.objects.bulk_create(
        Reminder(submission=one, occasion=occasion, reminded_by=by) for one in reached
    )
    people = hands_at(one.unit_id for one in reached) - {by.pk}
    tell(people, event="results.letter_issued", about=letter, words=LETTER_CAME)


def waiting_for_a_reminder() -> list[Submission]:
    """What the schedule has to remind of today, and has not. Two queries."""
    today = timezone.localdate()
    owed = Submission.objects.filter(RUNNING, state__in=EDITABLE)
    sent = Reminder.objects.filter(submission__in=owed.values("pk"))
    done = set(sent.values_list("submission", "occasion"))
    rows = [(one, occasion_of_schedule(one, today)) for one in owed.with_lock_context()]
    return [one for one, occasion in rows if occasion and (one.pk, occasion) not in done]


def to_remind_about(user, submissions: QuerySet) -> QuerySet:
    """What the units owe that the user collects from, with when they were last reminded.

    `reminded_by_hand` is the key of a reminder that somebody sent today.
    """
    owed = collected_by(user, submissions).filter(RUNNING, state__in=EDITABLE).with_days()
    sent = Reminder.objects.filter(submission=OuterRef("pk"))
    last = sent.order_by("-reminded_at", "-pk").values("reminded_at")
    by_hand = sent.filter(occasion=occasion_by_hand()).values("pk")
    return owed.annotate(
        last_reminded_at=Subquery(last[:1]), reminded_by_hand=Subquery(by_hand[:1])
    )


def occasion_by_hand() -> str:
    return f"day {timezone.localdate().isoformat()}"


def occasion_of_schedule(submission: Submission, today: date) -> str | None:
    """The last step of the schedule that was reached; None before the first and long after one.

    Steps count from the due day that applies, or from the day on which the present revision was
    made where that is later: what was returned is reminded of anew, but not on the day on which
    the unit was told so. The submission is read with_lock_context().
    """
    revision = submission.current_revision
    made_on = timezone.localdate(revision.created_at)
    if revision.number > 1 and made_on == today:
        return None
    since = max(submission.effective_due_on, made_on)
    step = _step_reached((today - since).days, settings.REMINDER_DAYS)
    if step is None:
        return None
    return f"revision {revision.number} since {since.isoformat()} step {step}"


def _step_reached(days: int, steps: Sequence[int]) -> int | None:
    reached = max((step for step in steps if step <= days), default=None)
    return reached if reached is not None and days - reached <= MADE_UP_FOR else None


def _remind(submission: Submission, occasion: str, *, by) -> Reminder:
    """The submission is locked. Raises AlreadyReminded, NobodyToRemind."""
    if submission.reminders.filter(occasion=occasion).exists():
        raise AlreadyReminded
    people = hands_of(submission)
    if not people:
        raise NobodyToRemind
    reminder = Reminder.objects.create(submission=submission, occasion=occasion, reminded_by=by)
    tell(people, event=EVENT, about=submission, words=_words(submission), key=occasion)
    record(
        "results.reminded",
        submission,
        by=by,
        grant=collecting_grant(by, submission) if by else None,
        unit_id=submission.unit_id,
        after={"due_on": submission.effective_due_on.isoformat()},
    )
    return reminder


def _words(submission: Submission) -> str:
    due_on = submission.effective_due_on
    left, _ = days_left_text(due_on, timezone.localdate())
    said = f"{UNSENT[SubmissionState(submission.state)]}: {left} (hạn gửi {short_date(due_on)})."
    return f"{said} {LOCKED}" if submission.is_locked else said
