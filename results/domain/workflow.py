"""The workflow of a submission, as one table."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Grant
from results.enums import SubmissionState as State
from results.rules import reviewing_grant, sending_grant


@dataclass(frozen=True)
class Transition:
    """From which states an action leads where, by which right, and what the trail calls it.

    `grant` finds the grant that gives the right to a person, for the trail.
    """

    label: str
    sources: frozenset[State]
    target: State
    permission: str
    grant: Callable[..., Grant | None]
    event: str


ACTIONS = {
    "submit": Transition(
        "Gửi báo cáo",
        frozenset({State.OPEN, State.RETURNED, State.REOPENED}),
        State.SUBMITTED,
        "results.submit_submission",
        sending_grant,
        "results.submitted",
    ),
    "accept": Transition(
        "Xác nhận",
        frozenset({State.SUBMITTED}),
        State.ACCEPTED,
        "results.accept_submission",
        reviewing_grant,
        "results.accepted",
    ),
    "return": Transition(
        "Trả lại để bổ sung",
        frozenset({State.SUBMITTED}),
        State.RETURNED,
        "results.return_submission",
        reviewing_grant,
        "results.returned",
    ),
    "reopen": Transition(
        "Mở lại để sửa",
        frozenset({State.ACCEPTED}),
        State.REOPENED,
        "results.reopen_submission",
        reviewing_grant,
        "results.reopened",
    ),
}

EDITABLE = ACTIONS["submit"].sources
