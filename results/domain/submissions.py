"""The verbs of a submission, one per transition of the workflow table."""

from collections.abc import Collection, Sequence

import rules
from django.db import transaction
from django.utils import timezone

from core.access.refusals import NotPermitted, check_reason
from core.audit.trail import record
from results.domain.adjustments import check_adjusted
from results.domain.differences import Difference, check_differs
from results.domain.papers import GivenPaper, keep_paper, laid_down
from results.domain.policies import (
    check_action,
    check_as_shown,
    check_complete,
    check_editable,
    check_other_hand,
    check_seen,
)
from results.domain.revisions import ask_anew, next_revision, refresh_quotas
from results.domain.rollup_keeping import count_acceptance
from results.domain.scope import RowsRefused, check_rows_judged
from results.domain.stand_ins import settle_stand_in
from results.domain.telling import tell_of_action
from results.domain.workflow import ACTIONS
from results.models import Revision, StandIn, Submission
from results.rules import sending_grant


class UnknownRows(RowsRefused):
    code = "unknown_rows"
    message = "Có chỉ tiêu không nằm trong báo cáo này. Hãy chọn lại."


@transaction.atomic
def submit_submission(
    submission: Submission,
    *,
    by,
    revision_id: int,
    given: GivenPaper | None = None,
    seen: str | None = None,
) -> Submission:
    """Sends what the unit entered; from now on the revision never changes.

    With it goes the paper that the head signed, where it is `given`; sent on behalf of the unit,
    the one that it was entered from. `seen` is the fingerprint of written_facts() as the page
    showed them.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, Rewritten, Incomplete,
    QuotaBelowFigure, TotalOutOfBounds, InvalidPaper, UnusableFile.
    """
    locked = Submission.objects.lock(submission.pk)
    return settle_sending(locked, by=by, revision_id=revision_id, given=given, seen=seen)


@transaction.atomic
def settle_sending(
    submission: Submission,
    *,
    by,
    revision_id: int,
    given: GivenPaper | None = None,
    seen: str | None = None,
) -> Submission:
    """Sends a submission that the caller holds locked; all else as submit_submission() says."""
    _check(submission, "submit", by, revision_id)
    check_editable(submission)
    revision = submission.current_revision
    if seen is not None:
        check_as_shown(revision, seen)
    check_complete(revision)
    refresh_quotas(submission)
    check_adjusted(submission)
    stand_in = settle_stand_in(submission, by=by)
    revision.version_id = submission.newest_version_id
    revision.submitted_at, revision.submitted_by = timezone.now(), by
    revision.save(update_fields=["version", "submitted_at", "submitted_by"])
    _keep_paper(submission, stand_in, given, by)
    return _advance(submission, "submit", by, reason=str(stand_in or ""))


@transaction.atomic
def accept_submission(submission: Submission, *, by, revision_id: int) -> Submission:
    """Confirms the revision that was looked at; it counts in every total from now on.

    Raises NotPermitted, CampaignClosed, WrongState, Stale, OwnHand.
    """
    submission = _locked(submission, "accept", by, revision_id)
    check_other_hand(submission, by)
    return settle_acceptance(submission, by=by)


def settle_acceptance(submission: Submission, *, by) -> Submission:
    """Writes the acceptance of a locked submission whose last check has passed."""
    revision = submission.current_revision
    revision.accepted_at, revision.accepted_by = timezone.now(), by
    revision.save(update_fields=["accepted_at", "accepted_by"])
    count_acceptance(submission, replaced_id=submission.accepted_revision_id)
    submission.accepted_revision = revision
    return _advance(submission, "accept", by)


@transaction.atomic
def return_submission(
    submission: Submission, *, by, revision_id: int, reason: str, rows: Collection[int] = ()
) -> Submission:
    """Hands the submission back with a reason; the unit works on a copy, the due day stays.

    `rows` are the indicators that are to be looked at again; without any, the whole report is,
    which takes a reviewer who judges all of it. Raises NotPermitted, CampaignClosed, WrongState,
    Stale, ReasonMissing, UnknownRows, OutsideShare, RowsMissing.
    """
    submission = _locked(submission, "return", by, revision_id)
    check_reason(reason)
    revision = submission.current_revision
    names = _names_of(revision, rows)
    check_rows_judged(submission, rows, by=by)
    revision.returned_at, revision.returned_by = timezone.now(), by
    revision.return_reason, revision.returned_rows = reason, sorted(names)
    revision.save(update_fields=["returned_at", "returned_by", "return_reason", "returned_rows"])
    next_revision(submission, reason=reason)
    said = {"rows_to_mend": [names[key] for key in sorted(names)]} if names else {}
    return _advance(submission, "return", by, reason=reason, **said)


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
    count_acceptance(submission, replaced_id=former.pk)
    submission.accepted_revision = revision
    return _advance(submission, "recalculate", by, reason, differences)


def _names_of(revision: Revision, rows: Collection[int]) -> dict[int, str]:
    """The names of the indicators; raises UnknownRows where one has no row in the revision."""
    figures = revision.figures.filter(indicator__in=rows).order_by()
    names = dict(figures.values_list("indicator", "indicator__name"))
    if names.keys() != set(rows):
        raise UnknownRows
    return names


def _keep_paper(
    submission: Submission, stand_in: StandIn | None, given: GivenPaper | None, by
) -> None:
    grant = sending_grant(by, submission)
    if stand_in:
        columns = {name: getattr(stand_in, name) for name in ("number", "dated_on", "scan")}
        keep_paper(submission, columns | {"stand_in": stand_in}, by=by, grant=grant)
    elif given:
        keep_paper(submission, laid_down(submission, given), by=by, grant=grant)


def _locked(submission: Submission, action: str, by, revision_id: int) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    _check(submission, action, by, revision_id)
    return submission


def _check(submission: Submission, action: str, by, revision_id: int) -> None:
    if not rules.has_perm(ACTIONS[action].permission, by, submission):
        raise NotPermitted
    check_action(submission, action)
    check_seen(submission, revision_id)


def _advance(
    submission: Submission,
    action: str,
    by,
    reason: str = "",
    differences: Sequence[Difference] = (),
    **said,
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
        | {one.about: one.now for one in differences}
        | said,
        reason=reason,
    )
    tell_of_action(action, submission, by=by)
    return submission
