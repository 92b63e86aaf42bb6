"""Documents fit for an archive: PDF/A-2u, tagged, with metadata, and the same bytes again."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.conf import settings
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from documents.domain.layout import STYLESHEETS, document_html
from documents.render.client import RenderClient
from documents.render.limits import Limits
from tests.documents.archive import faults_of
from tests.documents.tagged import Tree

CREATED = datetime(2023, 4, 1, 9, 30, 15, 123456, tzinfo=UTC)
ISSUED = {"number": 7, "legal_date": date(2023, 4, 5)}


@pytest.fixture(scope="module")
def file(report, print_pages):
    _, path = print_pages(report)
    return path.read_bytes()


@pytest.fixture(scope="module")
def tree(file):
    return Tree(PdfReader(BytesIO(file)))


@pytest.fixture
def printed(write_document, print_pages):
    def printed(**changes):
        return PdfReader(print_pages(write_document(**changes))[1])

    return printed


def test_printed_document_breaks_no_rule_of_the_archive_format(file):
    assert faults_of(file) == set()


def test_letters_that_no_font_has_are_shown_as_such(write_document, print_pages):
    (page,), path = print_pages(write_document(signer_name="Nguyễn 漢 😀 Ánh"))
    assert (page.find("Nguyễn").text, faults_of(path.read_bytes())) == ("Nguyễn � � Ánh", set())


def _encrypt(writer):
    writer.encrypt("", algorithm="AES-256")


def _draw(writer, operators):
    content = writer.pages[0]["/Contents"].get_object()
    content.set_data(content.get_data() + operators)


def _font(writer):
    return next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()


def _descriptor(writer):
    return _font(writer)["/DescendantFonts"][0]["/FontDescriptor"]


def _widen(writer):
    widths = _font(writer)["/DescendantFonts"][0]["/W"]
    widths[1][0] = NumberObject(widths[1][0] + 2)


def _forget_letters(writer):
    cmap = _font(writer)["/ToUnicode"].get_object()
    cmap.set_data(b"")


def _shine_through(writer):
    state = DictionaryObject({NameObject("/ca"): FloatObject(0.5)})
    writer.pages[0]["/Resources"]["/ExtGState"][NameObject("/half")] = state


def _show_missing_glyph(writer):
    """As a letter, so that only the glyph is wrong."""
    cmap = _font(writer)["/ToUnicode"].get_object()
    cmap.set_data(cmap.get_data() + b"<0000> <0041>")
    name = next(iter(writer.pages[0]["/Resources"]["/Font"]))
    _draw(writer, f" /Artifact BMC BT {name} 9 Tf <0000> Tj ET EMC".encode())


def _act(writer):
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def _level_b(writer):
    metadata = writer.root_object["/Metadata"].get_object()
    metadata.set_data(metadata.get_data().replace(b'conformance="U"', b'conformance="B"'))


def _intend_for_press(writer):
    intent = writer.root_object["/OutputIntents"][0]
    intent[NameObject("/S")] = NameObject("/GTS_PDFX")


def _annotate(writer):
    writer.pages[0][NameObject("/Annots")] = ArrayObject()


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("trailer", _encrypt),
        ("operators", lambda writer: _draw(writer, b" q" * 30 + b" Q" * 30)),
        ("output_intent", _intend_for_press),
        ("colours", lambda writer: _draw(writer, b" 0 0 0 1 k")),
        ("transparency", _shine_through),
        ("fonts_embedded", lambda writer: _descriptor(writer).pop("/FontFile2")),
        ("widths", _widen),
        ("unicode", _forget_letters),
        ("no_missing_glyphs", _show_missing_glyph),
        ("no_annotations", _annotate),
        ("no_actions", _act),
        ("declared", _level_b),
        ("metadata_agree", lambda writer: writer.add_metadata({"/Title": "Khác"})),
        ("structure", lambda writer: _draw(writer, b" 0 0 9 9 re f")),
    ],
)
def test_every_rule_can_be_broken(file, rule, spoil):
    writer = PdfWriter(clone_from=BytesIO(file))
    writer.generate_file_identifiers()
    spoil(writer)
    target = BytesIO()
    writer.write(target)
    assert faults_of(target.getvalue()) == {rule}


def test_metadata_name_the_document_and_who_issues_it(printed):
    reader = printed(**ISSUED)
    assert (reader.metadata.title, reader.metadata.author, reader.metadata.subject) == (
        "Báo cáo Kết quả quý I năm 2023 thực hiện phong trào thi đua",
        "Ủy ban nhân dân tỉnh Ninh Thuận",
        "Số 07/BC-UBND ngày 05 tháng 4 năm 2023",
    )


def test_metadata_of_a_draft_say_that_it_is_one(printed):
    assert printed().metadata.subject == "Dự thảo, ký hiệu BC-UBND"


def test_metadata_are_in_vietnamese(printed):
    assert printed().root_object["/Lang"] == "vi"


def test_metadata_have_the_time_at_which_the_document_was_written(printed):
    assert printed(created_at=CREATED).metadata.creation_date_raw == "D:20230401093015Z"


def test_metadata_have_no_other_time(printed):
    reader = printed()
    assert {"/CreationDate", "/ModDate"}.isdisjoint(reader.metadata)


def test_hostile_author_stays_text(printed):
    hostile = '"><meta name="generator" content="x'
    metadata = printed(issued_by=hostile).metadata
    assert (metadata.author, metadata.creator) == (hostile, None)


def test_headings_and_paragraphs_are_tagged(tree):
    assert tree.texts("/H1") == ["BÁO CÁO"]
    assert tree.texts("/H2", "/H3") == ["I. KẾT QUẢ THỰC HIỆN", "1. Huấn luyện"]
    assert "Trên đây là báo cáo kết quả quý I năm 2023./." in tree.texts("/P")


def test_figures_are_tagged_by_row_and_cell(tree):
    table = tree.elements("/Table")[1]
    assert tree.texts("/TH", below=table)[:4] == ["TT", "Đơn vị", "Kết quả", "Kỳ này"]
    first, *_ = [
        row for row in tree.elements("/TR", below=table) if tree.elements("/TD", below=row)
    ]
    assert [text[:3] for text in tree.texts("/TD", below=first)] == ["1", "Ban", "98,"]


def test_two_servers_give_the_same_bytes(report, tmp_path):
    """Each has its own order of hashes, and no clock of its own goes in."""
    assert _printed_by_a_new_server(report, tmp_path / "1.pdf") == _printed_by_a_new_server(
        report, tmp_path / "2.pdf"
    )


def _printed_by_a_new_server(document, target):
    client = RenderClient(fonts=settings.PRINT_FONTS_DIR, styles=settings.PRINT_STYLES_DIR)
    html = document_html(document)
    limits = Limits.for_document(rows=300, pages=20)
    try:
        client.render(html, stylesheets=STYLESHEETS, to=target, limits=limits)
    finally:
        client.close()
    return target.read_bytes()
