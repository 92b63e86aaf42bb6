"""Workbooks: what is a number stays one, and nothing is ever a formula."""

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from core.excel.writing import (
    LONGEST_CELL,
    MEDIA_TYPE,
    LongText,
    excel_response,
    fixed_workbook_bytes,
    workbook_bytes,
)

ROWS = [("Số", "Trích yếu"), (1, "Về việc khen thưởng")]


def sheet_of(*rows):
    return load_workbook(BytesIO(workbook_bytes(rows))).active


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (12, 12),
        (Decimal("97.50"), 97.5),
        (Decimal("999999999999.99"), 999999999999.99),
        (date(2026, 9, 2), datetime(2026, 9, 2)),
        (datetime(2026, 3, 1, 17, 30, tzinfo=UTC), datetime(2026, 3, 2, 0, 30)),
        ("Xã Đắc Kiết", "Xã Đắc Kiết"),
        ("0123", "0123"),
        (None, None),
    ],
)
def test_value_is_stored_as_what_it_is(value, stored):
    assert sheet_of(["Đầu cột"], [value])["A2"].value == stored


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(text):
    cell = sheet_of(["Đầu cột"], [text])["A2"]

    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("value", [date(2026, 9, 2), datetime(2026, 9, 2, 8, 30)])
def test_day_is_shown_before_the_month(value):
    assert sheet_of(["Đầu cột"], [value])["A2"].number_format.upper().startswith("DD/MM/YYYY")


def test_head_is_bold_and_stays_in_sight():
    sheet = sheet_of(["Đơn vị"], ["Xã An Hải"])

    assert sheet["A1"].font.bold is True
    assert sheet["A2"].font.bold is not True
    assert sheet.freeze_panes == "A2"


def test_control_characters_do_not_break_the_file():
    assert sheet_of(["Đầu cột"], ["a\x0bb\x1f\uffffc\nd"])["A2"].value == "abc\nd"


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "_x0041_x0042_", "_x000d_", "_xa_"])
def test_text_that_reads_like_an_escape_stays_what_it_is(text):
    workbook = CalamineWorkbook.from_filelike(BytesIO(workbook_bytes([["Đầu cột"], [text]])))

    assert workbook.get_sheet_by_index(0).to_python()[1] == [text]


@pytest.mark.parametrize("text", ["ế" * LONGEST_CELL, "😀" * (LONGEST_CELL // 2)])
def test_longest_text_fits_a_cell(text):
    assert sheet_of(["Đầu cột"], [text])["A2"].value == text


@pytest.mark.parametrize("text", ["a" * (LONGEST_CELL + 1), "😀" * (LONGEST_CELL // 2 + 1)])
def test_text_that_does_not_fit_a_cell_is_refused_rather_than_cut(text):
    with pytest.raises(LongText):
        workbook_bytes([["Đầu cột"], [text]])


def test_response_is_a_download():
    response = excel_response([["Đơn vị"]], name="don-vi")

    assert response.headers["Content-Type"] == MEDIA_TYPE
    assert response.headers["Content-Disposition"] == 'attachment; filename="don-vi.xlsx"'


def test_same_rows_give_the_same_bytes_whenever_they_are_written():
    first = fixed_workbook_bytes(ROWS)
    time.sleep(2.1)  # zip files tell every second second
    assert fixed_workbook_bytes(ROWS) == first


def test_fixed_workbook_holds_the_rows():
    sheet = load_workbook(BytesIO(fixed_workbook_bytes(ROWS))).active
    assert list(sheet.iter_rows(values_only=True)) == ROWS
