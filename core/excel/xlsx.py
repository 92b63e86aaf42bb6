"""What the reader of .xlsx files does not tell: where formulas stand in the first sheet.

It gives the value that the program which saved the file had worked out, or had been made to say.
"""

import re
import zipfile
from typing import BinaryIO
from xml.parsers import expat

from core.excel.refusals import UnreadableWorkbook

Area = tuple[int, int, int, int]  # first row and column, last row and column, counted from 1

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OF_MANY_CELLS = ("array", "dataTable")


def formula_areas(file: BinaryIO) -> list[Area]:
    """Raises UnreadableWorkbook where a formula does not say which cell it is in."""
    with zipfile.ZipFile(file) as archive:
        sheets = _elements(archive, "xl/workbook.xml", "sheet")
        key = next(value for name, value in sheets[0].items() if name.endswith(" id"))
        parts = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        target = next(part["Target"] for part in parts if part["Id"] == key)
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        return _formulas(archive, path)


def _elements(archive: zipfile.ZipFile, path: str, wanted: str) -> list[dict[str, str]]:
    found = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == wanted:
            found.append(attributes)

    _parse(archive, path, begin)
    return found


def _formulas(archive: zipfile.ZipFile, path: str) -> list[Area]:
    found, place = [], ""

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal place
        match name.rpartition(" ")[2]:
            case "c":
                place = attributes.get("r", "")
            case "f":
                many = attributes.get("t") in _OF_MANY_CELLS
                found.append(_area(attributes.get("ref", place) if many else place))

    _parse(archive, path, begin)
    return found


def _parse(archive: zipfile.ZipFile, path: str, begin) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    with archive.open(path) as part:
        parser.ParseFile(part)


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    return (*_place(first), *_place(last or first))


def _place(reference: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(reference.replace("$", ""))
    if not match:
        raise UnreadableWorkbook
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
