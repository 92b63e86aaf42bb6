"""The list of the documents of a records file (danh mục văn bản): on paper and as a workbook.

Its columns were not compared with Decree 30/2020/NĐ-CP ("chưa đối chiếu").
"""

from collections.abc import Iterable, Sequence
from itertools import starmap
from pathlib import Path

from django.template.loader import render_to_string

from core.vietnamese.dates import short_date
from documents.domain.blocks import LANDSCAPE_WIDTH, Align, Column, HeadCell, Row, Table, one_line
from documents.domain.layout import full_number
from documents.domain.printing import limits_for
from documents.domain.records.contents import Contents, Kept
from documents.render.local import render_client

STYLESHEETS = ("document.css", "record_list.css")
HEADS = (
    "STT",
    "Số, ký hiệu",
    "Ngày",
    "Tên loại và trích yếu",
    "Tác giả",
    "Số trang",
    "Ghi chú",
)
COLUMNS = (
    Column(10, Align.CENTER),
    Column(34),
    Column(24, Align.CENTER),
    Column(82),
    Column(46),
    Column(14, Align.CENTER),
    Column(LANDSCAPE_WIDTH - 210),
)


def rows_of(contents: Contents, pages: Sequence[int | None]) -> list[tuple]:
    """The lines of the list; `pages` are the documents' numbers of pages, in their order."""
    return list(starmap(_row, zip(contents.kept, pages, strict=True)))


def print_list(contents: Contents, rows: Iterable[tuple], *, to: Path) -> None:
    """The list as an official paper. Raises a RenderError."""
    html = list_html(contents, rows)
    render_client().render(html, stylesheets=STYLESHEETS, to=to, limits=limits_for(html))


def list_html(contents: Contents, rows: Iterable[tuple]) -> str:
    rows = list(rows)
    return render_to_string(
        "documents/record_list.html",
        {
            "record_file": contents.record_file,
            "table": _table(rows),
            "documents": len(rows),
            "pages": sum(row[5] or 0 for row in rows),
        },
    )


def _row(kept: Kept, pages: int | None) -> tuple:
    document = kept.document
    return (
        kept.number,
        full_number(document),
        document.legal_date,
        one_line(str(document)),
        one_line(document.issued_by),
        pages,
        kept.remarks,
    )


def _table(rows: Iterable[tuple]) -> Table:
    head = (tuple(map(HeadCell, HEADS)),)
    return Table("danh-muc", COLUMNS, head, tuple(Row(tuple(_cells(row))) for row in rows))


def _cells(row: tuple) -> Iterable[str]:
    number, symbol, day, title, author, pages, remarks = row
    return str(number), symbol, short_date(day), title, author, str(pages or ""), one_line(remarks)
