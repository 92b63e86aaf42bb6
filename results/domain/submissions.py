"""The verbs of a submission, one per transition of the workflow table."""

from collections.abc import Sequence

import rules
from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPermitted, check_reason
from core.audit.trail import record
from results.domain.adjustments import check_adjusted
from results.domain.differences import Difference, check_differs
from results.domain.policies import (
    check_action,
    check_complete,
    check_editable,
    check_other_hand,
    check_seen,
)
from results.domain.revisions import ask_anew, newest_version, next_revision, refresh_quotas
from results.domain.workflow import ACTIONS
from results.models import Submission


@transaction.atomic
def submit_submission(submission: Submission, *, by, revision_id: int) -> Submission:
    """Sends what the unit entered; from now on the revision never changes.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, Incomplete,
    QuotaBelowFigure, TotalOutOfBounds.
    """
    submission = _locked(submission, "submit", by, revision_id)
    check_editable(submission)
    revision = submission.current_revision
    check_complete(revision)
    refresh_quotas(submission)
    check_adjusted(submission)
    revision.version = newest_version(submission.campaign)
    revision.submitted_at, revision.submitted_by = timezone.now(), by
    revision.save(update_fields=["version", "submitted_at", "submitted_by"])
    return _advance(submission, "submit", by)


@transaction.atomic
def accept_submission(submission: Submission, *, by, revision_id: int) -> Submission:
    """Confirms the revision that was looked at; it counts in every total from now on.

    Raises NotPermitted, CampaignClosed, WrongState, Stale, OwnHand.
    """
    submission = _locked(submission, "accept", by, revision_id)
    check_other_hand(submission, by)
    revision = submission.current_revision
    revision.accepted_at, revision.accepted_by = timezone.now(), by
    revision.save(update_fields=["accepted_at", "accepted_by"])
    submission.accepted_revision = revision
    return _advance(submission, "accept", by)


@transaction.atomic
def return_submission(submission: Submission, *, by, revision_id: int, reason: str) -> Submission:
    """Hands the submission back with a reason; the unit works on a copy, the due day stays.

    Raises NotPermitted, CampaignClosed, WrongState, Stale, ReasonMissing.
    """
    submission = _locked(submission, "return", by, revision_id)
    check_reason(reason)
    revision = submission.current_revision
    revision.returned_at, revision.returned_by = timezone.now(), by
    revision.return_reason = reason
    revision.save(update_fields=["returned_at", "returned_by", "return_reason"])
    next_revision(submission, reason=reason)
    return _advance(submission, "return", by, reason=reason)


@transaction.atomic
def reopen_submission(submission: Submission, *, by, revision_id: int, reason: str) -> Submission:
    """Opens an accepted submission again; the accepted revision counts until it is replaced.

    Raises NotPermitted, CampaignClosed, WrongState, Stale, ReasonMissing.
    """
    submission = _locked(submission, "reopen", by, revision_id)
    check_reason(reason)
    next_revision(submission, reason=reason)
    return _advance(submission, "reopen", by, reason=reason)


@transaction.atomic
def recalculate_submission(
    submission: Submission, *, by, revision_id: int, reason: str
) -> Submission:
    """Judges an accepted report by the targets and quotas of today; the unit's numbers stay.

    The former accepted revision stays as it was beside the new one. Where the plan asks by now
    what it did not ask, the unit has to answer first: the report is opened again. Raises
    NotPermitted, CampaignClosed, WrongState, Stale, OwnHand, ReasonMissing, NothingDiffers,
    QuotaBelowFigure.
    """
    submission = _locked(submission, "recalculate", by, revision_id)
    check_other_hand(submission, by)
    check_reason(reason)
    differences = check_differs(submission)
    former, revision = submission.current_revision, next_revision(submission, reason=reason)
    if ask_anew(submission):
        return _advance(submission, "reopen", by, reason, differences)
    refresh_quotas(submission)
    revision.submitted_at, revision.submitted_by = former.submitted_at, former.submitted_by
    revision.accepted_at = revision.recalculated_at = timezone.now()
    revision.accepted_by = revision.recalculated_by = by
    revision.save()
    submission.accepted_revision = revision
    return _advance(submission, "recalculate", by, reason, differences)


def _locked(submission: Submission, action: str, by, revision_id: int) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm(ACTIONS[action].permission, by, submission):
        raise NotPermitted
    check_action(submission, action)
    check_seen(submission, revision_id)
    return submission


def _advance(
    submission: Submission,
    action: str,
    by,
    reason: str = "",
    differences: Sequence[Difference] = (),
) -> Submission:
    transition = ACTIONS[action]
    before = submission.state
    submission.state = transition.target
    submission.save(update_fields=["state", "current_revision", "accepted_revision"])
    record(
        transition.event,
        submission,
        by=by,
        grant=transition.grant(by, submission),
        unit_id=submission.unit_id,
        before={"state": before} | {one.about: one.then for one in differences},
        after={"state": transition.target, "revision": submission.current_revision.number}
        | {one.about: one.now for one in differences},
        reason=reason,
    )
    return submission
