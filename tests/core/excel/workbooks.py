"""Workbooks as their programs write them, and as nobody should send them."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

# Saved by LibreOffice 7.4: heads in row 1, "=20+1" in B2, 98,6 and a day in row 3, A4:B4 merged.
SAVED_AS_XLS = Path(__file__).parent / "saved" / "libreoffice.xls"

BEGIN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"
SHEET = "xl/worksheets/sheet1.xml"


def made(fill: Callable[[Worksheet], object]) -> io.BytesIO:
    workbook = Workbook()
    fill(workbook.active)
    file = io.BytesIO()
    workbook.save(file)
    return file


def with_cells(**cells) -> io.BytesIO:
    def fill(sheet):
        for place, value in cells.items():
            sheet[place] = value

    return made(fill)


def with_sheet(rows: str, *, before: str = "", **parts: str) -> io.BytesIO:
    """A workbook whose sheet holds these rows as they stand, with other parts beside it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(with_cells(A1="Mã")) as plain,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in plain.infolist():
            content = plain.read(part)
            archive.writestr(
                part, f"{before}{BEGIN}{rows}{END}" if part.filename == SHEET else content
            )
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def cut(file: io.BytesIO, at: int) -> io.BytesIO:
    return io.BytesIO(file.getvalue()[:at])


def entity_bomb() -> io.BytesIO:
    """A kilobyte that would unfold to ten thousand million letters."""
    entities = '<!ENTITY e0 "mười chữ.">'
    for depth in range(1, 10):
        entities += f'<!ENTITY e{depth} "{f"&e{depth - 1};" * 10}">'
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>'
    return with_sheet(row, before=f"<!DOCTYPE worksheet [{entities}]>")


def saved_as_xls() -> io.BytesIO:
    return io.BytesIO(SAVED_AS_XLS.read_bytes())


def locked_xls() -> io.BytesIO:
    """Its second record says that what follows is encrypted."""
    content = bytearray(SAVED_AS_XLS.read_bytes())
    beginning = content.index(struct.pack("<HH", 0x0809, 16))
    struct.pack_into("<H", content, beginning + 20, 0x002F)
    return io.BytesIO(content)


def renamed_stream(name: str) -> io.BytesIO:
    """A container of the old kind whose only stream has another name."""
    content = bytearray(SAVED_AS_XLS.read_bytes())
    place = content.index("Workbook".encode("utf-16-le"))
    content[place : place + 2 * len(name)] = name.encode("utf-16-le")
    struct.pack_into("<H", content, place + 64, 2 * len(name) + 2)
    return io.BytesIO(content)
