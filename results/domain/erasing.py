"""The verbs that erase secret content from a submission: one person asks, another decides."""

from collections.abc import Sequence

import rules
from django.db import transaction

from core.access.refusals import NotPermitted, NotPossible
from core.erasure.domain import (
    Findings,
    ask_for_erasure,
    carry_out_erasure,
    decline_erasure_request,
    findings_of,
)
from core.erasure.models import ErasureRequest
from core.erasure.spill import Spill
from results.domain.spills import SUBJECT, Place, places_of, spill_of
from results.models import Submission
from results.rules import asking_grant, erasing_grant


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
    return ask_for_erasure(
        submission,
        spill_of(submission, places, phrases),
        [place.facts for place in places],
        reason=reason,
        by=by,
        grant=asking_grant(by, submission),
        unit_id=submission.unit_id,
    )


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
    return carry_out_erasure(request, submission, spill, seen=seen, by=by, grant=grant)


@transaction.atomic
def decline_erasure(
    submission: Submission, request: ErasureRequest, *, reason: str, by
) -> ErasureRequest:
    """Raises NotPermitted, ReasonMissing, AlreadyDecided, OwnRequest."""
    submission = _locked(submission, "results.decide_on_erasure", by)
    grant = erasing_grant(by, submission)
    return decline_erasure_request(request, submission, reason=reason, by=by, grant=grant)


def erasure_findings(submission: Submission, request: ErasureRequest) -> Findings:
    """Where the content stands that the request names; nothing of it is changed."""
    return findings_of(_spill_named_by(submission, request))


def erasures_of(submission: Submission):
    return ErasureRequest.objects.filter(subject_type=SUBJECT, subject_id=submission.pk)


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
