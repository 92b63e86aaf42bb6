"""Who is told what of a submission, and in which words; figures and reasons stay on its page."""

from collections.abc import Callable
from dataclasses import dataclass

from core.notices.telling import tell
from results.domain.people import hands_of, judges_of
from results.domain.workflow import ACTIONS
from results.models import Submission


@dataclass(frozen=True)
class Telling:
    people: Callable[[Submission], set[int]]
    words: str


TOLD = {
    "submit": Telling(judges_of, "Báo cáo số liệu đã gửi, chờ kiểm tra, xác nhận."),
    "accept": Telling(hands_of, "Báo cáo số liệu đã được xác nhận."),
    "return": Telling(
        hands_of, "Báo cáo số liệu bị trả lại để bổ sung. Lý do ghi ở trang báo cáo."
    ),
    "reopen": Telling(hands_of, "Báo cáo số liệu được mở lại để sửa. Lý do ghi ở trang báo cáo."),
}


def tell_of_action(action: str, submission: Submission, *, by) -> None:
    """Tells whom a step of the workflow concerns, but not who took it."""
    told = TOLD[action]
    people = told.people(submission) - {by.pk}
    tell(people, event=ACTIONS[action].event, about=submission, words=told.words)


def tell_the_unit(submission: Submission, *, event: str, words: str, by) -> None:
    """Tells who enters for the unit and who answers for it, but not who did it."""
    tell(hands_of(submission) - {by.pk}, event=event, about=submission, words=words)
