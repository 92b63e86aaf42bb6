"""Files that are no honest workbooks: each is answered, and costs one bounded process."""

import io
import zipfile

import pytest

from core.excel.reading import read_sheet, unpack
from core.excel.refusals import LARGEST_CONTENT, LARGEST_FILE, MOST_FILES, UnreadableWorkbook
from tests.core.excel.workbooks import (
    cut,
    entity_bomb,
    locked_xls,
    renamed_stream,
    saved_as_xls,
    with_cells,
    with_sheet,
)

TEXT_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
FORMULA_CELL = '<c r="A1"><f>1</f><v>1</v></c>'
HOSTILE = {
    "nothing": (io.BytesIO, "unreadable_workbook"),
    "no zip": (lambda: io.BytesIO(b"ma;ten\n1;2\n"), "unreadable_workbook"),
    "cut": (lambda: cut(with_cells(A1="Mã"), 3000), "unreadable_workbook"),
    "cut in its list of parts": (
        lambda: io.BytesIO(with_cells(A1="Mã").getvalue().replace(b"PK\x01\x02", b"PK\x01\x09", 1)),
        "unreadable_workbook",
    ),
    "cut .xls": (lambda: cut(saved_as_xls(), 3000), "unreadable_workbook"),
    "cut .xls in which its reader panics": (
        lambda: cut(saved_as_xls(), 5000),
        "exhausting_workbook",
    ),
    "far cell": (lambda: with_cells(A1="Mã", XFD1048576="x"), "exhausting_workbook"),
    "two million rows": (
        lambda: with_sheet("<row><c><v>1</v></c></row>" * 2_000_000),
        "exhausting_workbook",
    ),
    "two hundred megabytes": (lambda: with_sheet(" " * 200_000_000), "large_content"),
    "one huge cell": (
        lambda: with_sheet(TEXT_CELL.format("a" * (LARGEST_CONTENT - 100_000))),
        "exhausting_workbook",
    ),
    "nested without end": (lambda: with_sheet("<row>" * 3_000_000), "no_rows"),
    "broken XML": (lambda: with_sheet('<row r="1"><c'), "unreadable_workbook"),
    "entity bomb": (entity_bomb, "unreadable_workbook"),
    "macros": (lambda: with_sheet("", **{"xl/vbaProject.bin": "x"}), "workbook_with_macros"),
    "macros in .xls": (lambda: renamed_stream("_VBA_PROJECT_CUR"), "workbook_with_macros"),
    "locked .xls": (locked_xls, "locked_workbook"),
    "locked .xlsx": (lambda: renamed_stream("EncryptedPackage"), "locked_workbook"),
    "large": (lambda: io.BytesIO(b"PK" + bytes(LARGEST_FILE)), "large_file"),
    "formulas without end": (
        lambda: with_sheet(f"<row>{FORMULA_CELL * 10_001}</row>"),
        "exhausting_workbook",
    ),
    "formula in no cell": (
        lambda: with_sheet("<row><c><f>1+1</f><v>2</v></c></row>"),
        "unreadable_workbook",
    ),
}


@pytest.mark.parametrize(("make", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused(make, code):
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_sheet(make(), formulas=True)

    assert refusal.value.code == code


@pytest.mark.parametrize(("place", "number"), [("XFD1", 1), ("A1048576", 1_048_576)])
def test_cell_at_one_edge_is_read(place, number):
    last, cells = read_sheet(with_cells(A1="Mã", **{place: "x"})).lines[-1]

    assert (last, cells[-1]) == (number, "x")


def zipped(*contents: str | bytes) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.xlsx", content)
    return file


def test_archive_gives_its_files():
    assert unpack(zipped("một", "hai")) == [
        ("0.xlsx", "một".encode()),
        ("1.xlsx", b"hai"),
    ]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: io.BytesIO(b"PK"), "unreadable_workbook"),
        (lambda: zipped(*[""] * (MOST_FILES + 1)), "many_files"),
        (lambda: zipped(bytes(LARGEST_FILE + 1)), "large_content"),
        (lambda: io.BytesIO(bytes(LARGEST_FILE + 1)), "large_file"),
    ],
    ids=["no archive", "many files", "bomb", "large"],
)
def test_hostile_archive_is_refused(make, code):
    with pytest.raises(UnreadableWorkbook) as refusal:
        unpack(make())

    assert refusal.value.code == code
