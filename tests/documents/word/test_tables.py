"""Tables as Word lays them out: heads repeated, rows whole, cells where they belong."""

import pytest
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn

from documents.domain.blocks import Align, Column, GroupRow, HeadCell, Row, Table

COLUMNS = (Column(10, Align.CENTER), Column(85), Column(30, Align.RIGHT), Column(30, Align.RIGHT))
HEAD = (
    (HeadCell("TT", rowspan=2), HeadCell("Đơn vị", rowspan=2), HeadCell("Kết quả", colspan=2)),
    (HeadCell("Kỳ này"), HeadCell("Lũy kế")),
)
ROWS = tuple(Row((str(number), "Xã Ba Cung", "1", "2")) for number in range(1, 6))


@pytest.fixture
def table_in(write_document, open_word):
    """Writes a table and gives it as Word has it."""

    def table_in(*rows, head=HEAD):
        document = write_document(body=[Table("bang", COLUMNS, head, rows)])
        return open_word(document).tables[1]

    return table_in


def kept(table):
    """Which rows hold the next one on their page."""
    return [
        all(node.find(f".//{qn('w:keepNext')}") is not None for node in row._tr.iter(qn("w:p")))
        for row in table.rows
    ]


def grid(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_head_is_repeated_on_every_page(table_in):
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table_in(*ROWS).rows]
    assert repeated == [True, True] + [False] * 5


def test_no_row_is_cut_by_a_page(table_in):
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table_in(*ROWS).rows)


def test_head_cells_cover_their_rows_and_columns(table_in):
    assert grid(table_in(*ROWS))[:2] == [
        ["TT", "Đơn vị", "Kết quả", "Kết quả"],
        ["TT", "Đơn vị", "Kỳ này", "Lũy kế"],
    ]


def test_wide_cell_that_reaches_down_covers_all_below(table_in):
    head = (
        (HeadCell("TT"), HeadCell("Đơn vị", colspan=2, rowspan=2), HeadCell("Lũy kế", rowspan=3)),
        (HeadCell("a"),),
        (HeadCell("b"), HeadCell("c"), HeadCell("d")),
    )
    assert grid(table_in(*ROWS, head=head))[:3] == [
        ["TT", "Đơn vị", "Đơn vị", "Lũy kế"],
        ["a", "Đơn vị", "Đơn vị", "Lũy kế"],
        ["b", "c", "d", "Lũy kế"],
    ]


def test_columns_are_as_wide_as_the_block_says(table_in):
    assert [round(column.width.mm) for column in table_in(*ROWS).columns] == [10, 85, 30, 30]


def test_group_stands_across_the_table_in_bold(table_in):
    (_, _, group, *_) = table_in(GroupRow("Các xã"), *ROWS).rows
    assert {cell._tc.grid_span for cell in group.cells} == {4}
    assert group.cells[0].paragraphs[0].runs[0].bold is True


def test_group_stays_with_its_rows(table_in):
    assert kept(table_in(*ROWS, GroupRow("Các phường"), ROWS[0]))[-2] is True


def test_page_does_not_end_below_the_first_rows(table_in):
    assert kept(table_in(*ROWS, *ROWS))[:5] == [True, True, True, True, False]


def test_total_in_bold_stays_with_the_row_above(table_in):
    table = table_in(*ROWS, Row(("", "Tổng hợp", "5", "10"), bold=True))
    assert (kept(table)[-2], table.rows[-1].cells[1].paragraphs[0].runs[0].bold) == (True, True)


def test_cells_of_a_column_are_aligned_as_it_says(table_in):
    cells = table_in(*ROWS).rows[2].cells
    assert [cell.paragraphs[0].style.style_id for cell in cells] == [
        "CellCenter",
        "CellLeft",
        "CellRight",
        "CellRight",
    ]


def test_rows_do_not_share_their_cells(table_in):
    assert grid(table_in(*ROWS))[2:] == [
        [str(number), "Xã Ba Cung", "1", "2"] for number in range(1, 6)
    ]


def test_addressees_stand_in_the_middle(write_document, open_word):
    table = open_word(write_document(addressees=["Quân khu 5"])).tables[1]
    assert (table.alignment, grid(table)) == (
        WD_TABLE_ALIGNMENT.CENTER,
        [["Kính gửi", ": Quân khu 5"]],
    )
