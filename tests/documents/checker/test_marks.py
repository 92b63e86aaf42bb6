"""Marks and addresses are told from the text beside which they stand."""

import pytest

from documents.checker.reading import read_paper
from documents.checker.recognition import recognise

STAMPED = '<h1><span class="beside">HỎA TỐC</span>BÁO CÁO</h1>'


@pytest.fixture
def sheet_of(print_html):
    def sheet_of(html, css=""):
        with print_html(html, css).open("rb") as stream:
            return recognise(read_paper(stream))

    return sheet_of


def test_mark_beside_the_title_is_no_part_of_it(specimen, sheet_of):
    html = specimen("report").replace("<h1>BÁO CÁO</h1>", STAMPED)
    sheet = sheet_of(html, ".beside { position: absolute; left: 0; outline: 0.75pt solid }")
    assert sheet.title.kind_line.text == "BÁO CÁO"
    assert sheet.marks.urgency.piece.text == "HỎA TỐC"


@pytest.mark.parametrize("words", ["HOẢ TỐC", "HỎA  TỐC", "Hỏa tốc"])
def test_mark_is_known_however_it_is_spelt(specimen, sheet_of, words):
    html = specimen("marked").replace("HỎA TỐC", words)
    assert sheet_of(html).marks.urgency is not None


def test_word_of_the_text_is_no_mark(specimen, sheet_of):
    html = specimen("report").replace("a) Tuyển quân đạt chỉ tiêu;", "Khẩn")
    assert sheet_of(html).marks.all == ()


def test_text_with_an_address_is_text(specimen, sheet_of):
    html = specimen("long_report").replace("Các đơn vị đã tổ chức", "Địa chỉ: Ba Tơ. Các đơn vị")
    assert sheet_of(html).contacts == ()


def test_rows_at_the_foot_of_page_1_are_no_address(write_document, units_table, print_pages):
    _, path = print_pages(write_document(body=[units_table("bang", 30, width=155)]))
    with path.open("rb") as stream:
        assert recognise(read_paper(stream)).contacts == ()


def test_text_under_a_rule_at_the_foot_of_page_1_is_text(specimen, sheet_of):
    html = specimen("marked").replace("Địa chỉ: Số 450", "Số 450")
    assert sheet_of(html, ".contacts { font-size: 13pt }").contacts == ()


def test_address_in_an_annex_is_no_address_of_the_issuer(specimen, sheet_of):
    low = '<p class="low">Địa chỉ: Ba Tơ</p></body>'
    css = ".low { page: landscape; margin-top: 85mm; font-size: 11pt }"
    assert sheet_of(specimen("annexed").replace("</body>", low), css).contacts == ()


def test_address_does_not_lengthen_the_list_of_recipients(specimen, sheet_of):
    sheet = sheet_of(specimen("marked"))
    assert [piece.text for piece in sheet.foot.recipients] == [
        "- Quân khu 5;",
        "- Bộ CHQS tỉnh;",
        "- Lưu: VT, NC.",
    ]
