"""Progress reports."""

from accounts.enums import FIGURE_READERS
from documents.models import Issuer
from reports.domain.reports import request_report
from reports.models import ProgressReport
from results.enums import SubmissionState as State
from tests.access.routes.base import ADMINISTRATOR, LIST, WRITERS, Route
from tests.access.routes.results import SUBMISSION
from tests.workflows import head_of, submission_at


def report() -> ProgressReport:
    submission = submission_at(State.ACCEPTED)
    Issuer.objects.create(
        unit=submission.unit, name="UBND XÃ BA TƠ", abbreviation="UBND", place="Ba Tơ"
    )
    return request_report(submission, by=head_of(submission))


REPORT = {
    "roles": FIGURE_READERS,
    "place": lambda made: made.submission.unit,
    "hidden_from": ADMINISTRATOR,
}

ROUTES = [
    Route("reports:list", "get", FIGURE_READERS, **LIST),
    Route("reports:detail", "get", make=report, **REPORT),
    Route(
        "reports:request",
        "post",
        WRITERS,
        302,
        make=lambda: report().submission,
        **{name: SUBMISSION[name] for name in ("place", "hidden_from")},
    ),
]
