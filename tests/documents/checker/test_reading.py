"""Any file is read as paper, or refused with the reason."""

import io

import pytest

from documents.checker.errors import Damaged, Encrypted, NoText, NotPdf, TooManyPages
from documents.checker.paper import Font, Ink
from documents.checker.reading import _font, _ink, read_paper
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
    ("colour", "ink"),
    [
        (None, Ink.BLACK),
        ((), Ink.BLACK),
        ((0,), Ink.BLACK),
        (0, Ink.BLACK),
        ((0, 0, 0), Ink.BLACK),
        ((0, 0, 0, 1), Ink.BLACK),
        ((0.05, 0.05, 0.05), Ink.BLACK),
        ((0, 1, 1, 0), Ink.RED),
        ((0.8, 0, 0), Ink.RED),
        ((1, 0.2, 0.2), Ink.RED),
        ((0.5, 0, 0), Ink.OTHER),
        ((1, 0.5, 0), Ink.OTHER),
        ((0, 1, 1, 0.5), Ink.OTHER),
        ((1,), Ink.OTHER),
        ((0, 0, 0, 0.2), Ink.OTHER),
        (("/P1",), Ink.OTHER),
    ],
)
def test_black_and_red_are_known_in_every_way_of_mixing_them(colour, ink):
    assert _ink(colour) is ink


@pytest.mark.parametrize(
    "drawn",
    [
        b"60 760 85 23 re S",
        b"60 760 m 145 760 l S 60 783 m 145 783 l S 60 760 m 60 783 l S 145 760 m 145 783 l S",
        b"60 760 85 1 re 60 782 85 1 re 60 760 1 23 re 144 760 1 23 re f",
    ],
    ids=["one shape", "four lines", "four areas"],
)
def test_frame_is_found_however_it_is_drawn(drawn):
    (page,) = read(page_of(b"BT /F1 12 Tf 72 767 Td (HOA) Tj ET " + drawn)).pages
    frame = page.frame_around(page.lines[0].pieces[0])
    assert (frame.width, frame.height) == (pytest.approx(30, abs=0.5), pytest.approx(8, abs=0.5))
