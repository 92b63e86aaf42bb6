"""The body of a document: a tree of blocks that cannot be built wrong.

Blocks hold words and structure only; sizes, fonts and places are the layout's affair
(templates/documents, documents/styles/document.css). Every block has an anchor that stays the same
when the document is drafted again from the same facts, so that others can point to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar

from core.vietnamese.nfc import has_control_characters, to_nfc

# Between the margins of document.css, in millimetres.
PORTRAIT_WIDTH = 155
LANDSCAPE_WIDTH = 252

_ANCHOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOSING_SIGNS = (".", ";", ":", ",")
_LINE_BREAKS = frozenset("\t\n\r\u2028\u2029\x85")


class BlockProblem(StrEnum):
    """Why a tree of blocks was refused."""

    SHAPE = "shape"
    UNKNOWN_KIND = "unknown_kind"
    NOT_NFC = "not_nfc"
    CONTROL_CHARACTERS = "control_characters"
    ANCHOR = "anchor"
    TABLE = "table"


class BlockError(ValueError):
    """A tree of blocks that cannot be a document; `code` says in which way."""

    def __init__(self, code: BlockProblem, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class HeadingLevel(IntEnum):
    """How a document is cut by I. and 1. (Decree 30/2020/NĐ-CP, Annex I, part II, item 5)."""

    SECTION = 1
    CLAUSE = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        _check_text(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading, its number included: "I. KẾT QUẢ THỰC HIỆN", "1. Huấn luyện"."""

    kind: ClassVar[str] = "heading"

    anchor: str
    level: HeadingLevel
    text: str

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        _check_text(self.text)


@dataclass(frozen=True, slots=True)
class Centred:
    """A line in bold in the middle: "Phần I" and its title, or "QUYẾT ĐỊNH:"."""

    kind: ClassVar[str] = "centred"

    anchor: str
    text: str

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        _check_text(self.text)


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis above the text, its closing sign included: "Căn cứ Luật …;"."""

    kind: ClassVar[str] = "basis"

    anchor: str
    text: str

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        _check_text(self.text)


@dataclass(frozen=True, slots=True)
class Article:
    """An article (điều). A text without a closing sign is its title."""

    kind: ClassVar[str] = "article"

    anchor: str
    number: int
    text: str

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        _check_text(self.text)

    @property
    def label(self) -> str:
        return f"Điều {self.number}."

    @property
    def is_titled(self) -> bool:
        return not self.text.endswith(_CLOSING_SIGNS)


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"

    anchor: str
    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)


@dataclass(frozen=True, slots=True)
class DashList:
    """Lines that each begin with a dash."""

    kind: ClassVar[str] = "dash_list"

    anchor: str
    items: tuple[str, ...]

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        for item in self.items:
            _check_text(item)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of fixed width, in whole millimetres."""

    width: int
    align: Align = Align.LEFT

    def __post_init__(self) -> None:
        if self.width < 1:
            raise BlockError(BlockProblem.TABLE, f"a column of {self.width} mm")


@dataclass(frozen=True, slots=True)
class HeadCell:
    text: str
    colspan: int = 1
    rowspan: int = 1

    def __post_init__(self) -> None:
        _check_text(self.text)
        if self.colspan < 1 or self.rowspan < 1:
            raise BlockError(BlockProblem.TABLE, f"the head cell “{self.text}” spans nothing")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. In bold it stands out as a total."""

    kind: ClassVar[str] = "row"

    cells: tuple[str, ...]
    bold: bool = False

    def __post_init__(self) -> None:
        for cell in self.cells:
            _check_text(cell)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line across the table, above the rows it introduces."""

    kind: ClassVar[str] = "group"

    text: str

    def __post_init__(self) -> None:
        _check_text(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page it reaches."""

    kind: ClassVar[str] = "table"

    anchor: str
    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[Row | GroupRow, ...]

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        _check_head(self.head, len(self.columns))
        for row in self.rows:
            if isinstance(row, Row) and len(row.cells) != len(self.columns):
                raise BlockError(BlockProblem.TABLE, f"{self.anchor}: {row.cells}")

    @property
    def width(self) -> int:
        """In millimetres."""
        return sum(column.width for column in self.columns)


Block = Heading | Centred | Basis | Article | Paragraph | DashList | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own, numbered from 1; `number` is Roman where there are several.

    A list of those whom a decision names is headed "DANH SÁCH" in place of "Phụ lục".
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    landscape: bool = False
    is_list: bool = False

    def __post_init__(self) -> None:
        _check_anchor(self.anchor)
        _check_text(self.title)
        _check_text(self.number)
        check_fit(self.blocks, LANDSCAPE_WIDTH if self.landscape else PORTRAIT_WIDTH)


def check_fit(blocks: Iterable[Block], width: int) -> None:
    """Raises BlockError for a table wider than the page has room for, in millimetres."""
    for block in blocks:
        if isinstance(block, Table) and block.width > width:
            raise BlockError(BlockProblem.TABLE, f"{block.anchor}: {block.width} mm on {width}")


def paragraph(anchor: str, text: str) -> Paragraph:
    """A paragraph in one style, the common case."""
    return Paragraph(anchor, (Run(one_line(text)),))


def one_line(text: str) -> str:
    """A text without line breaks and doubled spaces; where to break is up to the page."""
    return " ".join(text.split())


def _check_text(text: str) -> None:
    if to_nfc(text) != text:
        raise BlockError(BlockProblem.NOT_NFC, repr(text))
    if has_control_characters(text) or not _LINE_BREAKS.isdisjoint(text):
        raise BlockError(BlockProblem.CONTROL_CHARACTERS, repr(text))


def _check_anchor(anchor: str) -> None:
    if not _ANCHOR.fullmatch(anchor):
        raise BlockError(BlockProblem.ANCHOR, repr(anchor))


def _check_head(head: tuple[tuple[HeadCell, ...], ...], columns: int) -> None:
    """The cells of the head, with those that reach down from rows above, fill every row of it."""
    reach = [0] * len(head)
    for line, cells in enumerate(head):
        for cell in cells:
            if line + cell.rowspan > len(head):
                raise BlockError(BlockProblem.TABLE, f"“{cell.text}” reaches below the head")
            for covered in range(line, line + cell.rowspan):
                reach[covered] += cell.colspan
    if not columns or any(width != columns for width in reach):
        raise BlockError(BlockProblem.TABLE, f"a head of {reach} over {columns} columns")
