"""Tables of figures: heads repeated on every page, no row cut, no lonely row."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from documents.domain.blocks import GroupRow, HeadCell, Row, Run, Table
from documents.word.looks import CELLS, Look
from documents.word.oxml import TEXT, cell, element, paragraph, row, table, text

SIDE_ROOM, LINE_ROOM = 1, 2  # between lines and words: millimetres, points
HELD_TOGETHER = 3  # rows: no page ends on fewer
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_of(block: Table, *, keep_end: bool = False):
    widths = [column.width for column in block.columns]
    rows = *_head(block), *_rows(block, keep_end)
    return table(widths, *rows, borders=_lines(), across=SIDE_ROOM, down=LINE_ROOM)


def _lines():
    sides = (element(side, val="single", sz=4, space=0, color="000000") for side in SIDES)
    return element("tblBorders", *sides)


def _head(block: Table) -> Iterator:
    """A cell that reaches down leaves an empty one in every row that it reaches."""
    reaching: dict[int, HeadCell] = {}  # by their first column, with the rows still to come
    for cells in block.head:
        own, made, column = iter(cells), [], 0
        while column < len(block.columns):
            above = reaching.pop(column, None)
            shown = above or next(own)
            made.append(_head_cell(block, column, shown, is_reached=above is not None))
            if shown.rowspan > 1:
                reaching[column] = HeadCell("", shown.colspan, shown.rowspan - 1)
            column += shown.colspan
        yield row(*made, repeated=True)


def _head_cell(block: Table, column: int, shown: HeadCell, *, is_reached: bool):
    covered = block.columns[column : column + shown.colspan]
    merge = "continue" if is_reached else "restart" if shown.rowspan > 1 else ""
    return cell(
        sum(under.width for under in covered),
        text(Look.HEAD_CELL, shown.text, keep=True),
        span=shown.colspan,
        merge=merge,
        middle=True,
    )


def _rows(block: Table, keep_end: bool) -> Iterator:
    """No page ends after the first rows, nor above a total."""
    copied = _Pattern(block)
    following = [*block.rows[1:], None]
    for place, (shown, after) in enumerate(zip(block.rows, following, strict=True), start=1):
        keep = keep_end if after is None else place < HELD_TOGETHER or _is_total(after)
        if isinstance(shown, GroupRow):
            yield _group(block, shown)
        else:
            yield copied.row(shown, keep)


def _is_total(shown: Row | GroupRow) -> bool:
    return isinstance(shown, Row) and shown.bold


def _group(block: Table, shown: GroupRow):
    words = paragraph(Look.CELL_LEFT, Run(shown.text, bold=True), keep=True)
    return row(cell(block.width, words, span=len(block.columns), middle=True))


class _Pattern:
    """Empty rows of a table, copied for each of its rows: to build each takes five times as long.

    What the copies are filled with was checked when the blocks were read.
    """

    def __init__(self, block: Table):
        self._columns = block.columns
        self._empty = cache(self._make)

    def row(self, shown: Row, keep: bool):
        made = deepcopy(self._empty(shown.bold, keep))
        for place, words in zip(made.iter(TEXT), shown.cells, strict=True):
            place.text = words
        return made

    def _make(self, bold: bool, keep: bool):
        return row(
            *(
                cell(
                    column.width,
                    paragraph(CELLS[column.align], Run("", bold=bold), keep=keep),
                    middle=True,
                )
                for column in self._columns
            )
        )
