"""What a document may carry beside its words: framed marks, and the margins of its first page.

Decree 30/2020/NĐ-CP, Annex I, part III.
"""

from collections.abc import Iterator

from docx.section import Section

from documents.domain.blocks import PORTRAIT_WIDTH
from documents.enums import Urgency
from documents.models import Document
from documents.word.looks import Look
from documents.word.oxml import cell, element, gap, row, rule, table, text

HEIGHT = 8  # of a frame, in millimetres
CIRCULATION_WIDTH = 56
BESIDE_NATION, NATION_ROOM = 62, 93
SPACE_ABOVE = 6  # points
LEAST_LINE = 1  # point
FRAME_SIDES = ("top", "left", "bottom", "right")
BLACK = "000000"


def urgency_of(document: Document) -> Iterator:
    """Under the number, in the cell of the issuer."""
    if document.urgency:
        urgency = Urgency(document.urgency)
        yield gap(Look.GAP, SPACE_ABOVE)
        yield _framed(Look.URGENCY, urgency.label, urgency.width)
        yield gap(Look.GAP, LEAST_LINE)  # a cell ends with a paragraph


def fill_margins(section: Section, document: Document) -> None:
    """Into the margins of the section's first page; what stands at its foot pushes the text up."""
    if document.circulation:
        _put(section.first_page_header, *_circulation(document))
    if document.contact_line:
        _put(section.first_page_footer, *_contacts(document))
        section.footer_distance = section.bottom_margin


def clear_margins(section: Section, document: Document) -> None:
    """Of an annex, which would take over those of the section before."""
    if document.circulation:
        _put(section.first_page_header, gap(Look.GAP, LEAST_LINE))
    if document.contact_line:
        _put(section.first_page_footer, gap(Look.GAP, LEAST_LINE))


def _put(margin, *made) -> None:
    margin.is_linked_to_previous = False
    (empty,) = margin.paragraphs
    for one in made:
        empty._p.addprevious(one)
    empty._p.getparent().remove(empty._p)


def _circulation(document: Document) -> Iterator:
    words = document.get_circulation_display()
    framed = _framed(Look.CIRCULATION, words, CIRCULATION_WIDTH)
    beside = cell(BESIDE_NATION, gap(Look.GAP, LEAST_LINE))
    over = cell(NATION_ROOM, framed, gap(Look.GAP, LEAST_LINE))
    yield table((BESIDE_NATION, NATION_ROOM), row(beside, over))
    yield gap(Look.GAP, LEAST_LINE)


def _contacts(document: Document) -> Iterator:
    yield rule(Look.RULE, PORTRAIT_WIDTH, PORTRAIT_WIDTH)
    yield text(Look.CONTACTS, document.contact_line)


def _framed(look: Look, words: str, width: float):
    colour = look.value.colour or BLACK
    sides = (element(side, val="single", sz=6, space=0, color=colour) for side in FRAME_SIDES)
    inside = cell(width, text(look, words.upper()), middle=True)
    return table(
        (width,), row(inside, height=HEIGHT), centred=True, borders=element("tblBorders", *sides)
    )
