"""`python -m core.excel.child read`: a workbook on standard input, its first sheet as JSON.

`read formulas` also tells where formulas stand; `unpack` gives the files of an archive. What a file
from anywhere does to its reader stays here: memory and time are limited, and whoever started this
process reads either content or the code of a refusal. It knows no Django.
"""

import json
import resource
import struct
import sys
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from math import isfinite
from typing import BinaryIO
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from core.excel import xls, xlsx
from core.excel.refusals import (
    LARGEST_CONTENT,
    LARGEST_FILE,
    MOST_FILES,
    MOST_ROWS,
    ExhaustingWorkbook,
    LargeContent,
    ManyFiles,
    ManyRows,
    NoRows,
    UnreadableWorkbook,
    WorkbookWithMacros,
)

MEMORY = 150_000_000  # bytes; the libraries take 30, a sheet of 5,000 rows by 30 columns 30 more
SECONDS = 2  # of processor time; starting takes a tenth of a second
MOST_CHARACTERS = 5_000_000
MOST_FORMULAS = 10_000
MACROS = "vbaproject.bin"

BROKEN = (
    CalamineError, zipfile.BadZipFile, expat.ExpatError, struct.error,
    OSError, ValueError, LookupError, StopIteration, RuntimeError, EOFError,
)  # fmt: skip


def main() -> None:
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    json.dump(answer(sys.stdin.buffer, sys.argv[1:]), sys.stdout)


def answer(file: BinaryIO, wanted: list[str]) -> dict:
    try:
        if "unpack" in wanted:
            return {"files": files(file)}
        check_content(file)
        lines = list(filled_lines(file))
        return {"lines": lines, "formulas": formulas(file) if "formulas" in wanted else []}
    except UnreadableWorkbook as refusal:
        return {"refused": refusal.code}
    except (MemoryError, RecursionError):
        return {"refused": ExhaustingWorkbook.code}
    except BROKEN:
        return {"refused": UnreadableWorkbook.code}


def check_content(file: BinaryIO) -> None:
    if not zipfile.is_zipfile(file):
        xls.check_open(file)
        return
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise LargeContent
    if any(part.filename.lower().endswith(MACROS) for part in parts):
        raise WorkbookWithMacros


def files(file: BinaryIO) -> list[tuple[str, str]]:
    """The files of an archive by name, their content in base64."""
    with zipfile.ZipFile(file) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if len(parts) > MOST_FILES:
            raise ManyFiles
        if sum(part.file_size for part in parts) > LARGEST_FILE:
            raise LargeContent
        return [(part.filename, b64encode(archive.read(part)).decode()) for part in parts]


def formulas(file: BinaryIO) -> list[tuple[int, int, int, int]]:
    found = (xlsx if zipfile.is_zipfile(file) else xls).formula_areas(file)
    areas = list(islice(found, MOST_FORMULAS + 1))
    if len(areas) > MOST_FORMULAS:
        raise ExhaustingWorkbook
    return areas


def filled_lines(file: BinaryIO) -> Iterator[tuple[int, list[str], list[int]]]:
    """The rows of the first sheet that say something, by number, from the first column on.

    With the columns, counted from 1, in which the cell holds a number and no text.
    """
    file.seek(0)
    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    if sheet.start is None:
        raise NoRows
    top, left = sheet.start
    before, count, characters = [""] * left, 0, 0
    for number, row in enumerate(sheet.iter_rows(), start=top + 1):
        cells = [text_of(cell) for cell in row]
        if any(cells):
            count += 1
            characters += sum(map(len, cells))
            check_size(count, characters)
            yield number, before + cells, numbers_of(row, left + 1)


def check_size(count: int, characters: int) -> None:
    if count > MOST_ROWS + 1:  # and the heads
        raise ManyRows
    if characters > MOST_CHARACTERS:
        raise ExhaustingWorkbook


def numbers_of(row: list, first: int) -> list[int]:
    cells = enumerate(row, first)
    return [column for column, cell in cells if type(cell) in (int, float) and isfinite(cell)]


def text_of(cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day.strftime("%d/%m/%Y")
    return str(cell).strip()


if __name__ == "__main__":
    main()
