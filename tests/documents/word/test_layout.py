"""Pages, styles and numbers of a Word file, as Word reads them."""

from datetime import UTC, date, datetime

import pytest
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from documents.domain.blocks import Annex, Basis, Centred, Heading, HeadingLevel, paragraph
from documents.enums import DocumentKind, LayoutProfile
from documents.word.file import write_word
from documents.word.looks import Look
from tests.documents.samples import sample


@pytest.fixture(scope="module")
def word(report, open_word):
    """A report of two landscape annexes."""
    return open_word(report)


def margins(section):
    sides = "top_margin", "right_margin", "bottom_margin", "left_margin"
    return [round(getattr(section, side).mm) for side in sides]


def found(word, start):
    """The only paragraph that begins so, in the body or in one of its tables."""
    (node,) = [
        node
        for node in word.element.body.iter(qn("w:p"))
        if "".join(text.text or "" for text in node.iter(qn("w:t"))).startswith(start)
    ]
    return node


def look_of(word, start):
    style = next(style for style in word.styles if style.style_id == found(word, start).style)
    return style.name, style.font.size.pt, bool(style.font.bold), bool(style.font.italic)


def test_page_is_a4_with_the_margins_of_the_decree(word):
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert margins(section) == [25, 20, 20, 35]


def test_landscape_annex_has_its_own_page(word):
    section = word.sections[1]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert (section.orientation, margins(section)) == (WD_ORIENTATION.LANDSCAPE, [25, 15, 20, 30])


def test_portrait_annex_follows_a_landscape_one(write_document, open_word):
    annexes = [
        Annex("mot", "Một", (paragraph("a", "A"),), "I", landscape=True),
        Annex("hai", "Hai", (paragraph("b", "B"),), "II"),
    ]
    *_, last = open_word(write_document(annexes=annexes)).sections
    assert (last.orientation, margins(last)) == (WD_ORIENTATION.PORTRAIT, [25, 20, 20, 35])


def test_every_annex_begins_a_page_and_is_numbered_from_one(word):
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in word.sections]
    assert [None if start is None else start.get(qn("w:start")) for start in starts] == [
        None,
        "1",
        "1",
    ]
    assert {section.start_type for section in word.sections} == {WD_SECTION.NEW_PAGE}


def test_first_page_of_every_section_shows_no_number(word):
    assert {section.different_first_page_header_footer for section in word.sections} == {True}
    assert {section.first_page_header.is_linked_to_previous for section in word.sections} == {True}


def test_page_number_is_centred_in_the_top_margin(word):
    first, *others = word.sections
    (field,) = first.header._element.iter(qn("w:fldSimple"))
    (line,) = first.header.paragraphs
    assert (field.get(qn("w:instr")), line.style.font.size.pt) == ("PAGE", 13)
    assert (line.style.paragraph_format.alignment, round(first.header_distance.mm)) == (
        ALIGN.CENTER,
        10,
    )
    assert {section.header.is_linked_to_previous for section in others} == {True}


@pytest.mark.parametrize(
    ("start", "look"),
    [
        ("CỘNG HÒA", ("Quốc hiệu", 12, True, False)),
        ("Độc lập", ("Tiêu ngữ", 13, True, False)),
        ("ỦY BAN NHÂN DÂN", ("Cơ quan ban hành", 12, True, False)),
        ("Số:", ("Số, ký hiệu", 13, False, False)),
        ("Ninh Thuận, ngày", ("Địa danh, thời gian", 13, False, True)),
        ("BÁO CÁO", ("Tên loại", 14, True, False)),
        ("Kết quả quý I", ("Trích yếu", 14, True, False)),
        ("I. KẾT QUẢ", ("Tiêu đề phần", 14, True, False)),
        ("1. Huấn luyện", ("Tiêu đề mục", 14, True, False)),
        ("Trên đây", ("Nội dung", 14, False, False)),
        ("Nơi nhận:", ("Nơi nhận", 12, True, True)),
        ("- Lưu: VT", ("Tên nơi nhận", 11, False, False)),
        ("TM. ỦY BAN", ("Chức vụ người ký", 14, True, False)),
        ("Nguyễn Văn Ánh", ("Họ tên người ký", 14, True, False)),
        ("Phụ lục II", ("Phụ lục", 14, True, False)),
    ],
)
def test_elements_have_the_size_and_style_of_the_decree(word, start, look):
    assert look_of(word, start) == look


def test_all_letters_are_times_new_roman_in_vietnamese(word):
    defaults = word.styles.element.find(qn("w:docDefaults"))
    (fonts,) = defaults.iter(qn("w:rFonts"))
    (language,) = defaults.iter(qn("w:lang"))
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert language.get(qn("w:val")) == "vi-VN"
    assert [style for style in word.styles if style.element.findall(f".//{qn('w:rFonts')}")] == []


def test_text_is_justified_indented_and_spaced(word):
    form = word.styles[Look.TEXT.value.name].paragraph_format
    assert (form.alignment, round(form.first_line_indent.mm, 1)) == (ALIGN.JUSTIFY, 12.7)
    assert (form.space_after.pt, form.line_spacing.pt) == (6, 17.5)


def test_headings_stand_in_the_list_of_headings(word):
    levels = {
        style.name: style.element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val"))
        for style in word.styles
        if style.element.find(f".//{qn('w:outlineLvl')}") is not None
    }
    assert levels == {"Tiêu đề phần": "0", "Tiêu đề mục": "1", "Phụ lục": "0"}


@pytest.mark.parametrize(
    ("layout", "kind", "is_italic"),
    [
        (LayoutProfile.DECREE_30, DocumentKind.PLAN, True),
        (LayoutProfile.ARMY, DocumentKind.PLAN, False),
        (LayoutProfile.ARMY, DocumentKind.DECISION, True),
    ],
)
def test_bases_are_italic_as_the_issuer_has_them(
    write_document, open_word, layout, kind, is_italic
):
    bases = [Basis("a", "Căn cứ Luật Thi đua, khen thưởng;")]
    word = open_word(write_document(body=bases, layout=layout, kind=kind))
    assert look_of(word, "Căn cứ")[3] == is_italic


def test_last_words_stay_with_the_signature(word):
    assert found(word, "Trên đây").pPr.find(qn("w:keepNext")) is not None


def test_headings_stay_with_what_follows(write_document, open_word):
    body = [
        Heading("i", HeadingLevel.SECTION, "I. MỘT"),
        Heading("i-1", HeadingLevel.CLAUSE, "1. Hai"),
        Centred("giua", "QUYẾT ĐỊNH:"),
        paragraph("a", "Hết./."),
    ]
    word = open_word(write_document(body=body))
    looks = [Look.SECTION, Look.CLAUSE, Look.CENTRED]
    assert [word.styles[look.value.name].paragraph_format.keep_with_next for look in looks] == [
        True
    ] * 3
    assert [found(word, start).style for start in ("I. MỘT", "1. Hai", "QUYẾT")] == [
        look.style_id for look in looks
    ]


def test_properties_say_what_the_document_is(word):
    properties = word.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Báo cáo Kết quả quý I năm 2023 thực hiện phong trào thi đua",
        "Ủy ban nhân dân tỉnh Ninh Thuận",
        "vi-VN",
    )
    month = datetime(2023, 4, 1, tzinfo=UTC)
    assert (properties.created, properties.modified) == (month, month)
    assert (properties.last_modified_by, properties.comments) == ("", "")


def test_properties_of_an_issued_document_have_its_day(write_document, open_word):
    document = write_document(number=7, legal_date=date(2023, 4, 5))
    assert open_word(document).core_properties.created == datetime(2023, 4, 5, tzinfo=UTC)


def test_long_title_is_cut_in_the_properties(write_document, open_word):
    document = write_document(title="Kết quả " * 60)
    assert len(open_word(document).core_properties.title) == 255


@pytest.mark.parametrize("kind", DocumentKind)
def test_same_document_gives_the_same_bytes(kind):
    assert write_word(sample(kind)) == write_word(sample(kind))
