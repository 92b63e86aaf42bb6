"""Calling units that owe a report, and writing down that one called."""

import rules
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from campaigns.domain.policies import check_not_closed
from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from results.domain.waiting import RUNNING, collected_by
from results.domain.workflow import EDITABLE
from results.enums import SubmissionState
from results.models import Call, Reminder, Submission
from results.rules import collecting_grant


class NothingOwed(NotPossible):
    code = "nothing_owed"
    message = "Đơn vị đã gửi báo cáo này nên không còn cuộc gọi đôn đốc nào để ghi."


@transaction.atomic
def log_call(submission: Submission, *, by, note: str = "") -> Call:
    """Writes down that the person called the unit just now; such a row never changes.

    Raises NotPermitted, CampaignClosed, NothingOwed.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.log_call", by, submission):
        raise NotPermitted
    check_owed(submission)
    call = Call.objects.create(submission=submission, called_by=by, note=note)
    record(
        "results.called",
        submission,
        by=by,
        grant=collecting_grant(by, submission),
        unit_id=submission.unit_id,
        after={"note": note},
    )
    return call


def check_owed(submission: Submission) -> None:
    """Raises CampaignClosed, NothingOwed."""
    check_not_closed(submission.campaign)
    if submission.state not in EDITABLE:
        raise NothingOwed


def is_owed(submission: Submission) -> bool:
    try:
        check_owed(submission)
    except NotPossible:
        return False
    return True


def to_call_about(user, submissions: QuerySet) -> QuerySet:
    """What the units that the user collects from owe: past its days, or handed back.

    With the time and the note of the last call about each, and the time of the last reminder.
    """
    behind = Q(effective_due_on__lt=timezone.localdate()) | ~Q(state=SubmissionState.OPEN)
    owed = collected_by(user, submissions).filter(RUNNING, state__in=EDITABLE)
    last = Call.objects.filter(submission=OuterRef("pk")).order_by("-called_at", "-pk")
    reminders = Reminder.objects.filter(submission=OuterRef("pk"))
    last_reminder = reminders.order_by("-reminded_at", "-pk").values("reminded_at")
    return (
        owed.with_days()
        .filter(behind)
        .annotate(
            last_called_at=Subquery(last.values("called_at")[:1]),
            last_note=Subquery(last.values("note")[:1]),
            last_reminded_at=Subquery(last_reminder[:1]),
        )
    )
