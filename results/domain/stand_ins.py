"""Entering on behalf of a unit, from the paper that it signed (nhập thay theo báo cáo giấy)."""

import rules
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.access.refusals import NotPermitted, NotPossible, check_reason
from core.audit.trail import record
from core.notices.telling import tell
from results.domain.papers import GivenPaper, laid_down, paper_facts
from results.domain.policies import check_editable, check_seen
from results.domain.telling import tell_the_unit
from results.models import Hand, PaperReport, StandIn, Submission
from results.models.paper import STANDING
from results.rules import ending_grant, own_grant, standing_in_grant

SENT_BY_ITSELF = "Đơn vị tự gửi báo cáo."
BEGUN = "Cấp trên nhập thay báo cáo số liệu theo báo cáo giấy. Lý do, bản chụp ở trang báo cáo."
ENDED = "Đã thôi nhập thay báo cáo số liệu; đơn vị tự nhập và gửi."
SENT_FOR_IT = "Cấp trên đã nhập và gửi thay báo cáo số liệu theo báo cáo giấy của đơn vị."


class StoodInAlready(NotPossible):
    code = "stood_in_already"
    message = "Báo cáo này đang được nhập thay theo một báo cáo giấy khác."


class NobodyStandsIn(NotPossible):
    code = "nobody_stands_in"
    message = "Không có ai đang nhập thay báo cáo này."


@transaction.atomic
def stand_in(
    submission: Submission, given: GivenPaper, *, by, revision_id: int, reason: str
) -> StandIn:
    """Takes over entering and sending from the unit's paper; the unit's own hands keep their right.

    Without a scan of its own the paper keeps that of paper_before().

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, ReasonMissing,
    StoodInAlready, InvalidPaper, UnusableFile.
    """
    submission = _locked(submission, "results.enter_on_behalf", by, revision_id)
    check_reason(reason)
    if submission.has_stand_in:
        raise StoodInAlready
    begun = StandIn.objects.create(
        revision=submission.current_revision,
        reason=reason,
        begun_by=by,
        **laid_down(submission, given, former=paper_before(submission)),
    )
    facts = {"by": by, "grant": standing_in_grant(by, submission), "unit_id": submission.unit_id}
    after = paper_facts(begun)
    record("results.stand_in_begun", submission, after=after, reason=reason, **facts)
    tell_the_unit(submission, event="results.stand_in_begun", words=BEGUN, by=by)
    return begun


@transaction.atomic
def end_stand_in(submission: Submission, *, by, revision_id: int, reason: str) -> StandIn:
    """Leaves entering to the unit alone again; what was entered so far stays in its cells.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale, ReasonMissing,
    NobodyStandsIn.
    """
    submission = _locked(submission, "results.end_on_behalf", by, revision_id)
    check_reason(reason)
    standing = standing_in_for(submission)
    if standing is None:
        raise NobodyStandsIn
    _tell_of_end(submission, _end(submission, standing, by, reason), by)
    return standing


def paper_before(submission: Submission) -> PaperReport | None:
    """From which the last revision was sent on behalf of the unit, to begin the next one with."""
    number = submission.current_revision.number - 1
    papers = PaperReport.objects.filter(revision__submission=submission, revision__number=number)
    on_behalf = papers.filter(stand_in__isnull=False, scan__erased_at=None)
    return on_behalf.select_related("scan").first()


def standing_in_for(submission: Submission) -> StandIn | None:
    """Who stands in for the unit on the present revision, or stood when it was sent."""
    rows = StandIn.objects.filter(STANDING, revision=submission.current_revision_id)
    return rows.select_related("scan", "begun_by").first()


def stand_ins_of(submission: Submission) -> QuerySet[StandIn]:
    """All that ever stood, the last one first, with who began and who ended each."""
    rows = StandIn.objects.filter(revision__submission=submission)
    return rows.select_related("revision", "begun_by", "ended_by").order_by("-pk")


def note_hand(submission: Submission, *, by) -> str:
    """Keeps in mind who entered from above; gives the words for the trail, none for own hands."""
    if own_grant(by, submission):
        return ""
    standing = standing_in_for(submission)
    Hand.objects.get_or_create(stand_in=standing, user=by)
    return str(standing)


def settle_stand_in(submission: Submission, *, by) -> StandIn | None:
    """Under which stand-in the person sends; the unit's head sends for itself, which ends it."""
    if not submission.has_stand_in:
        return None
    standing = standing_in_for(submission)
    if own_grant(by, submission):
        _tell_of_end(submission, _end(submission, standing, by, SENT_BY_ITSELF), by)
        return None
    tell_the_unit(submission, event="results.submitted", words=SENT_FOR_IT, by=by)
    return standing


def _tell_of_end(submission: Submission, ended: StandIn, by) -> None:
    """The unit, and who began, whichever of them did it."""
    event = "results.stand_in_ended"
    tell_the_unit(submission, event=event, words=ENDED, by=by)
    tell({ended.begun_by_id} - {by.pk}, event=event, about=submission, words=ENDED)


def _locked(submission: Submission, permission: str, by, revision_id: int) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm(permission, by, submission):
        raise NotPermitted
    check_editable(submission)
    check_seen(submission, revision_id)
    return submission


def _end(submission: Submission, standing: StandIn, by, reason: str) -> StandIn:
    standing.ended_at, standing.ended_by, standing.end_reason = timezone.now(), by, reason
    standing.save(update_fields=["ended_at", "ended_by", "end_reason"])
    facts = {"by": by, "grant": ending_grant(by, submission), "unit_id": submission.unit_id}
    before = paper_facts(standing)
    record("results.stand_in_ended", submission, before=before, reason=reason, **facts)
    return standing
