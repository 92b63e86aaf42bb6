"""A PDF as paper: every letter and every rule with its place, font and colour.

The only module that knows pdfplumber. It runs in a process of its own (documents.checker.child),
because a file from anywhere may make its reader take all memory or never end.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfplumber.utils.exceptions import PdfminerException

from documents.checker.errors import (
    MOST_PAGES,
    Damaged,
    Encrypted,
    NoText,
    NotPdf,
    TooComplex,
    TooManyPages,
    Uncheckable,
)
from documents.checker.glyphs import Glyph, lines_of
from documents.checker.paper import (
    MILLIMETRES_OF_A_POINT,
    Font,
    Frame,
    Ink,
    Page,
    Paper,
    Rule,
    Upright,
)

MARK = b"%PDF-"
MARK_WITHIN = 1024  # bytes
THIN = 1  # mm
SHORTEST_RULE = 3  # mm
DARKEST = 0.1  # of full light, for black as offices' printers make it
BRIGHT, FAINT = 0.75, 0.3  # of full light: what red has, and what it has of other colours at most
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_STYLE = re.compile(r"(PSMT|PS|MT)?([-, ](Regular|Bold|Italic|Oblique|MT)+)*$")
_FONT_FILES = ("FontFile", "FontFile2", "FontFile3")


def read_paper(stream: BinaryIO, *, counted: Callable[[int], None] = lambda pages: None) -> Paper:
    """Raises Uncheckable with the reason; a file that breaks its reader counts as damaged.

    `counted` is told the number of pages before they are read.
    """
    if MARK not in stream.read(MARK_WITHIN):
        raise NotPdf
    try:
        paper = _read(stream, counted)
    except (Uncheckable, MemoryError):
        raise
    except PdfminerException as error:
        raise _reason(error) from error
    except Exception as error:
        raise Damaged from error
    if not paper.pages:
        raise Damaged
    if not paper.pieces:
        raise NoText
    return paper


def _read(stream: BinaryIO, counted: Callable[[int], None]) -> Paper:
    with pdfplumber.open(stream) as pdf:
        pages = sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1))
        if pages > MOST_PAGES:
            raise TooManyPages
        counted(pages)
        return Paper(tuple(_page(page) for page in pdf.pages))


def _reason(error: PdfminerException) -> Exception:
    """pdfplumber wraps whatever happened, a lack of memory included."""
    (cause,) = error.args or (None,)
    if isinstance(cause, MemoryError | RecursionError):
        return TooComplex()
    return Encrypted() if isinstance(cause, PDFPasswordIncorrect) else Damaged()


def _page(source) -> Page:
    try:
        return Page(
            source.page_number,
            float(source.width) * MILLIMETRES_OF_A_POINT,
            float(source.height) * MILLIMETRES_OF_A_POINT,
            lines_of(_glyphs(source), source.page_number),
            *_drawn(source),
        )
    finally:
        source.close()  # what was read of a page is large


def _glyphs(source) -> Iterator[Glyph]:
    embedded = _embedded_fonts(source)
    fonts: dict[str, Font] = {}
    for char in source.chars:
        if char["upright"]:
            name = char["fontname"]
            font = fonts.get(name) or fonts.setdefault(name, _font(name, embedded))
            yield _glyph(char, font, float(source.height))


def _glyph(char: dict[str, Any], font: Font, height: float) -> Glyph:
    return Glyph(
        text=char["text"],
        left=char["x0"] * MILLIMETRES_OF_A_POINT,
        right=char["x1"] * MILLIMETRES_OF_A_POINT,
        top=char["top"] * MILLIMETRES_OF_A_POINT,
        bottom=char["bottom"] * MILLIMETRES_OF_A_POINT,
        baseline=(height - char["matrix"][5]) * MILLIMETRES_OF_A_POINT,
        size=round(char["size"], 1),
        font=font,
        ink=_ink(char["non_stroking_color"]),
    )


def _font(name: str, embedded: dict[str, bool]) -> Font:
    """A font that is not among the page's own comes from a drawing, as a part of the font does."""
    plain = _SUBSET.sub("", name)
    return Font(
        family=_STYLE.sub("", plain) or plain,
        is_bold=bool(_BOLD.search(plain)),
        is_italic=bool(_ITALIC.search(plain)),
        is_embedded=embedded.get(name, plain != name),
    )


def _embedded_fonts(source) -> dict[str, bool]:
    fonts = resolve1((resolve1(source.page_obj.resources) or {}).get("Font")) or {}
    return dict(_embedding(resolve1(font)) for font in fonts.values())


def _embedding(font: dict[str, Any]) -> tuple[str, bool]:
    """The name of a font and whether the file carries its letters."""
    (holder,) = resolve1(font.get("DescendantFonts")) or (font,)
    descriptor = resolve1(resolve1(holder).get("FontDescriptor")) or {}
    name = resolve1(descriptor.get("FontName") or font.get("BaseFont"))
    return str(getattr(name, "name", "")), any(file in descriptor for file in _FONT_FILES)


def _ink(colour: Any) -> Ink:
    """Nothing said is black."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if any(not isinstance(part, int | float) for part in parts):
        return Ink.BLACK if colour is None else Ink.OTHER
    light = _light(parts)
    if all(part <= DARKEST for part in light):
        return Ink.BLACK
    return Ink.RED if _is_red(light) else Ink.OTHER


def _light(parts) -> tuple[float, ...]:
    """Grey and RGB are light; CMYK are inks that take it away, the fourth of them all of it."""
    if len(parts) != 4:
        return tuple(parts)
    *inks, black = parts
    return tuple((1 - ink) * (1 - black) for ink in inks)


def _is_red(light: tuple[float, ...]) -> bool:
    return len(light) == 3 and light[0] >= BRIGHT and max(light[1:]) <= FAINT


def _drawn(source) -> tuple[tuple[Rule, ...], tuple[Upright, ...], tuple[Frame, ...]]:
    """Horizontal and vertical lines, whether drawn as strokes or as thin areas, and rectangles."""
    rules, uprights, frames = [], [], []
    for shape in (*source.lines, *source.rects, *source.curves):
        left, right, top, bottom = (
            float(shape[side]) * MILLIMETRES_OF_A_POINT for side in ("x0", "x1", "top", "bottom")
        )
        if bottom - top < THIN and right - left > SHORTEST_RULE:
            rules.append(Rule(left, right, top))
        elif right - left < THIN and bottom - top > SHORTEST_RULE:
            uprights.append(Upright(left, top, bottom))
        elif min(bottom - top, right - left) > SHORTEST_RULE:
            frames.append(Frame(left, top, right, bottom))
    return tuple(rules), tuple(uprights), tuple(frames)
