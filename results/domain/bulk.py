"""Confirming many at once: the same act for each report, and each by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from core.access.refusals import NotPossible, Refusal
from results.domain.confirming import confirm_areas, confirm_row
from results.domain.doubts import doubts_of
from results.domain.submissions import accept_submission
from results.models import Figure, Submission
from results.rules import accepting_grant


class Doubtful(NotPossible):
    """Somebody has to look at this one by itself."""

    code = "doubtful"


@dataclass(frozen=True)
class Outcome:
    """The reports that it was done for, and the others, each with the reason in words."""

    done: list[Submission]
    refused: list[tuple[Submission, str]]


def accept_all(submissions: Iterable[Submission], *, by) -> Outcome:
    """Accepts each of the submissions at the revision it was read with."""
    return _each((submission, partial(_accept, submission, by)) for submission in submissions)


def confirm_column(figures: Iterable[Figure], *, by) -> Outcome:
    """Confirms each of the figures, as a row of the revision that was looked at.

    They are read with the submissions of their revisions.
    """
    return _each((figure.revision.submission, partial(_confirm, figure, by)) for figure in figures)


def _each(acts: Iterable[tuple[Submission, Callable[[], Submission]]]) -> Outcome:
    """A refused one holds up no other: each is an act of its own, with its own trail."""
    outcome = Outcome([], [])
    for submission, act in acts:
        try:
            outcome.done.append(act())
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


def _confirm(figure: Figure, by) -> Submission:
    """Raises what the verb raises."""
    revision, indicator_id = figure.revision, figure.indicator_id
    return confirm_row(
        revision.submission, by=by, revision_id=revision.pk, indicator_id=indicator_id
    )
