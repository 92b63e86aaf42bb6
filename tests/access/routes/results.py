"""Submissions: entered, sent, judged."""

from collections.abc import Callable

from accounts.enums import FIGURE_READERS
from results.enums import SubmissionState as State
from results.models import Submission
from tests.access.routes.base import ADMINISTRATOR, HANDS, HEAD, LIST, REVIEWER, Route
from tests.workflows import submission_at


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

ROUTES = [
    Route("results:list", "get", FIGURE_READERS, **LIST),
    Route("results:submission", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:enter", "get", HANDS, **SUBMISSION),
    Route("results:enter", "post", HANDS, 302, data=entered, **SUBMISSION),
    Route("results:submit", "post", HEAD, 302, data=entered, **SUBMISSION),
    Route("results:accept", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:return", "post", **REVIEWED | {"make": at(State.SUBMITTED)}),
    Route("results:reopen", "post", **REVIEWED | {"make": at(State.ACCEPTED)}),
    Route("results:revision", "get", FIGURE_READERS, args=("pk", "number"), **SUBMISSION),
    Route("results:workbook", "get", HANDS, **SUBMISSION),
    Route("results:workbook_upload", "get", HANDS, **SUBMISSION),
    Route("results:workbook_upload", "post", HANDS, 422, **SUBMISSION),
    Route("results:workbook_check", "get", HANDS, 302, **SUBMISSION),
    Route("results:workbook_check", "post", HANDS, 302, **SUBMISSION),
    Route("results:workbook_marked", "get", HANDS, 302, **SUBMISSION),
    Route("results:subordinates", "get", FIGURE_READERS, **SUBMISSION),
    Route("results:subordinates", "post", FIGURE_READERS, 422, **SUBMISSION),
    Route("results:archive", "get", FIGURE_READERS, 422, **SUBMISSION),
    Route("results:received", "get", FIGURE_READERS, 302, **SUBMISSION),
]
