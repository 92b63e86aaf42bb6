"""Reading uploaded workbooks: what people send, and what they should not."""

import io
from datetime import date
from decimal import Decimal

import pytest

from core.excel.reading import Sheet, SheetRow, read_rows, read_sheet
from core.excel.refusals import MOST_ROWS, UnreadableWorkbook
from core.excel.writing import workbook_bytes
from tests.core.excel.workbooks import made, saved_as_xls, with_cells, with_sheet


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


def test_read_rows_refuses_an_empty_sheet():
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(sheet(), ["Mã"])

    assert refusal.value.message == "Tệp không có dòng nào."


def test_read_rows_takes_as_many_rows_as_may_be():
    file = sheet(["Mã"], *[[number] for number in range(MOST_ROWS)])

    assert len(read_rows(file, ["Mã"])) == MOST_ROWS


def test_read_rows_refuses_one_row_more():
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_rows(sheet(["Mã"], *[[number] for number in range(MOST_ROWS + 1)]), ["Mã"])

    assert refusal.value.message == "Tệp có quá 5000 dòng."


def test_read_sheet_reads_what_was_saved_as_xls():
    assert read_sheet(saved_as_xls(), formulas=True) == Sheet(
        lines=[
            (1, ["Mã", "Số", ""]),
            (2, ["Xã Ba Tơ", "21", ""]),
            (3, ["Xã Ba Vì", "98,6", "02/09/2026"]),
            (4, ["Gộp", "", ""]),
        ],
        formulas=[[2, 2, 2, 2]],
        numbers={(2, 2), (3, 2)},
    )


def test_read_sheet_tells_where_a_formula_stands():
    found = read_sheet(with_cells(A1="Mã", C2="=1+1"), formulas=True)

    assert found.formulas == [[2, 3, 2, 3]]


def test_read_sheet_tells_every_cell_of_a_formula_of_many():
    cells = '<c r="A1"><f t="array" ref="A1:B2">{1}</f><v>1</v></c><c r="B1"><v>1</v></c>'

    found = read_sheet(with_sheet(f"<row>{cells}</row>"), formulas=True)

    assert [found.is_formula(*place) for place in [(1, 1), (2, 2), (3, 1), (1, 3)]] == [
        True,
        True,
        False,
        False,
    ]


def test_read_sheet_gives_a_merged_cell_where_it_begins():
    def fill(sheet):
        sheet["A1"] = "Xã Ba Tơ"
        sheet.merge_cells("A1:C2")

    assert read_sheet(made(fill)).lines == [(1, ["Xã Ba Tơ"])]


@pytest.mark.parametrize("value", ["NaN", "inf", "1e999"])
def test_read_sheet_takes_what_is_no_number_for_none(value):
    sheet = read_sheet(with_sheet(f'<row r="1"><c r="A1"><v>{value}</v></c></row>'))

    assert sheet.numbers == set()
