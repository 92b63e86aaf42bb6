"""What the reader of .xls files does not tell: whether one is locked, and where formulas stand.

The kinds of records are those of [MS-XLS] 2.3.1.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile

from core.excel.refusals import LockedWorkbook, WorkbookWithMacros

_FORMULA, _END, _LOCK, _SHEET, _BEGINNING = 0x0006, 0x000A, 0x002F, 0x0085, 0x0809
_LOCKED_XLSX, _MACROS = "EncryptedPackage", "_VBA_PROJECT_CUR"


def check_open(file: BinaryIO) -> None:
    """Raises LockedWorkbook, also for an .xlsx that was locked, and WorkbookWithMacros."""
    with olefile.OleFileIO(file) as container:
        if container.exists(_LOCKED_XLSX):
            raise LockedWorkbook
        if container.exists(_MACROS):
            raise WorkbookWithMacros
        stream = _stream(container)
    if any(kind == _LOCK for kind, _ in _part(stream, 0)):
        raise LockedWorkbook


def formula_areas(file: BinaryIO) -> Iterator[tuple[int, int, int, int]]:
    """Row and column, counted from 1, twice each: formulas of many cells stand in every cell."""
    with olefile.OleFileIO(file) as container:
        stream = _stream(container)
    sheet = next(data for kind, data in _part(stream, 0) if kind == _SHEET)
    for kind, data in _part(stream, struct.unpack_from("<I", sheet)[0]):
        if kind == _FORMULA:
            row, column = struct.unpack_from("<HH", data)
            yield row + 1, column + 1, row + 1, column + 1


def _stream(container: olefile.OleFileIO) -> bytes:
    return container.openstream("Workbook" if container.exists("Workbook") else "Book").read()


def _part(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from one beginning to its end, with charts and the like between them."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGINNING) - (kind == _END)
        if depth == 0:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
