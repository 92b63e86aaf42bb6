"""The blocks of a document as elements of a Word file."""

from collections.abc import Iterator, Sequence

from documents.domain.blocks import (
    Article,
    Basis,
    Block,
    Centred,
    DashList,
    Heading,
    HeadingLevel,
    Paragraph,
    Run,
    Table,
)
from documents.word.looks import Look
from documents.word.oxml import gap, paragraph, text
from documents.word.tables import table_of

SPACE_BELOW_TABLE = 9  # points
HEADINGS = {HeadingLevel.SECTION: Look.SECTION, HeadingLevel.CLAUSE: Look.CLAUSE}


def content_of(blocks: Sequence[Block], *, keep_end: bool = False) -> Iterator:
    """`keep_end` holds the end on one page with what follows: a signature is never alone."""
    for block in blocks:
        yield from _elements_of(block, keep=keep_end and block is blocks[-1])


def _elements_of(block: Block, *, keep: bool) -> Iterator:
    match block:
        case Heading():
            yield text(HEADINGS[block.level], block.text)
        case Centred():
            yield text(Look.CENTRED, block.text)
        case Basis():
            yield text(Look.BASIS, block.text, keep=keep)
        case Article():
            runs = Run(f"{block.label} ", bold=True), Run(block.text, bold=block.is_titled)
            yield paragraph(Look.TEXT, *runs, keep=keep)
        case Paragraph():
            yield paragraph(Look.TEXT, *block.runs, keep=keep)
        case DashList():
            for item in block.items:
                yield text(Look.TEXT, f"- {item}", keep=keep)
        case Table():
            yield table_of(block, keep_end=keep)
            yield gap(Look.GAP, SPACE_BELOW_TABLE)
