"""Giving one unit more time for one report, and taking that back while nothing was sent."""

from datetime import date

import rules
from django.db import transaction
from django.utils import timezone

from campaigns.domain.policies import check_not_closed
from core.access.refusals import NotPermitted, NotPossible, check_reason
from core.access.seen import check_unchanged
from core.audit.trail import record
from core.vietnamese.dates import short_date
from results.domain.telling import tell_the_unit
from results.enums import SubmissionState
from results.models import Extension, Submission
from results.rules import collecting_grant


class AlreadySent(NotPossible):
    """Lateness was decided by the first sending; and what came back is not shut out."""

    code = "already_sent"
    message = "Báo cáo đã gửi nên không cần gia hạn, cũng không thu hồi gia hạn được nữa."


class NothingToWithdraw(NotPossible):
    code = "nothing_to_withdraw"
    message = "Báo cáo này không có gia hạn nào đang áp dụng."


class InvalidDays(NotPossible):
    """`field` names the day that cannot be."""

    code = "invalid_days"

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(message)


@transaction.atomic
def extend_submission(
    submission: Submission, *, by, due_on: date, closes_on: date, reason: str, seen: str
) -> Extension:
    """Gives the unit a later due day, a later closing day, or both; an earlier extension ends.

    The due day of the submission stays; both days count to their end in Asia/Ho_Chi_Minh. `seen`
    is the fingerprint of extension_facts(). Raises NotPermitted, CampaignClosed, AlreadySent,
    ReasonMissing, ChangedMeanwhile, InvalidDays.
    """
    submission = _locked(submission, by, reason, seen)
    _check_days(submission, due_on, closes_on)
    before = _days(submission)
    if standing := standing_extension(submission):
        _end(standing, by, reason)
    extension = Extension.objects.create(
        submission=submission, due_on=due_on, closes_on=closes_on, reason=reason, given_by=by
    )
    record("results.extended", submission, by=by, **_facts(submission, by, before, reason))
    days = f"hạn gửi {short_date(due_on)}, nhập được đến hết ngày {short_date(closes_on)}"
    words = f"Báo cáo số liệu được gia hạn: {days}."
    tell_the_unit(submission, event="results.extended", words=words, by=by)
    return extension


@transaction.atomic
def withdraw_extension(submission: Submission, *, by, reason: str, seen: str) -> Extension:
    """Takes the extension back: the submission's own days count again.

    Raises NotPermitted, CampaignClosed, AlreadySent, ReasonMissing, ChangedMeanwhile,
    NothingToWithdraw.
    """
    submission = _locked(submission, by, reason, seen)
    before = _days(submission)
    extension = standing_extension(submission)
    if extension is None:
        raise NothingToWithdraw
    _end(extension, by, reason)
    facts = _facts(submission, by, before, reason)
    record("results.extension_withdrawn", submission, by=by, **facts)
    words = "Gia hạn gửi báo cáo số liệu đã bị thu hồi. Lý do ghi ở trang báo cáo."
    tell_the_unit(submission, event="results.extension_withdrawn", words=words, by=by)
    return extension


def standing_extension(submission: Submission) -> Extension | None:
    return submission.extensions.filter(ended_at=None).first()


def extension_facts(submission: Submission) -> dict:
    """What stands about the days of a submission read with_days(), for their fingerprint."""
    standing = standing_extension(submission)
    return _days(submission) | {"extension": standing and standing.pk}


def check_extensible(submission: Submission) -> None:
    """Raises CampaignClosed, AlreadySent."""
    check_not_closed(submission.campaign)
    if submission.state != SubmissionState.OPEN:
        raise AlreadySent


def can_be_extended(submission: Submission) -> bool:
    try:
        check_extensible(submission)
    except NotPossible:
        return False
    return True


def _locked(submission: Submission, by, reason: str, seen: str) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.extend_submission", by, submission):
        raise NotPermitted
    check_extensible(submission)
    check_reason(reason)
    check_unchanged(extension_facts(submission), seen)
    return submission


def _check_days(submission: Submission, due_on: date, closes_on: date) -> None:
    """An extension gives time, some of it still to come."""
    closing = submission.period.closes_on
    if due_on < submission.due_on:
        raise InvalidDays("due_on", f"Hạn gửi cũ là ngày {short_date(submission.due_on)}.")
    if closes_on < due_on:
        raise InvalidDays("closes_on", "Ngày khóa sổ phải sau hạn gửi.")
    if closes_on < closing:
        raise InvalidDays("closes_on", f"Kỳ khóa sổ ngày {short_date(closing)}.")
    if closes_on < timezone.localdate():
        raise InvalidDays("closes_on", "Ngày này đã qua nên đơn vị vẫn không nhập được.")
    if (due_on, closes_on) == (submission.due_on, closing):
        raise InvalidDays("due_on", "Hãy ghi ngày muộn hơn hạn gửi hoặc ngày khóa sổ hiện có.")


def _end(extension: Extension, by, reason: str) -> None:
    extension.ended_at, extension.ended_by, extension.end_reason = timezone.now(), by, reason
    extension.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _days(submission: Submission) -> dict[str, str]:
    return {
        "due_on": submission.effective_due_on.isoformat(),
        "closes_on": submission.effective_closes_on.isoformat(),
    }


def _facts(submission: Submission, by, before: dict, reason: str) -> dict:
    """What the trail tells of the change, beside what was done and by whom."""
    return {
        "grant": collecting_grant(by, submission),
        "unit_id": submission.unit_id,
        "before": before,
        "after": _days(Submission.objects.with_days().get(pk=submission.pk)),
        "reason": reason,
    }
