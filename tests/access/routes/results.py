"""Submissions: entered, sent, judged."""

from collections.abc import Callable
from datetime import date

from accounts.enums import FIGURE_READERS
from core.access.seen import fingerprint
from results.domain.extensions import extend_submission, extension_facts
from results.enums import SubmissionState as State
from results.models import Submission
from tests.access.routes.base import ADMINISTRATOR, HANDS, HEAD, LIST, OFFICER, REVIEWER, Route
from tests.workflows import reviewer_of, submission_at


def at(state: State) -> Callable[[], Submission]:
    return lambda: submission_at(state)


def entered(submission: Submission) -> dict:
    """What the browser posts for a revision in which nothing happened."""
    revision = submission.current_revision
    words = {"version": revision.row_version, "strengths": "", "shortcomings": ""}
    words |= {"causes": "", "proposals": ""}
    data = {"revision": revision.pk} | {f"narrative-{name}": text for name, text in words.items()}
    for figure in revision.figures.all():
        cells = {"version": figure.row_version, "answer": "none_arisen", "note": ""}
        data |= {f"f{figure.indicator_id}-{name}": value for name, value in cells.items()}
    return data


def judged(submission: Submission) -> dict:
    return {"revision": submission.current_revision_id, "reason": "Thiếu số liệu."}


def seen(submission: Submission) -> dict:
    """What the page showed of the submission's days, and words for the rest."""
    facts = extension_facts(Submission.objects.with_days().get(pk=submission.pk))
    return {"seen": fingerprint(facts), "reason": "Đơn vị bị ngập lụt."}


def extension(submission: Submission) -> dict:
    return seen(submission) | {"due_on": "10/01/2100", "closes_on": "20/01/2100"}


def extended() -> Submission:
    submission = submission_at(State.OPEN)
    typed = seen(submission) | {"due_on": date(2100, 1, 10), "closes_on": date(2100, 1, 20)}
    extend_submission(submission, by=reviewer_of(submission), **typed)
    return submission


def withdrawal(submission: Submission) -> dict:
    return {f"withdrawal-{name}": value for name, value in seen(submission).items()}


SUBMISSION = {
    "make": at(State.OPEN),
    "place": lambda submission: submission.unit,
    "hidden_from": ADMINISTRATOR,
}
REVIEWED = SUBMISSION | {
    "roles": REVIEWER,
    "place": lambda submission: submission.superior,
    "status": 302,
    "data": judged,
}
EXTENDED = SUBMISSION | {"roles": REVIEWER, "place": lambda submission: submission.superior}

ROUTES = [
    Route("results:list", "get", FIGURE_READERS, **LIST),
    Route("results:board", "get", FIGURE_READERS, **LIST),
    Route("results:accept_many", "get", REVIEWER, **LIST),
    Route("results:accept_many", "post", REVIEWER, 302, **LIST),
    Route("results:call_list", "get", REVIEWER | OFFICER, **LIST),
    Route("results:submission", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:calls", "get", **EXTENDED),
    Route("results:calls", "post", status=302, **EXTENDED),
    Route("results:enter", "get", HANDS, **SUBMISSION),
    Route("results:enter", "post", HANDS, 302, data=entered, **SUBMISSION),
    Route("results:submit", "post", HEAD, 302, data=entered, **SUBMISSION),
    Route("results:accept", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:return", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:reopen", "post", **REVIEWED | {"make": at(State.ACCEPTED)}),
    Route("results:extend", "get", **EXTENDED),
    Route("results:extend", "post", status=302, data=extension, **EXTENDED),
    Route(
        "results:withdraw_extension",
        "post",
        status=302,
        data=withdrawal,
        **EXTENDED | {"make": extended},
    ),
    Route("results:revision", "get", FIGURE_READERS, args=("pk", "number"), **SUBMISSION),
]
