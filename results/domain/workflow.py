"""The workflow of a submission, as one table."""

from accounts.workflow import Transition
from results.enums import SubmissionState as State
from results.rules import judging_grant, reviewing_grant, sending_grant

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
        judging_grant,
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
