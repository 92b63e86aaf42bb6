"""A document as the bytes of a Word file; the same document gives the same bytes."""

from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.section import Section
from docx.shared import Mm, Pt

from documents.domain.blocks import Annex, Run, one_line
from documents.domain.encoding import annexes_from_json, blocks_from_json
from documents.domain.layout import date_line, full_number
from documents.enums import DocumentKind
from documents.models import Document
from documents.word.content import content_of
from documents.word.copy import marks_of
from documents.word.foot import foot_of
from documents.word.head import head_of
from documents.word.looks import Look, add_looks
from documents.word.marks import clear_margins, fill_margins
from documents.word.oxml import element, gap, page_number, text

BLANK = Path(__file__).with_name("blank")
WRITTEN_AT = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
LANGUAGE = "vi-VN"
LEAST_LINE = 1  # point
LONGEST_PROPERTY = 255  # characters; what Word's properties hold
TOP, BOTTOM, PAGE_NUMBER_AT = Mm(25), Mm(20), Mm(10)


def write_word(document: Document) -> bytes:
    """The file of a document as it stands. Raises BlockError for text that cannot be printed.

    A copy shows the document it is of, as that is, and its own marks at the end.
    """
    shown = document.copied_from or document
    word = docx.Document(BytesIO(_blank()))
    add_looks(word, shown)
    _describe(word, document)
    _number_pages(word.sections[0])
    _lay_out(word.sections[0])
    fill_margins(word.sections[0], shown)
    body = blocks_from_json(document.body)
    _write(word, [*head_of(shown), *content_of(body, keep_end=True), foot_of(shown)])
    for place, annex in enumerate(annexes_from_json(document.annexes)):
        section = _new_section(word)
        _lay_out(section, landscape=annex.landscape)
        if place == 0:
            clear_margins(section, shown)
        _write(word, [*_head_of_annex(annex, shown), *content_of(annex.blocks)])
    if document.copied_from:
        _write(word, list(marks_of(document)))
    _write(word, [gap(Look.GAP, LEAST_LINE)])  # Word wants a paragraph below a table
    return _packed(word)


@cache
def _blank() -> bytes:
    """An empty file of our own: the one of python-docx brings two hundred styles of its own."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for path in sorted(BLANK.rglob("*.*")):
            package.write(path, path.relative_to(BLANK).as_posix())
    return buffer.getvalue()


def _describe(word: WordFile, document: Document) -> None:
    properties = word.core_properties
    properties.title = _property(f"{document.get_kind_display()} {document.title}")
    properties.author = _property(document.issued_by)
    properties.last_modified_by = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = _day_of(document)


def _property(words: str) -> str:
    """Raises BlockError for control characters, as every text of the document does."""
    return Run(one_line(words)).text[:LONGEST_PROPERTY]


def _day_of(document: Document) -> datetime:
    """Of a draft, the first of the month in which it is expected to be signed."""
    day = document.legal_date or date(document.year, document.month, 1)
    return datetime.combine(day, time())


def _number_pages(first: Section) -> None:
    """In the head of every section, for each takes over the head of the one before."""
    first.header.is_linked_to_previous = False
    (empty,) = first.header.paragraphs
    empty._p.getparent().replace(empty._p, page_number(Look.PAGE_NUMBER))


def _lay_out(section: Section, *, landscape: bool = False) -> None:
    """A4; pages are counted from 1, and the first shows no number."""
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    sides = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = sides
    section.left_margin, section.right_margin = (Mm(30), Mm(15)) if landscape else (Mm(35), Mm(20))
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance = section.footer_distance = PAGE_NUMBER_AT
    section.gutter = 0
    section.different_first_page_header_footer = True


def _new_section(word: WordFile) -> Section:
    """The paragraph that ends the former one takes no room."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    *_, ending = word.paragraphs
    ending.style = word.styles[Look.GAP.value.name]
    ending.paragraph_format.line_spacing = Pt(LEAST_LINE)
    counted = section._sectPr
    for former in counted.findall(element("pgNumType").tag):
        counted.remove(former)
    counted.find(element("pgMar").tag).addnext(element("pgNumType", start=1))
    return section


def _write(word: WordFile, elements: list) -> None:
    end = word.sections[-1]._sectPr
    for made in elements:
        end.addprevious(made)


def _head_of_annex(annex: Annex, document: Document) -> list:
    name = "DANH SÁCH" if annex.is_list else "Phụ lục"
    kind = DocumentKind(document.kind).label
    number, date = full_number(document), date_line(document)
    issuer = one_line(document.issued_by)
    return [
        text(Look.ANNEX, f"{name} {annex.number}".strip()),
        text(Look.ANNEX_TITLE, annex.title.upper()),
        text(Look.ANNEX_OF, f"(Kèm theo {kind} số {number} {date} của {issuer})"),
    ]


def _packed(word: WordFile) -> bytes:
    """Without the moment at which it was written."""
    written, packed = BytesIO(), BytesIO()
    word.save(written)
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, WRITTEN_AT), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
