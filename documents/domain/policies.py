"""What is possible with a document now, whoever asks."""

from collections.abc import Callable

from core.access.refusals import NotPossible
from documents.domain.refusals import Incomplete, NotPrinted, NotTyped, WrongState
from documents.domain.workflow import ACTIONS, EDITABLE
from documents.enums import DocumentState
from documents.models import Document


def check_action(document: Document, action: str) -> None:
    """Raises WrongState unless the table lets the action leave the present state."""
    transition = ACTIONS[action]
    if document.state not in transition.sources:
        raise WrongState(
            f"Văn bản đang ở trạng thái “{document.get_state_display()}”, "
            f"không thực hiện “{transition.label}” được."
        )


def can_act(document: Document, action: str) -> bool:
    return document.state in ACTIONS[action].sources


def check_editable(document: Document) -> None:
    """Raises WrongState once approved and of a copy, NotTyped for a text that lines cannot say."""
    if document.copied_from_id is not None:
        raise WrongState("Bản sao giữ nguyên lời văn bản gốc, không sửa được.")
    _check_open(document)
    if any(block["kind"] == "table" for block in document.body):
        raise NotTyped


def check_copy_editable(document: Document) -> None:
    """Raises WrongState once approved, and of what is no copy."""
    if document.copied_from_id is None:
        raise WrongState("Văn bản này không phải bản sao; hãy sửa ở trang sửa dự thảo.")
    _check_open(document)


def is_editable(document: Document) -> bool:
    return _passes(check_editable, document)


def is_copy_editable(document: Document) -> bool:
    return _passes(check_copy_editable, document)


def _passes(check: Callable[[Document], None], document: Document) -> bool:
    try:
        check(document)
    except NotPossible:
        return False
    return True


def _check_open(document: Document) -> None:
    if document.state == DocumentState.APPROVED:
        raise WrongState("Văn bản đã duyệt ký. Muốn sửa, hãy rút lại duyệt ký và ghi lý do.")
    if document.state == DocumentState.NUMBERED:
        raise WrongState("Văn bản đã có số. Muốn sửa, hãy rút lại để sửa và ghi lý do.")
    if document.state not in EDITABLE:
        raise WrongState("Văn bản đã phát hành, không sửa được nữa.")


def check_draft(document: Document) -> None:
    """Raises WrongState when what the document ends was looked at already."""
    if document.state != DocumentState.DRAFT:
        raise WrongState("Chỉ ghi văn bản bị thay thế, bãi bỏ khi còn là dự thảo.")


def check_complete(document: Document) -> None:
    """Raises Incomplete naming what a document cannot be signed without."""
    needed = {
        "trích yếu": document.title,
        "nội dung": document.body,
        "chức vụ người ký": document.signer_title,
        "họ tên người ký": document.signer_name,
    }
    if missing := [name for name, value in needed.items() if not value]:
        raise Incomplete(f"Dự thảo còn thiếu: {', '.join(missing)}.")


def check_printed(document: Document) -> None:
    """Raises NotPrinted while there is no file of the document as it stands."""
    if document.file is None:
        raise NotPrinted
