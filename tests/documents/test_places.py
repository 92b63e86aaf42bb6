"""Fields for signatures, held against what is printed around them."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.enums import DocumentKind
from tests.documents.paper import POINT, read_pages
from tests.documents.signed_files import issued_file, prepared_file

ROUNDING = 0.5  # mm: fields stand on whole points
NAME_HEIGHT = 3  # mm


def near(millimetres):
    return pytest.approx(millimetres, abs=ROUNDING)


@dataclass(frozen=True)
class Box:
    """In millimetres from the upper left of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@pytest.fixture
def printed(tmp_path):
    """The pages of an issued file as a ruler sees them."""

    def printed(kind):
        path = tmp_path / "issued.pdf"
        path.write_bytes(issued_file(kind))
        return read_pages(path)

    return printed


def fields(kind=DocumentKind.DECISION) -> dict[str, Box]:
    pages = PdfReader(BytesIO(prepared_file(kind))).pages
    return {
        field["/T"]: _box(number, field["/Rect"], float(page.mediabox.height))
        for number, page in enumerate(pages)
        for field in (annotation.get_object() for annotation in page.get("/Annots", ()))
    }


def _box(page, rectangle, height) -> Box:
    left, bottom, right, top = (float(side) for side in rectangle)
    sides = (side * POINT for side in (left, height - top, right, height - bottom))
    return Box(page, *sides)


@pytest.mark.parametrize("kind", DocumentKind)
def test_prepared_file_begins_with_the_issued_one(kind):
    assert prepared_file(kind).startswith(issued_file(kind))


@pytest.mark.parametrize("kind", DocumentKind)
def test_fields_are_those_of_who_signs(kind):
    expected = {"NguoiKy", "SoVaNgay", "CoQuan"} | ({"ThuKy"} if kind.has_secretary else set())
    assert set(fields(kind)) == expected


@pytest.mark.parametrize("kind", DocumentKind)
def test_signature_is_centred_between_office_and_name(kind, printed):
    field = fields(kind)["NguoiKy"]
    texts = printed(kind)[field.page].texts
    (name,) = [text for text in texts if text.text.endswith("Trần Văn Bình")]
    above = [text for text in texts if text.baseline < name.baseline and text.left > field.left]
    office = max(above, key=lambda text: text.baseline)
    assert field.centre[0] == near(name.centre)
    assert office.baseline < field.top < field.bottom < name.baseline - NAME_HEIGHT


def test_secretary_signs_over_the_own_name(printed):
    field = fields(DocumentKind.MINUTES)["ThuKy"]
    name = printed(DocumentKind.MINUTES)[field.page].find("Nguyễn Thị Thùy Dương")
    assert field.centre[0] == near(name.centre)
    assert field.bottom < name.baseline - NAME_HEIGHT


@pytest.mark.parametrize("kind", DocumentKind)
def test_seal_in_its_size_covers_a_third_of_the_signature_from_the_left(kind):
    signature, seal = fields(kind)["NguoiKy"], fields(kind)["CoQuan"]
    assert (seal.right - seal.left, seal.bottom - seal.top) == (near(36), near(36))
    assert seal.right - signature.left == near((signature.right - signature.left) / 3)
    assert seal.centre[1] == near(signature.centre[1])


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind.has_place_and_date])
def test_number_and_date_stand_in_their_field(kind, printed):
    field = fields(kind)["SoVaNgay"]
    page = printed(kind)[field.page]
    for text in (page.find("Số: "), page.find("Trình Diễn, ngày")):
        assert field.left <= text.left < text.right <= field.right + ROUNDING
        assert field.top < text.baseline < field.bottom


def test_no_field_leaves_the_page():
    for field in fields(DocumentKind.MINUTES).values():
        assert 0 < field.left < field.right < 210
        assert 0 < field.top < field.bottom < 297
