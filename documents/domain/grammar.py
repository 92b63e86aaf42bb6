"""What a line of a typed text is in a document, and the line that a block came from.

The signs are those by which Decree 30/2020/NĐ-CP, Annex I, part II, item 5 cuts a text: Phần,
Chương, Mục, Điều, I., 1., a).
"""

import re

from documents.domain.blocks import (
    Article,
    Basis,
    Block,
    Centred,
    DashList,
    Heading,
    HeadingLevel,
    Paragraph,
    paragraph,
)

DASH = "- "
LONGEST_HEADING = 100  # characters; a longer "1. …" is a paragraph with a number

_DIVISION = re.compile(r"(Phần|Chương|Mục|Tiểu mục) ([IVXLC]+|[0-9]{1,2}|thứ \w+)")
_SECTION = re.compile(r"[IVXLC]+\. ?\S.*")
_CLAUSE = re.compile(r"\d{1,2}\. .*[^.;,]")
_ARTICLE = re.compile(r"Điều ([1-9][0-9]{0,2})\. (\S.*)")
_BASIS = re.compile(r"(Căn cứ|Theo đề nghị của|Xét đề nghị của) .*[;.]")


def block_of(anchor: str, line: str, *, is_opening: bool) -> Block:
    """The block of one line. Legal bases are such only at the opening of a document.

    Raises BlockError for control characters.
    """
    if is_opening and _BASIS.fullmatch(line):
        return Basis(anchor, line)
    if article := _ARTICLE.fullmatch(line):
        return Article(anchor, int(article[1]), article[2])
    if _SECTION.fullmatch(line) and line == line.upper():
        return Heading(anchor, HeadingLevel.SECTION, line)
    if _CLAUSE.fullmatch(line) and len(line) <= LONGEST_HEADING:
        return Heading(anchor, HeadingLevel.CLAUSE, line)
    if line.startswith(DASH):
        return DashList(anchor, (line.removeprefix(DASH),))
    if _stands_in_the_middle(line):
        return Centred(anchor, line)
    return paragraph(anchor, line)


def line_of(block: Block) -> str:
    """A block as the line it came from. Raises TypeError for a table, which comes from none."""
    match block:
        case Heading() | Centred() | Basis():
            return block.text
        case Article():
            return f"{block.label} {block.text}"
        case Paragraph():
            return "".join(run.text for run in block.runs)
        case DashList():
            return "\n".join(DASH + item for item in block.items)
    raise TypeError(block)


def opens(block: Block) -> bool:
    """Whether legal bases may still follow: only the authority of a decision stands above them."""
    return isinstance(block, (Basis, Centred))


def _stands_in_the_middle(line: str) -> bool:
    """A title in capital letters, of two words at least, or "Phần I" on a line of its own."""
    in_capitals = line == line.upper() != line.lower() and " " in line
    return bool(_DIVISION.fullmatch(line)) or (in_capitals and len(line) <= LONGEST_HEADING)
