"""What a spreadsheet says at once about a cell; all of it is checked again on the server."""

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.excel.writing import cell_text
from results.workbook.layout import CHOICES

NOT_A_CHOICE = "Hãy chọn trong danh sách, hoặc để trống."
NOT_A_NUMBER = "Hãy nhập một số, ví dụ 1.234 hoặc 98,6."
NOT_A_DAY = "Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/09/2026."
REFUSED = "Chưa đúng"

# What is left without the marks that separate thousands and decimals is digits; no mark is read
# here, because their meaning depends on the settings of the computer.
_DIGITS = 'ISNUMBER(VALUE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({0},".",""),",","")," ","")))'
_DAY = 'AND(LEN({0})>=8,LEN({0})<=10,MID({0},LEN({0})-4,1)="/")'


class Choices:
    """Lists to choose from, each written once into the hidden column."""

    def __init__(self, page: Worksheet):
        self.page = page
        self.known: dict[tuple[str, ...], DataValidation] = {}
        self.row = 0

    def offer(self, cell: Cell, labels: list[str]) -> None:
        key = tuple(labels)
        if key not in self.known:
            self.known[key] = self._list(labels)
        self.known[key].add(cell)

    def _list(self, labels: list[str]) -> DataValidation:
        first = self.row + 1
        for label in labels:
            self.row += 1
            self.page.cell(self.row, CHOICES, cell_text(label)).data_type = "s"
        letter = get_column_letter(CHOICES)
        return _added(
            self.page,
            DataValidation(
                type="list",
                formula1=f"${letter}${first}:${letter}${self.row}",
                allow_blank=True,
                error=NOT_A_CHOICE,
            ),
        )


def check_number(cell: Cell) -> None:
    _check(cell, _DIGITS, NOT_A_NUMBER)


def check_day(cell: Cell) -> None:
    _check(cell, _DAY, NOT_A_DAY)


def _check(cell: Cell, formula: str, error: str) -> None:
    place = f"${cell.column_letter}${cell.row}"
    rule = DataValidation(
        type="custom", formula1=formula.format(place), allow_blank=True, error=error
    )
    _added(cell.parent, rule).add(cell)


def _added(page: Worksheet, rule: DataValidation) -> DataValidation:
    rule.errorTitle, rule.showErrorMessage = REFUSED, True
    page.add_data_validation(rule)
    return rule
