"""The table of all targets in the body of a report."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from campaigns.models import ContentArea
from core.vietnamese.numbers import format_number
from documents.domain.blocks import (
    Align,
    Column,
    GroupRow,
    HeadCell,
    Row,
    Table,
    one_line,
)
from reports.domain.lines import Line
from reports.domain.table import ReportTable, TargetResult
from reports.domain.wording import amount_text, subject, value_text, verdict_text

_COLUMNS = (
    Column(8, Align.CENTER),
    Column(41, Align.LEFT),
    Column(14, Align.RIGHT),
    Column(21, Align.RIGHT),
    Column(22, Align.RIGHT),
    Column(15, Align.RIGHT),
    Column(15, Align.RIGHT),
    Column(19, Align.CENTER),
)
_HEAD = (
    (
        HeadCell("TT", rowspan=2),
        HeadCell("Chỉ tiêu (mức phấn đấu)", rowspan=2),
        HeadCell("Chỉ tiêu giao", rowspan=2),
        HeadCell("Thực hiện", colspan=2),
        HeadCell("Kết quả lũy kế", colspan=2),
        HeadCell("Đánh giá", rowspan=2),
    ),
    (HeadCell("Trong kỳ"), HeadCell("Lũy kế"), HeadCell("Kỳ trước"), HeadCell("Kỳ này")),
)


def summary_table(table: ReportTable) -> Table | None:
    """A line for every criterion under its content area; None when no target has figures."""
    rows: list[Row | GroupRow] = []
    measured = [result for result in table.targets if result.lines]
    for area, results in by_area(measured):
        rows.append(GroupRow(area_title(area)))
        rows.extend(_rows(results))
    return Table("bang-chi-tieu", _COLUMNS, _HEAD, tuple(rows)) if rows else None


def by_area(results: Sequence[TargetResult]) -> Iterable[tuple[ContentArea, list[TargetResult]]]:
    for _, group in groupby(results, key=lambda result: result.target.area_id):
        same = list(group)
        yield same[0].target.area, same


def area_title(area: ContentArea) -> str:
    return one_line(area.title).rstrip(" .;")


def _rows(results: Sequence[TargetResult]) -> Iterable[Row]:
    for result in results:
        for position, line in enumerate(result.lines):
            yield _row(result, line, is_first=position == 0)


def _row(result: TargetResult, line: Line, *, is_first: bool) -> Row:
    return Row(
        (
            str(result.target.ordinal) if is_first else "",
            _name(result, line, is_first=is_first),
            _number(result.quota) if is_first else "",
            amount_text(line.period),
            amount_text(line.to_date),
            value_text(line.before),
            value_text(line.to_date),
            verdict_text(line.to_date),
        )
    )


def _name(result: TargetResult, line: Line, *, is_first: bool) -> str:
    if is_first:
        return subject(result, line)
    label = one_line(line.label)
    return f"Trong đó: {label}" if line.is_nested else label


def _number(quota: Decimal | None) -> str:
    return "" if quota is None else format_number(quota)
