"""What a document may carry beside its words, measured on paper: urgency, circulation, contacts."""

from datetime import date

import pdfplumber
import pytest

from documents.checker.client import check_pdf
from documents.checker.findings import Verdict
from documents.domain.blocks import paragraph
from documents.enums import DRAFTED, Circulation, DocumentKind, Urgency
from tests.documents.archive import faults_of
from tests.documents.conftest import SENTENCE
from tests.documents.paper import POINT
from tests.documents.samples import MARKED, sample

LEFT, RIGHT, BOTTOM = 35, 190, 277
HAIR = 0.3  # mm: what rounding and the thickness of lines may do
RED = (1.0, 0.0, 0.0)


def near(millimetres):
    return pytest.approx(millimetres, abs=HAIR)


def frame_on(path):
    """Of the frame on the first page: width, height and top in millimetres, and its colour."""
    with pdfplumber.open(path) as pdf:
        high = [shape for shape in pdf.pages[0].rects if shape["height"] * POINT > 3]
        outer = max(high, key=lambda shape: shape["width"])
    sizes = [near(outer[name] * POINT) for name in ("width", "height", "top")]
    return (*sizes, outer["non_stroking_color"])


@pytest.mark.parametrize("urgency", [each for each in Urgency if each])
def test_mark_of_urgency_is_a_red_frame_of_its_own_size(write_document, print_pages, urgency):
    (page,), path = print_pages(write_document(urgency=urgency))
    width, height, _, colour = frame_on(path)
    assert (width, height, colour) == (urgency.width, 8, RED)
    text = page.find(urgency.label.upper())
    assert (text.size, text.font) == (13, "Tinos-Bold")


def test_mark_of_urgency_stands_under_the_number(write_document, print_pages):
    (page,), _ = print_pages(write_document(urgency=Urgency.VERY_URGENT))
    mark, number = page.find("THƯỢNG KHẨN"), page.find("Số:")
    assert mark.baseline > number.baseline
    assert mark.centre == near(LEFT + 31)


def test_mark_of_urgency_stands_under_the_subject_of_a_letter(print_pages):
    (page,), _ = print_pages(sample(DocumentKind.OFFICIAL_LETTER, urgency=Urgency.URGENT))
    assert page.find("V/v").baseline < page.find("KHẨN").baseline < page.find("Kính gửi").baseline


@pytest.mark.parametrize("circulation", [each for each in Circulation if each])
def test_circulation_stands_framed_in_the_top_margin(write_document, print_pages, circulation):
    (page,), path = print_pages(write_document(circulation=circulation))
    assert frame_on(path) == (56, 8, 11, (0.0, 0.0, 0.0))
    text = page.find(circulation.label.upper())
    assert (text.size, text.font) == (13, "Tinos-Bold")
    assert text.centre == near(page.find("CỘNG HÒA").centre)


def test_copies_are_counted_at_the_lower_right_of_the_recipients(write_document, print_pages):
    document = write_document(drafter_initials="NVH", print_run=30)
    (page,), _ = print_pages(document)
    mark, last = page.find("NVH.(30)"), page.find("- Lưu:")
    assert (mark.size, mark.font, mark.right) == (11, "Tinos", near(LEFT + 59))
    assert mark.baseline > last.baseline


def test_contacts_stand_at_the_foot_of_the_first_page_under_a_rule(write_document, print_pages):
    body = [paragraph(f"a-{number}", SENTENCE) for number in range(20)]
    document = write_document(body=body, contact_line=MARKED["contact_line"])
    (first, *others), _ = print_pages(document)
    line = first.find("Địa chỉ:")
    (rule,) = [rule for rule in first.rules if rule.length > 150]
    assert (rule.left, rule.right, line.left) == (near(LEFT), near(RIGHT), near(LEFT))
    assert (line.size, line.font) == (11, "Tinos")
    assert max(text.baseline for text in first.texts) <= BOTTOM
    assert [text for page in others for text in page.texts if "Địa chỉ" in text.text] == []


def test_text_leaves_room_for_contacts_of_any_length(write_document, print_pages):
    body = [paragraph(f"a-{number}", SENTENCE) for number in range(20)]
    document = write_document(body=body, contact_line="Địa chỉ: " + "Số 1 đường Hòa Bình; " * 30)
    (first, *_), _ = print_pages(document)
    (rule,) = [rule for rule in first.rules if rule.length > 150]
    text = [one for one in first.texts if one.size == 14]
    assert max(one.baseline for one in text) < rule.top


@pytest.mark.parametrize("rows", [30, 120], ids=["laid out", "painted"])
def test_rows_leave_room_for_contacts(write_document, print_pages, units_table, rows):
    table = units_table("bang", rows, width=155)
    document = write_document(body=[table], contact_line=MARKED["contact_line"])
    (first, *_), _ = print_pages(document)
    address = first.find("Địa chỉ:")
    ends = [text.baseline for text in first.texts if text.text.endswith("hết")]
    assert max(ends) < address.baseline - 5


def test_code_of_verification_stands_below_the_drafting_mark(write_document, print_pages):
    document = write_document(
        number=7,
        legal_date=date(2023, 4, 5),
        drafter_initials="NVH",
        print_run=30,
        verification_code="0123456789ABCDEF",
    )
    (page,), path = print_pages(document)
    assert page.find("NVH.(30)").baseline < page.find("Mã xác minh").baseline
    with path.open("rb") as file:
        assert check_pdf(file).of(Verdict.NOT_MET) == []


@pytest.mark.parametrize("kind", DRAFTED)
def test_every_kind_with_all_marks_meets_every_check(print_pages, kind):
    _, path = print_pages(sample(kind, **MARKED))
    with path.open("rb") as file:
        report = check_pdf(file)
    assert [finding.code for finding in report.of(Verdict.NOT_MET)] == []


def test_red_mark_breaks_no_rule_of_the_archive_format(print_pages):
    _, path = print_pages(sample(DocumentKind.OFFICIAL_LETTER, **MARKED))
    assert faults_of(path.read_bytes()) == set()


def test_marks_are_printed_to_the_same_bytes_again(print_pages):
    document = sample(DocumentKind.OFFICIAL_LETTER, **MARKED)
    (_, one), (_, other) = print_pages(document), print_pages(document)
    assert one.read_bytes() == other.read_bytes()
