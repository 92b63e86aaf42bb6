"""How the form looks on the screen and on paper: widths in letters, heights in points."""

from math import ceil

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from results.workbook.layout import CHOICES, HEAD_ROW, HEADS, KEYS, NOTE

FONT = "Times New Roman"
PAGE_WIDTH = sum(HEADS.values())
LINE_HEIGHT, LONG_HEIGHT, HIGHEST = 18, 66, 400
LETTERS_TO_WIDTH = 1.08  # letters of running text in a width of one digit of the standard font
TEXT = "@"

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_ASKED = PatternFill("solid", fgColor="FFF7D6")
_WRONG = PatternFill("solid", fgColor="F8C9C4")
_HEAD = PatternFill("solid", fgColor="E8E4E1")
_SECTION = PatternFill("solid", fgColor="F4F2F0")


def height_of(text: str, width: float) -> int:
    """The height of wrapped text, rather a line too many than one too few."""
    letters = width * LETTERS_TO_WIDTH
    lines = sum(max(1, ceil(len(line) / letters)) for line in text.split("\n"))
    return min(HIGHEST, max(LINE_HEIGHT, lines * 15 + 3))


def top(cell: Cell, *, is_title: bool) -> None:
    cell.font = Font(name=FONT, size=14 if is_title else 11, bold=is_title)
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def head(cell: Cell) -> None:
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.fill, cell.border = _HEAD, _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def section(cell: Cell) -> None:
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.fill = _SECTION
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def plain(cell: Cell) -> None:
    cell.font, cell.border = Font(name=FONT, size=11), _BOX
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def to_fill_in(cell: Cell, *, is_number: bool = False) -> None:
    plain(cell)
    cell.alignment = Alignment(
        horizontal="right" if is_number else "left", vertical="top", wrap_text=True
    )
    cell.number_format, cell.fill = TEXT, _ASKED
    cell.protection = Protection(locked=False)


def wrong(cell: Cell) -> None:
    cell.fill = _WRONG


def set_up(page: Worksheet, last_row: int) -> None:
    """Everything about the page as a whole."""
    for column, width in enumerate(HEADS.values(), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    for column in (KEYS, CHOICES):
        page.column_dimensions[get_column_letter(column)].hidden = True
    page.row_dimensions[HEAD_ROW].height = 34
    page.freeze_panes = page.cell(HEAD_ROW + 1, 1)
    page.sheet_view.showGridLines = False
    page.protection.enable()
    page.protection.formatRows = False  # a row may be made higher for a long text
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.print_area = f"A1:{get_column_letter(NOTE)}{last_row}"
    page.oddFooter.right.text = "Trang &P/&N"
    page.page_margins.left = page.page_margins.right = 0.5
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.6, 0.8, 0.4
