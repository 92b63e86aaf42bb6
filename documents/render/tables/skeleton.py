"""The table that WeasyPrint lays out in the place of a long one: a block of its height for a row.

The style sheet (`.skeleton`) keeps rows together as it does in a table that is not painted.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from documents.render.tables.grid import Band, Grid


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be painted where the element of the skeleton comes to stand."""

    grid: Grid
    band: Band


class Skeletons:
    """All skeletons of a document; heights are classes, because styles of elements cost more."""

    def __init__(self):
        self.places: dict[Element, Place] = {}
        self._heights: dict[float, str] = {}

    def raise_in(self, table: Element, grid: Grid) -> None:
        """Fills the empty table."""
        columns = SubElement(table, "colgroup")
        SubElement(columns, "col").set("style", f"width: {round(grid.width, 3)}px")
        head = self._cell(SubElement(table, "thead"))
        self._reserve(head, Place(grid, grid.head), "head")
        body = self._cell(SubElement(table, "tbody"))
        for band in grid.body:
            self._reserve(SubElement(body, "div"), Place(grid, band), band.kind)
        SubElement(body, "div").set("class", f"end {self._height(grid.look.rule)}")

    @property
    def stylesheet(self) -> str:
        return "".join(
            f".skeleton .{name} {{ height: {height}px }}" for height, name in self._heights.items()
        )

    def _cell(self, group: Element) -> Element:
        return SubElement(SubElement(group, "tr"), "td")

    def _reserve(self, element: Element, place: Place, kind: str) -> None:
        element.set("class", f"{kind} {self._height(place.band.height)}")
        self.places[element] = place

    def _height(self, pixels: float) -> str:
        return self._heights.setdefault(round(pixels, 3), f"h{len(self._heights)}")


def long_tables(tree: Element) -> Iterator[tuple[Element, dict]]:
    """The tables that the template left to be painted, and their data, which it takes away."""
    for table in tree.iter("table"):
        data = table.find("script")
        if data is not None:
            table.remove(data)
            yield table, json.loads(data.text)
