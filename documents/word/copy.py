"""The marks of a copy, below the document that it shows (templates/documents/_copy.html)."""

from collections.abc import Iterator

from documents.domain.blocks import PORTRAIT_WIDTH
from documents.enums import DocumentKind
from documents.models import Document
from documents.word.foot import foot_of
from documents.word.head import ISSUER_ROOM, NATION_ROOM, issuer_of, number_and_date_of
from documents.word.looks import Look
from documents.word.oxml import cell, gap, row, rule, table, text

SPACE_ABOVE, SPACE_BELOW, SPACE_BETWEEN = 12, 6, 6  # points around the rule, and under the head


def marks_of(copy: Document) -> Iterator:
    form = text(Look.FORM_OF_COPY, DocumentKind(copy.kind).label.upper())
    yield gap(Look.GAP, SPACE_ABOVE)
    yield rule(Look.RULE, PORTRAIT_WIDTH, PORTRAIT_WIDTH)
    yield gap(Look.GAP, SPACE_BELOW)
    yield table(
        (ISSUER_ROOM, NATION_ROOM),
        row(cell(ISSUER_ROOM, *issuer_of(copy)), cell(NATION_ROOM, form)),
        number_and_date_of(copy),
    )
    yield gap(Look.GAP, SPACE_BETWEEN)
    yield foot_of(copy)
