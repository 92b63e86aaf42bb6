"""Reading uploaded workbooks: what people send, and what they should not."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from core.excel import reading
from core.excel.reading import SheetRow, UnreadableWorkbook, read_rows
from core.excel.writing import workbook_bytes


def sheet(*rows) -> io.BytesIO:
    return io.BytesIO(workbook_bytes(rows))


def test_read_rows_finds_columns_by_their_heads():
    file = sheet(["Ghi chú", "MÃ đơn  vị", "Tên"], ["x", "A1", "Xã Ba Tơ"])

    assert read_rows(file, ["Mã đơn vị", "Tên"]) == [
        SheetRow(2, {"Mã đơn vị": "A1", "Tên": "Xã Ba Tơ"})
    ]


def test_read_rows_keeps_the_numbers_that_people_see():
    file = sheet(["Mã"], [None], ["A1"], [""], ["A2"])

    assert [row.number for row in read_rows(file, ["Mã"])] == [3, 5]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal(12), "12"),
        (Decimal("12.5"), "12,5"),
        (Decimal("1.234"), "1,234"),
        (date(2026, 7, 1), "01/07/2026"),
        ("Thie\u0302\u0301u", "Thiếu"),
        ("  0123 ", "0123"),
        (None, ""),
    ],
)
def test_read_rows_gives_cells_as_text(value, text):
    assert read_rows(sheet(["Mã", "Tên"], [value, "x"]), ["Mã"])[0].cells == {"Mã": text}


def test_read_rows_names_the_missing_head():
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(sheet(["Mã"]), ["Mã", "Tên"])

    assert refusal.value.message == "Tệp thiếu cột: Tên."


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"ma;ten\n1;2\n", b"\x00" * 100])
def test_read_rows_refuses_what_is_no_workbook(content):
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(io.BytesIO(content), ["Mã"])

    assert refusal.value.message == reading.NOT_A_WORKBOOK


def test_read_rows_refuses_an_empty_sheet():
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(sheet(), ["Mã"])

    assert refusal.value.message == "Tệp không có dòng nào."


def test_read_rows_refuses_too_many_rows(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(sheet(["Mã"], ["1"], ["2"], ["3"]), ["Mã"])

    assert refusal.value.message == "Tệp có quá 2 dòng."


def test_read_rows_refuses_a_large_file(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)

    with pytest.raises(UnreadableWorkbook):
        read_rows(sheet(["Mã"]), ["Mã"])


def test_read_rows_does_not_unpack_a_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (reading.LARGEST_CONTENT + 1))

    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(file, ["Mã"])

    assert refusal.value.message == "Tệp quá lớn sau khi giải nén."
