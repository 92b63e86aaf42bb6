"""What is possible with a submission now, whoever asks."""

from campaigns.domain.policies import check_not_closed
from core.access.refusals import NotPossible, Stale
from core.access.seen import fingerprint
from results.domain.workflow import ACTIONS, EDITABLE
from results.enums import UNANSWERED, AnswerKind, SubmissionState
from results.models import Hand, Revision, Submission


class WrongState(NotPossible):
    code = "wrong_state"


class PeriodClosed(NotPossible):
    code = "period_closed"
    message = (
        "Kỳ báo cáo đã khóa sổ. Muốn gửi tiếp, hãy đề nghị đơn vị cấp trên gia hạn cho đơn vị mình."
    )


class OwnHand(NotPossible):
    code = "own_hand"
    message = "Người đã gửi hoặc nhập thay báo cáo không tự xác nhận báo cáo đó."


class Rewritten(Stale):
    code = "rewritten"
    message = "Báo cáo vừa được sửa sau khi bạn mở trang này. Hãy xem lại rồi gửi."


class Incomplete(NotPossible):
    code = "incomplete"


def check_action(submission: Submission, action: str) -> None:
    """Raises WrongState unless the table lets the action leave the present state.

    Raises CampaignClosed when nothing of the campaign may change any more.
    """
    check_not_closed(submission.campaign)
    transition = ACTIONS[action]
    if submission.state not in transition.sources:
        raise WrongState(
            f"Báo cáo đang ở trạng thái “{submission.get_state_display()}”, "
            f"không thực hiện “{transition.label}” được."
        )


def can_act(submission: Submission, action: str) -> bool:
    try:
        check_action(submission, action)
    except NotPossible:
        return False
    return True


def check_editable(submission: Submission) -> None:
    """Raises WrongState once sent, PeriodClosed when the books were shut on an unsent first one.

    Raises CampaignClosed when nothing of the campaign may change any more.
    """
    check_not_closed(submission.campaign)
    if submission.state not in EDITABLE:
        raise WrongState(
            f"Báo cáo đang ở trạng thái “{submission.get_state_display()}”, không sửa được."
        )
    if submission.is_locked:
        raise PeriodClosed


def check_under_review(submission: Submission) -> None:
    """Raises WrongState unless it was sent and waits; CampaignClosed when nothing may change."""
    check_not_closed(submission.campaign)
    if submission.state != SubmissionState.SUBMITTED:
        raise WrongState(
            f"Báo cáo đang ở trạng thái “{submission.get_state_display()}”, không chờ kiểm tra."
        )


def is_under_review(submission: Submission) -> bool:
    try:
        check_under_review(submission)
    except NotPossible:
        return False
    return True


def is_editable(submission: Submission) -> bool:
    try:
        check_editable(submission)
    except NotPossible:
        return False
    return True


def check_seen(submission: Submission, revision_id: int) -> None:
    """Raises Stale when the person looked at another revision than the present one."""
    if submission.current_revision_id != revision_id:
        raise Stale


def written_facts(revision: Revision) -> dict:
    """What changes whenever something is written into the revision, for its fingerprint."""
    rows = revision.figures.order_by("indicator").values_list("indicator_id", "row_version")
    return {"words": revision.row_version, "rows": list(rows)}


def check_as_shown(revision: Revision, seen: str) -> None:
    """Raises Rewritten when something was written since the page was shown."""
    if fingerprint(written_facts(revision)) != seen:
        raise Rewritten


def check_other_hand(submission: Submission, by) -> None:
    """Raises OwnHand when a person would confirm what the same person sent, or entered from above.

    The head of a root may.
    """
    if not submission.is_root and (_sent(submission, by) or _entered(submission, by)):
        raise OwnHand


def is_other_hand(submission: Submission, by) -> bool:
    """The same of one read with_context(): where nobody ever stood in, no hand is looked for."""
    if submission.is_root:
        return True
    return not (_sent(submission, by) or (submission.was_stood_in and _entered(submission, by)))


def _sent(submission: Submission, by) -> bool:
    return submission.current_revision.submitted_by_id == by.pk


def _entered(submission: Submission, by) -> bool:
    return Hand.objects.filter(stand_in__revision__submission=submission, user=by).exists()


def check_complete(revision: Revision) -> None:
    """Raises Incomplete naming the indicators that have no answer, or only a part of one."""
    rows = revision.figures.filter(answer__in=UNANSWERED).order_by("indicator__code")
    names = [_name_of_unanswered(*row) for row in rows.values_list("indicator__name", "answer")]
    if names:
        raise Incomplete(
            f"Còn {len(names):02d} chỉ tiêu chưa có số liệu: {'; '.join(names)}. "
            "Chỉ tiêu không có phát sinh thì chọn “Không phát sinh”."
        )


def _name_of_unanswered(name: str, answer: str) -> str:
    return f"{name} (đang nhập dở)" if answer == AnswerKind.PARTIAL else name
