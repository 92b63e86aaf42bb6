"""The rows of long tables in the structure tree, as the cells that WeasyPrint tags by itself."""

from itertools import groupby

import pydyf

from documents.render.tables.grid import Cell
from documents.render.tables.painter import Placed


class Element(pydyf.Object):
    """An element of the tree as the bytes of its dictionary: there may be fifty thousand."""

    def __init__(self, written: bytes):
        super().__init__()
        self.written = written

    @property
    def data(self) -> bytes:
        return self.written


def tag_rows(pdf: pydyf.PDF, pages: list[list[Placed]]) -> None:
    """Puts rows and cells in the place of those of the skeletons; WeasyPrint calls this last."""
    for number, placed in enumerate(pages):
        if placed:
            _tag_page(pdf, pdf.page_references[number], _owners_of(pdf, number), placed)


def _owners_of(pdf: pydyf.PDF, page: int) -> pydyf.Array:
    """The array that names the owner of every marked piece of the page."""
    tree = _referred(pdf, _referred(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])
    return tree["Nums"][2 * page + 1]


def _tag_page(pdf, page: bytes, owners: pydyf.Array, placed: list[Placed]) -> None:
    for _, bands in groupby(placed, key=lambda one: id(one.cell)):
        bands = list(bands)
        _Group(pdf, page, owners, bands[0].cell.mark).fill(bands)


class _Group:
    """A head or a body on one page. The skeleton's own row and cell become the first of it."""

    def __init__(self, pdf: pydyf.PDF, page: bytes, owners: pydyf.Array, cell: pydyf.Dictionary):
        self._pdf, self._page, self._owners = pdf, page, owners
        self._cell: pydyf.Dictionary | None = cell
        self._row: pydyf.Dictionary | None = _referred(pdf, cell["P"])
        self._group = _referred(pdf, self._row["P"])

    def fill(self, bands: list[Placed]) -> None:
        self._group["K"] = pydyf.Array()
        for one in bands:
            mark = one.first_mark
            for row in one.band.rows:
                element = self._next_row()
                self._group["K"].append(element.reference)
                for cell in row.cells:
                    added = self._next_cell(self._values(one, cell, element, mark))
                    element["K"].append(added.reference)
                    if cell.lines:
                        self._owners.append(added.reference)
                        mark += 1

    def _values(self, one: Placed, cell: Cell, row: pydyf.Dictionary, mark: int) -> dict:
        kind = "/TH" if one.band.kind == "head" else "/TD"
        values = {"Type": "/StructElem", "S": kind, "P": row.reference, "Pg": self._page}
        if cell.lines:
            values["K"] = mark
        return values | _attributes(cell, is_head=kind == "/TH")

    def _next_row(self) -> pydyf.Dictionary:
        row, self._row = self._row, None
        if row is None:
            row = pydyf.Dictionary(
                {"Type": "/StructElem", "S": "/TR", "P": self._group.reference, "Pg": self._page}
            )
            self._pdf.add_object(row)
        row["K"] = pydyf.Array()
        return row

    def _next_cell(self, values: dict) -> pydyf.Object:
        cell, self._cell = self._cell, None
        if cell is None:
            cell = Element(pydyf.Dictionary(values).data)
            self._pdf.add_object(cell)
        else:
            cell.clear()
            cell.update(values)
        return cell


def _attributes(cell: Cell, *, is_head: bool) -> dict:
    """A head cell names the columns below it; what spans several says so."""
    said = {"Scope": "/Column"} if is_head else {}
    if cell.colspan > 1:
        said["ColSpan"] = cell.colspan
    if cell.rowspan > 1:
        said["RowSpan"] = cell.rowspan
    return {"A": pydyf.Dictionary({"O": "/Table"} | said)} if said else {}


def _referred(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]
