"""Who is told what of a submission, and in which words; figures and reasons stay on its page."""

from collections.abc import Callable
from dataclasses import dataclass

from core.notices.telling import tell, tell_if_read
from results.domain.people import hands_of, judges_of
from results.domain.workflow import ACTIONS
from results.models import Figure, Remark, Submission

REMARKED = "Báo cáo số liệu có nhận xét mới. Nội dung ghi ở trang báo cáo."
ANSWERED = "Đơn vị đã trả lời nhận xét về báo cáo số liệu. Nội dung ghi ở trang báo cáo."


@dataclass(frozen=True)
class Telling:
    people: Callable[[Submission], set[int]]
    words: str


TOLD = {
    "submit": Telling(judges_of, "Báo cáo số liệu đã gửi, chờ kiểm tra, xác nhận."),
    "accept": Telling(hands_of, "Báo cáo số liệu đã được xác nhận."),
    "recalculate": Telling(
        hands_of, "Báo cáo số liệu đã xác nhận được tính lại theo chỉ tiêu hiện nay."
    ),
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


def tell_of_remark(submission: Submission, *, by) -> None:
    """Tells the unit that there are remarks on its rows: once, until it has looked."""
    people = hands_of(submission) - {by.pk}
    tell_if_read(people, event="results.row_remarked", about=submission, words=REMARKED)


def tell_of_answer(submission: Submission, figure: Figure, *, by) -> None:
    """Tells who remarked on the row and may judge the report still."""
    remarks = Remark.objects.filter(figure__revision__submission=submission, is_answer=False)
    makers = remarks.filter(figure__indicator=figure.indicator_id).values_list("made_by", flat=True)
    people = (judges_of(submission) & set(makers)) - {by.pk}
    tell_if_read(people, event="results.remark_answered", about=submission, words=ANSWERED)
