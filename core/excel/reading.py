"""Reading an uploaded workbook: the first sheet, as the text of its cells.

The file is read by a process of its own, under limits of memory and time: a hostile file costs
that process and nothing else, and the program itself never opens it.
"""

import json
import logging
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from core.excel.refusals import (
    BY_CODE,
    LARGEST_FILE,
    ExhaustingWorkbook,
    LargeFile,
    NoRows,
    UnreadableWorkbook,
)
from core.vietnamese.collation import fold
from core.vietnamese.nfc import to_nfc

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
WALL_SECONDS = 20  # beyond the child's own limit of processor time


@dataclass(frozen=True)
class SheetRow:
    """A row that says something: its number in the sheet, and its cells as text by head.

    Numbers come as people write them ("12", "12,5"), days as "31/12/2026"; an empty cell is "".
    """

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """The rows that say something by number, their cells from the first column on.

    `formulas` are areas: first row and column, last row and column, counted from 1. `numbers` are
    the rows and columns of cells that hold a number and no text.
    """

    lines: list[tuple[int, list[str]]]
    formulas: list[list[int]]
    numbers: set[tuple[int, int]]

    def is_formula(self, row: int, column: int) -> bool:
        return any(
            top <= row <= bottom and left <= column <= right
            for top, left, bottom, right in self.formulas
        )


def read_sheet(file: BinaryIO, *, formulas: bool = False) -> Sheet:
    """The first sheet, and on demand where formulas stand in it. Raises UnreadableWorkbook."""
    reply = _ask(file, "read", *(["formulas"] if formulas else []))
    lines = [(row, [to_nfc(text) for text in cells]) for row, cells, _ in reply["lines"]]
    numbers = {(row, column) for row, _, columns in reply["lines"] for column in columns}
    return Sheet(lines, reply["formulas"], numbers)


def read_rows(file: BinaryIO, heads: Sequence[str]) -> list[SheetRow]:
    """The rows below the heads, without the empty ones.

    The heads stand in the first row that is not empty, in any order, with any others beside them.
    Raises UnreadableWorkbook for a file that is no workbook or too large, or lacks a head.
    """
    lines = read_sheet(file).lines
    if not lines:
        raise NoRows
    places = _places(lines[0][1], heads)
    return [
        SheetRow(number, {head: cells[place] for head, place in places.items()})
        for number, cells in lines[1:]
    ]


def unpack(file: BinaryIO) -> list[tuple[str, bytes]]:
    """The files of a ZIP archive by name. Raises UnreadableWorkbook."""
    return [(to_nfc(name), b64decode(content)) for name, content in _ask(file, "unpack")["files"]]


def _ask(file: BinaryIO, *wanted: str) -> dict:
    if file.seek(0, 2) > LARGEST_FILE:
        raise LargeFile
    file.seek(0)
    with TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        try:
            child = subprocess.run(
                [sys.executable, "-m", "core.excel.child", *wanted],
                stdin=copy,
                capture_output=True,
                cwd=PROJECT,
                env={},
                timeout=WALL_SECONDS,
            )
        except subprocess.TimeoutExpired as error:
            raise ExhaustingWorkbook from error
    if child.returncode:
        complaint = child.stderr[-2000:].decode(errors="replace")
        logger.warning("reading a workbook ended badly: %s", complaint)
        raise ExhaustingWorkbook
    reply = json.loads(child.stdout)
    if "refused" in reply:
        raise BY_CODE[reply["refused"]]
    return reply


def _places(found: Sequence[str], heads: Sequence[str]) -> dict[str, int]:
    """Where each head stands; capitals, marks and spaces do not matter."""
    known = {fold(text): place for place, text in enumerate(found)}
    if missing := [head for head in heads if fold(head) not in known]:
        raise UnreadableWorkbook(f"Tệp thiếu cột: {', '.join(missing)}.")
    return {head: known[fold(head)] for head in heads}
