"""Confirming many reports at once: the same act for each, and each by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from core.access.refusals import NotPossible, Refusal
from results.domain.areas import confirm_areas
from results.domain.doubts import doubts_of
from results.domain.submissions import accept_submission
from results.models import Submission
from results.rules import accepting_grant


class Doubtful(NotPossible):
    """Somebody has to look at this one by itself."""

    code = "doubtful"


@dataclass(frozen=True)
class Outcome:
    """What was accepted, and what was not, each with the reason in words."""

    accepted: list[Submission]
    refused: list[tuple[Submission, str]]


def accept_all(submissions: Iterable[Submission], *, by) -> Outcome:
    """Accepts each of the submissions at the revision it was read with.

    A refused one holds up no other: each is an act of its own, with its own entry in the trail.
    """
    outcome = Outcome([], [])
    for submission in submissions:
        try:
            outcome.accepted.append(_accept(submission, by))
        except Refusal as refusal:
            outcome.refused.append((submission, refusal.message))
    return outcome


@transaction.atomic
def _accept(submission: Submission, by) -> Submission:
    """Of who judges a part only, that part. Raises what either verb raises, and Doubtful."""
    revision_id = submission.current_revision_id
    verb = accept_submission if accepting_grant(by, submission) else confirm_areas
    accepted = verb(submission, by=by, revision_id=revision_id)
    if doubts := doubts_of([revision_id]):
        raise Doubtful(f"Cần xem từng báo cáo: {'; '.join(doubts[revision_id])}.")
    return accepted
