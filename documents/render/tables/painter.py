"""Paints the rows of a long table onto a finished page, and remembers what it marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from documents.render.tables.grid import Band, Cell, Grid, Row
from documents.render.tables.shaping import Shaper
from documents.render.tables.skeleton import Place

PROJECTING = 2  # rules end half their thickness beyond the corner they meet in
TOUCHING = 0.01  # pixels between edges that meet, after rounding

Segment = tuple[float, float, float, float]
Span = tuple[float, float, float]


@dataclass(slots=True)
class Placed:
    """A band and where it begins on its page; `cell` is the skeleton's cell around it."""

    grid: Grid
    band: Band
    cell: Any
    left: float
    top: float
    first_mark: int = field(default=0)


def paint_on(page, places: dict, shaper: Shaper) -> list[Placed]:
    """Makes the page paint its rows after all else; gives them in their order."""
    placed = list(_placed(page._page_box, places))
    if placed:
        page.paint = partial(_paint, page.paint, placed, shaper)
    return placed


def _placed(page_box, places: dict[Any, Place]) -> Iterator[Placed]:
    cell = None
    for box in page_box.descendants():
        if isinstance(box, boxes.TableCellBox):
            cell = box
        place = places.get(getattr(box, "element", None))
        if place is not None:
            half_rule = place.grid.look.rule / 2  # lies outside of the outermost cells
            left, top = box.position_x + half_rule, box.position_y + half_rule
            yield Placed(place.grid, place.band, cell, left, top)


def _paint(paint_others, placed: list[Placed], shaper: Shaper, stream, scale: float = 1) -> None:
    paint_others(stream, scale)
    marks = len(stream._tags)
    with stream.stacked():
        stream.transform(a=scale, d=scale)
        stream.set_color(get_color(placed[0].grid.look.plain, "color"))
        for one in placed:
            one.first_mark = marks
            for row, top in _rows_of(one):
                marks = _paint_row(one, row, top, marks, shaper, stream)
        _paint_rules(placed, stream)
    for one in placed:
        one.cell.children = []  # empty blocks, which need no elements of the tree


def _rows_of(one: Placed) -> Iterator[tuple[Row, float]]:
    top = one.top
    for row in one.band.rows:
        yield row, top
        top += row.height


def _paint_row(one: Placed, row: Row, top: float, marks: int, shaper: Shaper, stream) -> int:
    """Every cell with text is one marked piece; gives the number of the next."""
    for cell in row.cells:
        if cell.lines:
            kind = b"TH" if one.band.kind == "head" else b"TD"
            stream.stream.append(b"/%s <</MCID %d>> BDC BT" % (kind, marks))
            stream.stream.extend(_shown(one, cell, row, top, shaper, stream))
            stream.stream.append(b"ET EMC")
            marks += 1
    return marks


def _shown(one: Placed, cell: Cell, row: Row, top: float, shaper, stream) -> Iterator[bytes]:
    look, edges = one.grid.look, one.grid.edges
    left = one.left + edges[cell.column] + look.left
    room = edges[cell.column + cell.colspan] - edges[cell.column] - look.left - look.right
    spare = height_of(cell, row, one.band) - look.height_of(len(cell.lines))
    y = top + spare / 2 + look.top + look.baseline
    for line in cell.lines:
        x = left + {"left": 0, "center": 0.5, "right": 1}[cell.align] * (room - line.width)
        yield b"1 0 0 -1 %.3f %.3f Tm" % (x, y)
        yield shaper.operators(line, cell.style, stream)
        y += look.line


def height_of(cell: Cell, row: Row, band: Band) -> float:
    """With the rows below that it reaches into."""
    if cell.rowspan == 1:
        return row.height
    first = band.rows.index(row)
    return sum(one.height for one in band.rows[first : first + cell.rowspan])


def _paint_rules(placed: list[Placed], stream) -> None:
    with stream.artifact(), stream.stacked():
        stream.set_color(get_color(placed[0].grid.look.plain, "border_top_color"), stroke=True)
        stream.set_line_width(placed[0].grid.look.rule)
        stream.set_line_cap(PROJECTING)
        for x1, y1, x2, y2 in _joined({edge for one in placed for edge in _edges_of(one)}):
            stream.stream.append(b"%.3f %.3f m %.3f %.3f l" % (x1, y1, x2, y2))
        stream.stroke()


def _edges_of(one: Placed) -> Iterator[Segment]:
    """The four sides of every cell."""
    for row, top in _rows_of(one):
        for cell in row.cells:
            left = round(one.left + one.grid.edges[cell.column], 3)
            right = round(one.left + one.grid.edges[cell.column + cell.colspan], 3)
            upper = round(top, 3)
            lower = round(top + height_of(cell, row, one.band), 3)
            yield left, upper, right, upper
            yield left, lower, right, lower
            yield left, upper, left, lower
            yield right, upper, right, lower


def _joined(edges: Iterable[Segment]) -> Iterator[Segment]:
    """Edges that continue each other as one rule, first those that lie, then those that stand."""
    lying = sorted((y1, x1, x2) for x1, y1, x2, y2 in edges if y1 == y2)
    standing = sorted((x1, y1, y2) for x1, y1, x2, y2 in edges if x1 == x2)
    yield from ((start, at, end, at) for at, start, end in _merged(lying))
    yield from ((at, start, at, end) for at, start, end in _merged(standing))


def _merged(spans: list[Span]) -> list[Span]:
    """Of places and from where to where, in order."""
    merged = []
    for at, start, end in spans:
        if merged and merged[-1][0] == at and start <= merged[-1][2] + TOUCHING:
            merged[-1] = (at, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((at, start, end))
    return merged
