"""The style sheet of a Word file: what documents/styles/document.css is to the PDF.

Sizes and spaces are in points, indents in millimetres; the values are those of the style sheet.
"""

from dataclasses import dataclass
from enum import Enum

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from documents.domain.blocks import Align
from documents.enums import DocumentKind, LayoutProfile
from documents.models import Document
from documents.word.oxml import element

BODY_LINE = 17.5  # 1.25 of 14 points, as CSS counts; Word counts from the font's own height
SIGNATURE_ROOM = 79.5  # 28 mm
RED = RGBColor(255, 0, 0)
BASELINE_SHIFT = 1.8  # what brings 12 points down to the baseline of 14 beside them


@dataclass(frozen=True)
class Paragraphs:
    """How the paragraphs of an element look; the name is what people see in Word.

    `line` is the least height of a line, without it the font's own. `outline` puts a heading into
    Word's list of headings.
    """

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: ALIGN = ALIGN.LEFT
    before: float = 0
    after: float = 0
    indent: float = 0
    line: float | None = None
    keep_with_next: bool = False
    outline: int | None = None
    colour: RGBColor | None = None


def _centred(name: str, size: float = 14, **rest) -> Paragraphs:
    return Paragraphs(name, size, align=ALIGN.CENTER, **rest)


def _body(name: str, align: ALIGN = ALIGN.JUSTIFY, **rest) -> Paragraphs:
    return Paragraphs(name, align=align, after=6, indent=12.7, line=BODY_LINE, **rest)


def _heading(name: str, outline: int) -> Paragraphs:
    return _body(name, ALIGN.LEFT, bold=True, keep_with_next=True, outline=outline)


class Look(Enum):
    """Every element that a document can have."""

    SUPERIOR = _centred("Cơ quan chủ quản", 12)
    ISSUER = _centred("Cơ quan ban hành", 12, bold=True)
    NATION = _centred("Quốc hiệu", 12, bold=True)
    MOTTO = _centred("Tiêu ngữ", 13, bold=True)
    NUMBER = _centred("Số, ký hiệu", 13, before=8)
    DATE = _centred("Địa danh, thời gian", 13, italic=True, before=8)
    SUBJECT_OF_LETTER = _centred("Trích yếu công văn", 12, before=6)
    URGENCY = _centred("Mức độ khẩn", 13, bold=True, colour=RED)
    CIRCULATION = _centred("Phạm vi lưu hành", 13, bold=True)
    CONTACTS = Paragraphs("Địa chỉ cơ quan", 11)
    FORM_OF_COPY = _centred("Hình thức sao", bold=True)
    TITLE = _centred("Tên loại", bold=True, before=20, line=BODY_LINE, keep_with_next=True)
    SUBJECT = _centred("Trích yếu", bold=True, keep_with_next=True)
    RULE = Paragraphs("Đường kẻ", 1, before=2.5, keep_with_next=True)
    GAP = Paragraphs("Khoảng cách", 1)
    SALUTATION = Paragraphs("Kính gửi", align=ALIGN.RIGHT, line=BODY_LINE)
    ADDRESSEE = Paragraphs("Tên nơi gửi đến", line=BODY_LINE)
    TEXT = _body("Nội dung")
    BASIS = _body("Căn cứ", italic=True)
    SECTION = _heading("Tiêu đề phần", 0)
    CLAUSE = _heading("Tiêu đề mục", 1)
    CENTRED = _centred("Tiêu đề giữa", bold=True, after=6, line=BODY_LINE, keep_with_next=True)
    CELL_LEFT = Paragraphs("Ô bảng, trái", 11)
    CELL_CENTER = _centred("Ô bảng, giữa", 11)
    CELL_RIGHT = Paragraphs("Ô bảng, phải", 11, align=ALIGN.RIGHT)
    HEAD_CELL = _centred("Đầu bảng", 11, bold=True)
    RECIPIENTS = Paragraphs("Nơi nhận", 12, bold=True, italic=True, before=BASELINE_SHIFT)
    RECIPIENT = Paragraphs("Tên nơi nhận", 11)
    DRAFTING_MARK = Paragraphs("Ký hiệu người soạn thảo", 11, align=ALIGN.RIGHT)
    OFFICE = _centred("Chức vụ người ký", bold=True)
    SIGNER = _centred("Họ tên người ký", bold=True, before=SIGNATURE_ROOM)
    ANNEX = _centred("Phụ lục", bold=True, line=BODY_LINE, keep_with_next=True, outline=0)
    ANNEX_TITLE = _centred("Tên phụ lục", bold=True, line=BODY_LINE, keep_with_next=True)
    ANNEX_OF = _centred("Kèm theo", italic=True, after=9, line=BODY_LINE, keep_with_next=True)
    PAGE_NUMBER = _centred("Số trang", 13)

    @property
    def style_id(self) -> str:
        return self.name.title().replace("_", "")


CELLS = {
    Align.LEFT: Look.CELL_LEFT,
    Align.CENTER: Look.CELL_CENTER,
    Align.RIGHT: Look.CELL_RIGHT,
}


def add_looks(word: WordFile, document: Document) -> None:
    for look in Look:
        style = word.styles.add_style(look.value.name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = look.style_id
        style.quick_style = True
        _dress(style, look.value)
    word.styles[Look.BASIS.value.name].font.italic = _slants_bases(document)


def _slants_bases(document: Document) -> bool:
    """The army sets bases upright but in decisions (not compared with its own rules)."""
    return document.layout != LayoutProfile.ARMY or document.kind == DocumentKind.DECISION


def _dress(style: ParagraphStyle, look: Paragraphs) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    if look.colour is not None:
        style.font.color.rgb = look.colour
    form = style.paragraph_format
    form.alignment = look.align
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.first_line_indent = Mm(look.indent)
    form.keep_with_next = look.keep_with_next
    if look.line is not None:
        form.line_spacing, form.line_spacing_rule = Pt(look.line), WD_LINE_SPACING.AT_LEAST
    if look.outline is not None:
        style.element.get_or_add_pPr().append(element("outlineLvl", val=look.outline))
