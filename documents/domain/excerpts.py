"""An excerpt of a document: the rows of its lists that name a unit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.domain.blocks import Annex, Block, GroupRow, Row, Table


@dataclass(frozen=True)
class RowPlace:
    """A row of a table by the table's anchor and its place there, from 0."""

    table: str
    place: int


def rows_naming(blocks: Iterable[Block], names: Sequence[str]) -> Iterator[RowPlace]:
    """The rows in which a cell holds one of the names as whole words, in whatever capitals.

    Accents tell units apart, as do endings: Ba Tô is not Ba Tơ, and Ba Vi not Ba Vinh.
    """
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.I)
    for table in tables_of(blocks):
        for place, row in enumerate(table.rows):
            if isinstance(row, Row) and any(map(wanted.search, row.cells)):
                yield RowPlace(table.anchor, place)


def excerpt_of(annexes: Iterable[Annex], rows: Iterable[RowPlace]) -> tuple[Annex, ...]:
    """The annexes with these rows alone, their numbers as they were.

    A line across the table stays with the rows it introduces; tables and annexes in which no row
    was chosen are left out, texts stay.
    """
    chosen = set(rows)
    kept = (_excerpt_of_annex(annex, chosen) for annex in annexes)
    return tuple(annex for annex in kept if any(tables_of(annex.blocks)))


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))


def _excerpt_of_annex(annex: Annex, chosen: set[RowPlace]) -> Annex:
    blocks = (
        _excerpt_of_table(block, chosen) if isinstance(block, Table) else block
        for block in annex.blocks
    )
    return replace(annex, blocks=tuple(block for block in blocks if block is not None))


def _excerpt_of_table(table: Table, chosen: set[RowPlace]) -> Table | None:
    rows, group = [], None
    for place, row in enumerate(table.rows):
        if isinstance(row, GroupRow):
            group = row
        elif RowPlace(table.anchor, place) in chosen:
            rows += [row] if group is None else [group, row]
            group = None
    return replace(table, rows=tuple(rows)) if rows else None
