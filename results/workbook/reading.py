"""A filled-in form as the texts of its cells, by the names that they are posted by."""

from dataclasses import dataclass
from typing import BinaryIO

from core.excel.reading import read_sheet
from results.workbook.entries import settled
from results.workbook.layout import FILLED_IN, KEYS, TOKEN_ROW
from results.workbook.refusals import NotTheForm, StrangeRows


@dataclass(frozen=True)
class Filled:
    """What a file says. The value of a formula is none: nobody typed it.

    `numbers` names the cells that hold a number and no text, as one that was pasted does.
    """

    token: str
    texts: dict[str, str]
    formulas: list[str]
    numbers: list[str]


def read_filled(file: BinaryIO) -> Filled:
    """Raises UnreadableWorkbook, NotTheForm, StrangeRows (a cell stands there twice)."""
    sheet = read_sheet(file, formulas=True)
    token, texts, formulas, numbers = "", {}, [], []
    for number, cells in sheet.lines:
        keys = cells[KEYS - 1] if len(cells) >= KEYS else ""
        if number == TOKEN_ROW:
            token = keys
            continue
        for name, column in zip(keys.split(), FILLED_IN, strict=False):
            if name in texts:
                raise StrangeRows
            is_formula = sheet.is_formula(number, column)
            texts[name] = "" if is_formula else settled(cells[column - 1])
            formulas += [name] * is_formula
            numbers += [name] * (not is_formula and (number, column) in sheet.numbers)
    if not (token and texts):
        raise NotTheForm
    return Filled(token, texts, formulas, numbers)
