"""The life of a document up to its issue, as one table. What ends it is the issue of another."""

from accounts.workflow import Transition
from documents.enums import DocumentState as State
from documents.rules import (
    content_grant,
    judging_grant,
    numbering_grant,
    records_grant,
    signing_grant,
    withdrawing_grant,
)

ACTIONS = {
    "check_content": Transition(
        "Kiểm tra nội dung",
        frozenset({State.DRAFT}),
        State.CONTENT_CHECKED,
        "documents.check_content",
        content_grant,
        "documents.content_checked",
    ),
    "check_format": Transition(
        "Kiểm tra thể thức",
        frozenset({State.CONTENT_CHECKED}),
        State.FORMAT_CHECKED,
        "documents.check_format",
        records_grant,
        "documents.format_checked",
    ),
    "approve": Transition(
        "Duyệt ký",
        frozenset({State.DRAFT, State.CONTENT_CHECKED, State.FORMAT_CHECKED}),
        State.APPROVED,
        "documents.approve_document",
        signing_grant,
        "documents.approved",
    ),
    "return": Transition(
        "Trả lại dự thảo",
        frozenset({State.CONTENT_CHECKED, State.FORMAT_CHECKED}),
        State.DRAFT,
        "documents.return_document",
        judging_grant,
        "documents.returned",
    ),
    "take_back": Transition(
        "Rút lại duyệt ký",
        frozenset({State.APPROVED}),
        State.DRAFT,
        "documents.take_back_document",
        withdrawing_grant,
        "documents.taken_back",
    ),
    "recall": Transition(
        "Rút lại để sửa",
        frozenset({State.NUMBERED}),
        State.DRAFT,
        "documents.recall_document",
        withdrawing_grant,
        "documents.recalled",
    ),
    "number": Transition(
        "Cấp số, ngày",
        frozenset({State.APPROVED}),
        State.NUMBERED,
        "documents.number_document",
        numbering_grant,
        "documents.numbered",
    ),
    "issue": Transition(
        "Phát hành",
        frozenset({State.NUMBERED}),
        State.ISSUED,
        "documents.issue_document",
        records_grant,
        "documents.issued",
    ),
}

# Where the words may still be changed; what was checked becomes a draft again.
EDITABLE = (State.DRAFT, State.CONTENT_CHECKED, State.FORMAT_CHECKED)
