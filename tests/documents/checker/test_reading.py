"""Any file is read as paper, or refused with the reason."""

import io

import pytest

from documents.checker.errors import Damaged, Encrypted, NoText, NotPdf, TooManyPages
from documents.checker.paper import Font
from documents.checker.reading import _font, _is_black, read_paper
from tests.documents.checker.hostile import blank, encrypted, page_of


@pytest.fixture(scope="module")
def report(specimen, print_html):
    return print_html(specimen("report")).read_bytes()


def read(content):
    return read_paper(io.BytesIO(content))


def refusal_of(content):
    with pytest.raises((NotPdf, Damaged, Encrypted, NoText, TooManyPages)) as caught:
        read(content)
    return caught.type


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"x" * 2000 + b"%PDF-1.7"])
def test_file_of_another_kind_is_refused(content):
    assert refusal_of(content) is NotPdf


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_cut_file_is_refused(report, kept):
    assert refusal_of(report[: int(len(report) * kept)]) is Damaged


def test_file_of_nothing_but_its_mark_is_refused():
    assert refusal_of(b"%PDF-1.7\n1 0 obj <<>> endobj") is Damaged


def test_file_with_a_password_is_refused(report):
    assert refusal_of(encrypted(report, password="Bí mật")) is Encrypted


def test_file_that_only_may_not_be_changed_is_read(report):
    assert len(read(encrypted(report, password="")).pages) == 1


def test_scan_is_refused_for_its_lack_of_text():
    assert refusal_of(blank(1)) is NoText


def test_hundred_pages_are_read():
    assert refusal_of(blank(100)) is NoText


def test_more_than_a_hundred_pages_are_refused():
    assert refusal_of(blank(101)) is TooManyPages


def test_pages_are_counted_before_they_are_read():
    told = []
    with pytest.raises(NoText):
        read_paper(io.BytesIO(blank(3)), counted=told.append)
    assert told == [3]


def test_letters_have_their_place_in_millimetres():
    (page,) = read(page_of(b"BT /F1 12 Tf 72 770 Td (Ba To) Tj ET")).pages
    (line,) = page.lines
    (piece,) = line.pieces
    assert (piece.text, piece.size) == ("Ba To", 12)
    assert (round(piece.left, 1), round(piece.baseline, 1)) == (25.4, 25.4)


def test_rule_is_found_whether_stroked_or_filled():
    (page,) = read(
        page_of(b"BT /F1 12 Tf 72 770 Td (A) Tj ET 72 700 m 144 700 l S 72 600 72 1 re f")
    ).pages
    assert [round(rule.length, 1) for rule in page.rules] == [25.4, 25.4]


@pytest.mark.parametrize(
    ("name", "family", "is_bold", "is_italic"),
    [
        ("ABCDEF+Tinos", "Tinos", False, False),
        ("ABCDEF+Tinos-Bold-Italic", "Tinos", True, True),
        ("ABCDEF+TimesNewRomanPSMT", "TimesNewRoman", False, False),
        ("ABCDEF+TimesNewRomanPS-BoldMT", "TimesNewRoman", True, False),
        ("TimesNewRomanPS-BoldItalicMT", "TimesNewRoman", True, True),
        ("Times New Roman,Bold", "Times New Roman", True, False),
        ("ABCDEF+LiberationSerif-Italic", "LiberationSerif", False, True),
        ("Arial-Black", "Arial-Black", True, False),
    ],
)
def test_font_is_known_by_its_name(name, family, is_bold, is_italic):
    assert _font(name, {name: True}) == Font(family, is_bold, is_italic, is_embedded=True)


@pytest.mark.parametrize(
    ("colour", "is_black"),
    [
        (None, True),
        ((), True),
        ((0,), True),
        (0, True),
        ((0, 0, 0), True),
        ((0, 0, 0, 1), True),
        ((0.05, 0.05, 0.05), True),
        ((1,), False),
        ((0.8, 0, 0), False),
        ((0, 0, 0, 0.2), False),
        (("/P1",), False),
    ],
)
def test_black_is_known_in_every_way_of_mixing_it(colour, is_black):
    assert _is_black(colour) is is_black
