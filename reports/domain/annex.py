"""The annex of a superior's report: every unit on every target, on landscape pages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from documents.domain.blocks import (
    LANDSCAPE_WIDTH,
    Align,
    Annex,
    Block,
    Column,
    DashList,
    HeadCell,
    Heading,
    HeadingLevel,
    Row,
    Table,
    one_line,
    paragraph,
)
from reports.domain.adjusted import AdjustedTotal
from reports.domain.lines import Line, Standing
from reports.domain.table import ReportTable, TargetResult, UnitInReport
from reports.domain.wording import ESTIMATES, NOTHING, has_estimates, value_text
from results.enums import Verdict

TITLE = "Kết quả thực hiện các chỉ tiêu của từng đơn vị"

# In millimetres. With at most eight columns a target's name stays readable above its figures.
_NUMBER_WIDTH, _NAME_WIDTH, _WIDEST = 10, 52, 38
_MOST_COLUMNS = 8

_MARKS = {Verdict.EXCEEDED: "V", Verdict.MET: "Đ", Verdict.MISSED: "C"}
_WORDS = {
    Verdict.NONE_ARISEN: "Không phát sinh",
    Verdict.REPORTED_SEPARATELY: Verdict.REPORTED_SEPARATELY.label,
}
_LEGEND = (
    "Ghi chú: Số liệu lũy kế đến hết kỳ báo cáo. (Đ) đạt; (V) vượt; (C) chưa đạt; không có chữ "
    "là chưa đến kỳ đánh giá hoặc không đánh giá; dấu – là không có số liệu; ô trống là đơn vị "
    "không báo cáo chỉ tiêu này; dấu * sau tên đơn vị là không có số liệu được xác nhận của kỳ này."
)
_DERIVED = (
    "Dấu ** sau tên đơn vị: số liệu lũy kế tổng hợp từ các đơn vị tiền thân và của chính đơn vị. "
    "Các đơn vị tiền thân ghi ngày thôi hoạt động; dòng “Tổng hợp” tính số liệu của mỗi đơn vị "
    "một lần."
)
_DIVIDED = (
    "Dấu *** sau tên đơn vị: đơn vị được chia cho nhiều đơn vị kế thừa; số liệu để riêng, không "
    "phân chia cho từng đơn vị kế thừa."
)

_Cell = tuple[TargetResult, Line]


def units_annex(table: ReportTable) -> Annex | None:
    """None for a unit without subordinates, and where no target has figures."""
    measured = [result for result in table.targets if result.lines]
    if not table.is_superior or not measured:
        return None
    blocks: list[Block] = [paragraph(f"ghi-chu{anchor}", text) for anchor, text in _legend(table)]
    parts = _split([[(result, line) for line in result.lines] for result in measured])
    for number, part in enumerate(parts, start=1):
        if len(parts) > 1:
            blocks.append(_caption(number, part))
        blocks.append(_table(f"bieu-{number}-bang", part, table))
    if table.adjusted:
        blocks.append(paragraph("dieu-chinh", "Dòng Tổng hợp tính cả các điều chỉnh sau:"))
        blocks.append(DashList("dieu-chinh-danh-sach", tuple(map(_adjusted, table.adjusted))))
    return Annex("phu-luc", TITLE, tuple(blocks), landscape=True)


def _adjusted(one: AdjustedTotal) -> str:
    why = one_line(one.reason).rstrip(" .;")
    return one_line(f"{one.indicator}, {one.period} ({one.unit}): {one.change}; lý do: {why}.")


def _legend(table: ReportTable) -> list[tuple[str, str]]:
    """What the marks mean, of estimates and of units that ended only where there are any."""
    lines = [line for result in table.targets for line in result.lines]
    legend = [("", f"{_LEGEND} {ESTIMATES}" if has_estimates(table) else _LEGEND)]
    if any(line.derived for line in lines):
        legend.append(("-tong-hop", _DERIVED))
    if any(line.divided for line in lines):
        legend.append(("-chia", _DIVIDED))
    return legend


def _split(targets: Sequence[Sequence[_Cell]]) -> list[list[_Cell]]:
    """Into as few tables as the page allows, as even as they can be, no target torn apart."""
    fewest = len(_fill(targets, _MOST_COLUMNS))
    fillings = (_fill(targets, most) for most in range(1, _MOST_COLUMNS + 1))
    return next(parts for parts in fillings if len(parts) == fewest)


def _fill(targets: Sequence[Sequence[_Cell]], most: int) -> list[list[_Cell]]:
    parts: list[list[_Cell]] = []
    for cells in targets:
        if parts and len(parts[-1]) + len(cells) <= most:
            parts[-1].extend(cells)
        else:
            parts.append(list(cells))
    return parts


def _caption(number: int, part: Sequence[_Cell]) -> Heading:
    first, last = part[0][0].target.ordinal, part[-1][0].target.ordinal
    which = f"chỉ tiêu {first}" if first == last else f"chỉ tiêu {first} đến {last}"
    return Heading(f"bieu-{number}", HeadingLevel.CLAUSE, f"Biểu {number}: {which}")


def _table(anchor: str, part: Sequence[_Cell], table: ReportTable) -> Table:
    width = min(_WIDEST, (LANDSCAPE_WIDTH - _NUMBER_WIDTH - _NAME_WIDTH) // len(part))
    columns = (
        Column(_NUMBER_WIDTH, Align.CENTER),
        Column(LANDSCAPE_WIDTH - _NUMBER_WIDTH - width * len(part)),
        *(Column(width, Align.CENTER) for _ in part),
    )
    asked = [unit for unit in table.units if any(unit.unit_id in one.units for _, one in part)]
    rows = [_unit_row(number, unit, part) for number, unit in enumerate(asked, start=1)]
    return Table(anchor, columns, _head(part), (*rows, _total_row(part)))


def _head(part: Sequence[_Cell]) -> tuple[tuple[HeadCell, ...], ...]:
    """Targets over their thresholds; one of several thresholds shares the name of its target."""
    targets = [
        HeadCell(_target_name(same[0][0]), colspan=len(same))
        for _, group in groupby(part, key=lambda cell: cell[0].target.pk)
        for same in [list(group)]
    ]
    labels = [HeadCell(one_line(line.label)) for _, line in part]
    return (HeadCell("TT", rowspan=2), HeadCell("Đơn vị", rowspan=2), *targets), tuple(labels)


def _target_name(result: TargetResult) -> str:
    return f"{result.target.ordinal}. {one_line(result.target.title)}"


def _unit_row(number: int, unit: UnitInReport, part: Sequence[_Cell]) -> Row:
    marks = "".join(f" {mark}" for mark in _marks(unit, [line for _, line in part]))
    figures = (_cell(line.units.get(unit.unit_id)) for _, line in part)
    return Row((str(number), f"{one_line(unit.name)}{marks}", *figures))


def _marks(unit: UnitInReport, lines: Sequence[Line]) -> Iterator[str]:
    if not unit.has_figures:
        yield "*"
    if any(unit.unit_id in line.derived for line in lines):
        yield "**"
    if any(unit.unit_id in line.divided for line in lines):
        yield "***"


def _total_row(part: Sequence[_Cell]) -> Row:
    return Row(("", "Tổng hợp", *(_cell(line.to_date) for _, line in part)), bold=True)


def _cell(standing: Standing | None) -> str:
    """The value with the mark of its verdict; empty where the unit was not asked."""
    if standing is None:
        return ""
    value = value_text(standing)
    if value == NOTHING and standing.judgement:
        return _WORDS.get(standing.judgement.verdict, NOTHING)
    mark = _MARKS.get(standing.judgement.verdict) if standing.judgement else None
    return f"{value} ({mark})" if mark else value
