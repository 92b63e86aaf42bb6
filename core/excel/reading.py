"""Reading an uploaded workbook: the first sheet, by the heads of its columns."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from core.access.refusals import NotPossible
from core.vietnamese.collation import fold
from core.vietnamese.nfc import to_nfc

MEGABYTE = 1 << 20
LARGEST_FILE = 5 * MEGABYTE
LARGEST_CONTENT = 60 * MEGABYTE  # unpacked: an .xlsx file is an archive, and may unpack to anything
MOST_ROWS = 5_000
NOT_A_WORKBOOK = "Không đọc được tệp. Hãy chọn tệp Excel (.xlsx hoặc .xls)."


class UnreadableWorkbook(NotPossible):
    """The file as a whole cannot be read; the message says why."""

    code = "unreadable_workbook"
    message = NOT_A_WORKBOOK


@dataclass(frozen=True)
class SheetRow:
    """A row that says something: its number in the sheet, and its cells as text by head.

    Numbers come as people write them ("12", "12,5"), days as "31/12/2026"; an empty cell is "".
    """

    number: int
    cells: dict[str, str]


def read_rows(file: BinaryIO, heads: Sequence[str]) -> list[SheetRow]:
    """The rows below the heads, without the empty ones.

    The heads stand in the first row that is not empty, in any order, with any others beside them.
    Raises UnreadableWorkbook for a file that is no workbook or too large, or lacks a head.
    """
    _check_size(file)
    try:
        rows = (
            CalamineWorkbook.from_filelike(file)
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise UnreadableWorkbook from error
    lines = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        raise UnreadableWorkbook("Tệp không có dòng nào.")
    if len(lines) > MOST_ROWS + 1:
        raise UnreadableWorkbook(f"Tệp có quá {MOST_ROWS} dòng.")
    places = _places(lines[0][1], heads)
    return [
        SheetRow(number, {head: cells[place] for head, place in places.items()})
        for number, cells in lines[1:]
    ]


def _check_size(file: BinaryIO) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size > LARGEST_FILE:
        raise UnreadableWorkbook(f"Tệp lớn quá {LARGEST_FILE // MEGABYTE} MB.")
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_CONTENT:
            raise UnreadableWorkbook("Tệp quá lớn sau khi giải nén.")
    file.seek(0)


def _places(found: Sequence[str], heads: Sequence[str]) -> dict[str, int]:
    """Where each head stands; capitals, marks and spaces do not matter."""
    known = {fold(text): place for place, text in enumerate(found)}
    if missing := [head for head in heads if fold(head) not in known]:
        raise UnreadableWorkbook(f"Tệp thiếu cột: {', '.join(missing)}.")
    return {head: known[fold(head)] for head in heads}


def _text(cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day.strftime("%d/%m/%Y")
    return to_nfc(str(cell)).strip()
