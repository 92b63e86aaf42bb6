"""Where signatures stand on the page, found by the anchors that the layout leaves in the file.

Decree 30/2020/NĐ-CP, Annex I: the picture of the personal signature is centred between office and
name; that of the seal, in its true size, covers a third of the signature from the left.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyhanko.pdf_utils.generic import DictionaryObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader

MILLIMETRE = 72 / 25.4
# The layout's own measures, in millimetres.
TEXT_WIDTH = 155
COLUMN, COLUMN_OF_TWO = 90, 77.5
SIGNATURE_WIDTH, SIGNATURE_HEIGHT, ABOVE_NAME = 50, 22, 3
SEAL = 36
LINE = 6

SIGNER, SECRETARY, NUMBER = "cho-ky", "cho-ky-thu-ky", "cho-so-va-ngay"


class NoPlaces(Exception):
    """The file was made without anchors for signatures."""


@dataclass(frozen=True)
class Anchor:
    """The upper left corner of what is anchored, in points from the lower left of its page."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Place:
    """A field for a signature: left, bottom, right, top in points."""

    name: str
    label: str
    page: int
    box: tuple[int, int, int, int]

    def holds(self, page: int | None, box: tuple[float, float, float, float]) -> bool:
        left, bottom, right, top = self.box
        return (
            page == self.page
            and left - 1 <= box[0] <= box[2] <= right + 1
            and bottom - 1 <= box[1] <= box[3] <= top + 1
        )


def places_in(reader: PdfFileReader) -> list[Place]:
    """The fields of a document: who signs, its number and date, the agency. Raises NoPlaces."""
    anchors = dict(_anchors(reader))
    if SIGNER not in anchors or NUMBER not in anchors:
        raise NoPlaces
    width = COLUMN_OF_TWO if SECRETARY in anchors else COLUMN
    signer, number = anchors[SIGNER], anchors[NUMBER]
    places = [
        _signature("NguoiKy", "Chữ ký của người ký văn bản", signer, width),
        _box("SoVaNgay", "Số và ngày ban hành", number, (0, -LINE, TEXT_WIDTH, 0)),
        _seal("CoQuan", "Chữ ký số của cơ quan", signer, width),
    ]
    if SECRETARY in anchors:
        places.insert(0, _signature("ThuKy", "Chữ ký của thư ký", anchors[SECRETARY], width))
    return places


def _signature(name: str, label: str, anchor: Anchor, column: float) -> Place:
    left, bottom = (column - SIGNATURE_WIDTH) / 2, ABOVE_NAME
    box = (left, bottom, left + SIGNATURE_WIDTH, bottom + SIGNATURE_HEIGHT)
    return _box(name, label, anchor, box)


def _seal(name: str, label: str, anchor: Anchor, column: float) -> Place:
    right = (column - SIGNATURE_WIDTH) / 2 + SIGNATURE_WIDTH / 3
    bottom = ABOVE_NAME + (SIGNATURE_HEIGHT - SEAL) / 2
    return _box(name, label, anchor, (right - SEAL, bottom, right, bottom + SEAL))


def _box(name: str, label: str, anchor: Anchor, millimetres) -> Place:
    """A box given in millimetres to the right of an anchor and above it."""
    left, bottom, right, top = (side * MILLIMETRE for side in millimetres)
    sides = (anchor.x + left, anchor.y + bottom, anchor.x + right, anchor.y + top)
    return Place(name, label, anchor.page, tuple(round(side) for side in sides))


def _anchors(reader: PdfFileReader) -> Iterator[tuple[str, Anchor]]:
    """Named destinations, in the one shape in which WeasyPrint writes them."""
    try:
        names = reader.root["/Names"]["/Dests"]["/Names"]
    except KeyError as error:
        raise NoPlaces from error
    pages = _pages(reader)
    for at in range(0, len(names), 2):
        destination = names[at + 1]
        page = pages.index(destination.raw_get(0).reference)
        yield str(names[at]), Anchor(page, float(destination[2]), float(destination[3]))


def page_number(reader: PdfFileReader, widget: DictionaryObject) -> int | None:
    """Of the page that a field says it stands on; None where it says none."""
    pages = _pages(reader)
    page = widget.raw_get("/P").reference if "/P" in widget else None
    return pages.index(page) if page in pages else None


def _pages(reader: PdfFileReader) -> list[Reference]:
    """WeasyPrint writes all pages under one node, and signing moves none."""
    return [kid.reference for kid in reader.root["/Pages"].raw_get("/Kids")]
