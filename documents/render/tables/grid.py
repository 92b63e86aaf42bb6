"""A long table as bands of rows, each as high as its text: what the skeleton keeps free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from documents.render.tables.look import Look
from documents.render.tables.shaping import Line, Shaper

MILLIMETRE = 96 / 25.4
MOST_LINES = 20  # a row with more goes on in a row below, which may stand on the next page


@dataclass(slots=True)
class Cell:
    column: int
    colspan: int
    rowspan: int
    lines: Sequence[Line]
    align: str
    style: Any


@dataclass(slots=True)
class Row:
    cells: list[Cell]
    height: float


@dataclass(slots=True)
class Band:
    """Rows that stay together: the whole head, or one row of the body."""

    kind: str  # head, row, group or total
    rows: list[Row]
    height: float = field(init=False)

    def __post_init__(self):
        self.height = sum(row.height for row in self.rows)


class Grid:
    """The table of documents.domain.blocks that came as JSON, its text broken into lines."""

    def __init__(self, table: dict, look: Look, shaper: Shaper):
        self.look = look
        self._shaper = shaper
        self._aligns = [column["align"] for column in table["columns"]]
        widths = (column["width"] * MILLIMETRE for column in table["columns"])
        self.edges = list(accumulate(widths, initial=0.0))
        self.head = Band("head", self._head(table["head"]))
        self.body = [band for row in table["rows"] for band in self._bands(row)]

    @property
    def width(self) -> float:
        return self.edges[-1]

    def _head(self, head: list) -> list[Row]:
        rows = [Row(cells, 0.0) for cells in self._head_cells(head)]
        for number, row in enumerate(rows):
            row.height = max(
                (
                    self.look.height_of(len(cell.lines)) - sum(one.height for one in above)
                    for start, first in enumerate(rows[: number + 1])
                    for above in [rows[start:number]]
                    for cell in first.cells
                    if start + cell.rowspan == number + 1
                ),
                default=0.0,
            )
        return rows

    def _head_cells(self, head: list) -> Iterator[list[Cell]]:
        """The cells of each line of the head, in the columns that those above leave free."""
        taken = [0] * len(self._aligns)
        for line in head:
            cells = []
            for cell in line:
                column = taken.index(0)
                for covered in range(column, column + cell["colspan"]):
                    taken[covered] = cell["rowspan"]
                spans = column, cell["colspan"], cell["rowspan"]
                cells.append(self._cell(cell["text"], *spans, "center", self.look.head))
            taken = [left - 1 for left in taken]
            yield cells

    def _bands(self, row: dict) -> Iterator[Band]:
        if row["kind"] == "group":
            cells = [self._cell(row["text"], 0, len(self._aligns), 1, "left", self.look.bold)]
            return self._pieces("group", cells)
        style = self.look.bold if row["bold"] else self.look.plain
        cells = [
            self._cell(text, column, 1, 1, self._aligns[column], style)
            for column, text in enumerate(row["cells"])
        ]
        return self._pieces("total" if row["bold"] else "row", cells)

    def _pieces(self, kind: str, cells: list[Cell]) -> Iterator[Band]:
        lines = max(len(cell.lines) for cell in cells)
        if lines <= MOST_LINES:
            yield Band(kind, [Row(cells, self.look.height_of(lines))])
            return
        for start in range(0, lines, MOST_LINES):
            piece = slice(start, start + MOST_LINES)
            part = [
                Cell(cell.column, cell.colspan, 1, cell.lines[piece], cell.align, cell.style)
                for cell in cells
            ]
            most = max(len(cell.lines) for cell in part)
            yield Band(kind, [Row(part, self.look.height_of(most))])

    def _cell(self, text, column, colspan, rowspan, align, style) -> Cell:
        width = self.edges[column + colspan] - self.edges[column]
        lines = self._shaper.lines(text, style, width - self.look.left - self.look.right)
        return Cell(column, colspan, rowspan, lines, align, style)
