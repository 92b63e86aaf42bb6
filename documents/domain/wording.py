"""Documents as people read of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.vietnamese.dates import short_date
from documents.domain.blocks import Block, Table
from documents.domain.grammar import line_of
from documents.enums import DocumentState
from documents.models import RecordFile

STATE_TONES = {
    DocumentState.DRAFT: "neutral",
    DocumentState.CONTENT_CHECKED: "info",
    DocumentState.FORMAT_CHECKED: "info",
    DocumentState.APPROVED: "info",
    DocumentState.NUMBERED: "warning",
    DocumentState.ISSUED: "good",
    DocumentState.REPLACED: "neutral",
    DocumentState.REVOKED: "bad",
}
BLOCK_LABELS = {
    "heading": "Đề mục",
    "centred": "Dòng giữa, in đậm",
    "basis": "Căn cứ",
    "article": "Điều",
    "paragraph": "Đoạn văn",
    "dash_list": "Gạch đầu dòng",
    "table": "Bảng",
}
NEXT_STEPS = {
    DocumentState.DRAFT: (
        "Thủ trưởng đơn vị hoặc người soạn kế hoạch kiểm tra nội dung; đơn vị nhỏ có thể trình"
        " duyệt ký ngay."
    ),
    DocumentState.CONTENT_CHECKED: "Văn thư kiểm tra thể thức.",
    DocumentState.FORMAT_CHECKED: "Lãnh đạo hoặc thủ trưởng đơn vị duyệt ký.",
    DocumentState.APPROVED: "Văn thư cấp số và ngày.",
    DocumentState.NUMBERED: "Văn thư phát hành khi có tệp in với số và ngày.",
    DocumentState.ISSUED: "",
    DocumentState.REPLACED: "",
    DocumentState.REVOKED: "",
}


@dataclass(frozen=True)
class ReadLine:
    """How a line of the text was understood: what it is, and its words."""

    kind: str
    label: str
    text: str


def read_lines(blocks: Iterable[Block]) -> list[ReadLine]:
    """The text as people look it through; a table is only named."""
    return [ReadLine(block.kind, BLOCK_LABELS[block.kind], _text_of(block)) for block in blocks]


def _text_of(block: Block) -> str:
    return f"{len(block.rows)} dòng" if isinstance(block, Table) else line_of(block)


def file_state(record_file: RecordFile) -> tuple[str, str]:
    """Whether a records file still takes documents, with the tone of that."""
    if record_file.closed_on is None:
        return "Đang lập", "info"
    return f"Đã kết thúc ngày {short_date(record_file.closed_on)}", "good"
