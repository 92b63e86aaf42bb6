"""The verbs that erase secret content from a submission: one person asks, another decides."""

from collections.abc import Sequence

import rules
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import ERASING
from core.erasure.domain import (
    Findings,
    ask_for_erasure,
    carry_out_erasure,
    decline_erasure_request,
    findings_of,
)
from core.erasure.enums import ErasureState
from core.erasure.models import ErasureRequest
from core.erasure.spill import Spill
from core.notices.telling import tell
from results.domain.people import erasers_of
from results.domain.rollup_keeping import rebuild
from results.domain.spills import SUBJECT, Place, places_of, spill_of
from results.domain.waiting import spills_seen_by, to_erase_from
from results.models import Submission
from results.rules import asking_grant, erasing_grant

TO_DECIDE = "Có đề nghị xóa nội dung bí mật khỏi báo cáo số liệu, chờ người thứ hai quyết định."


class NothingNamed(NotPossible):
    code = "nothing_named"
    field = "places"
    message = "Hãy chọn ít nhất một nội dung cần xóa."


@transaction.atomic
def request_erasure(
    submission: Submission, keys: list[str], *, phrases: Sequence[str] = (), reason: str, by
) -> ErasureRequest:
    """Asks a second person to erase what stands in these places of the submission.

    And every text of the program that repeats it, or one of the phrases. Raises NotPermitted,
    NothingNamed, ReasonMissing, ContentInReason, AlreadyAsked.
    """
    submission = _locked(submission, "results.ask_for_erasure", by)
    places = _named(submission, keys)
    request = ask_for_erasure(
        submission,
        spill_of(submission, places, phrases),
        [place.facts for place in places],
        reason=reason,
        by=by,
        grant=asking_grant(by, submission),
        unit_id=submission.unit_id,
    )
    deciding = erasers_of(submission) - {by.pk}
    tell(deciding, event="erasure.asked", about=submission, words=TO_DECIDE)
    return request


@transaction.atomic
def confirm_erasure(
    submission: Submission, request: ErasureRequest, *, seen: str, by
) -> ErasureRequest:
    """Erases it from rows, history, trail, sessions and files, in one transaction.

    `seen` is the fingerprint of the findings that the person was shown. Raises NotPermitted,
    NothingNamed, AlreadyDecided, OwnRequest, ChangedMeanwhile.
    """
    submission = _locked(submission, "results.decide_on_erasure", by)
    spill = _spill_named_by(submission, request)
    grant = erasing_grant(by, submission)
    request = carry_out_erasure(request, submission, spill, seen=seen, by=by, grant=grant)
    rebuild(submission.period)
    _tell_who_asked(request, submission, "Nội dung đề nghị xóa đã được xóa.", event=ERASING)
    return request


@transaction.atomic
def decline_erasure(
    submission: Submission, request: ErasureRequest, *, reason: str, by
) -> ErasureRequest:
    """Raises NotPermitted, ReasonMissing, AlreadyDecided, OwnRequest."""
    submission = _locked(submission, "results.decide_on_erasure", by)
    grant = erasing_grant(by, submission)
    request = decline_erasure_request(request, submission, reason=reason, by=by, grant=grant)
    words = "Đề nghị xóa nội dung không được chấp thuận. Lý do ghi ở trang đề nghị."
    _tell_who_asked(request, submission, words, event="erasure.declined")
    return request


def erasure_findings(submission: Submission, request: ErasureRequest) -> Findings:
    """Where the content stands that the request names; nothing of it is changed."""
    return findings_of(_spill_named_by(submission, request))


def erasures_of(submission: Submission) -> QuerySet[ErasureRequest]:
    return _about(Submission.objects.filter(pk=submission.pk))


def erasures_seen_by(user) -> QuerySet[ErasureRequest]:
    """All that the user may read, each with the unit and the period; what waits comes first."""
    about = Submission.objects.filter(pk=OuterRef("subject_id"))
    requests = _about(spills_seen_by(user)).annotate(
        unit_name=Subquery(about.values("unit__short_name")),
        unit_key=Subquery(about.values("unit__sort_key")),
        period_label=Subquery(about.values("period__label")),
    )
    return requests.alias(waits=Q(state=ErasureState.WAITING)).order_by("-waits", "-pk")


def erasures_to_decide(user) -> QuerySet[ErasureRequest]:
    """What waits for the user, as the second person."""
    waiting = _about(to_erase_from(user)).filter(state=ErasureState.WAITING)
    return waiting.exclude(asked_by_id=user.pk)


def _about(submissions: QuerySet[Submission]) -> QuerySet[ErasureRequest]:
    keys = submissions.order_by().values("pk")
    return ErasureRequest.objects.filter(subject_type=SUBJECT, subject_id__in=keys)


def _tell_who_asked(
    request: ErasureRequest, submission: Submission, words: str, *, event: str
) -> None:
    tell([request.asked_by_id], event=event, about=submission, words=words)


def _locked(submission: Submission, permission: str, by) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm(permission, by, submission):
        raise NotPermitted
    return submission


def _named(submission: Submission, keys: list[str]) -> list[Place]:
    places = places_of(submission)
    named = [places[key] for key in keys if key in places]
    if not named or len(named) != len(keys):
        raise NothingNamed
    return named


def _spill_named_by(submission: Submission, request: ErasureRequest) -> Spill:
    """What was named and still holds something: a unit may have emptied a place itself."""
    places = places_of(submission)
    standing = [places[one["key"]] for one in request.places if one["key"] in places]
    return spill_of(submission, standing, request.phrases)
