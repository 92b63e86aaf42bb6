"""The framed marks of page 1: how urgent a document is, and who may see it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from documents.checker.elements import Mark, Marks
from documents.checker.paper import Line, Page, Paper
from documents.checker.words import CIRCULATIONS, URGENCIES, is_upper

WITHIN = 0.5  # of the page's height
AROUND = 1  # mm: what is drawn so near belongs to a frame


def take_marks(paper: Paper) -> tuple[Paper, Marks]:
    """The paper without its marks, which may stand beside anything, and they."""
    first, *others = paper.pages
    marks = Marks(_mark(first, URGENCIES), _mark(first, CIRCULATIONS))
    return Paper((_without(first, marks), *others)), marks


def _mark(page: Page, known: Collection[str]) -> Mark | None:
    """The first that stands alone, in a frame or in capitals."""
    pieces = (piece for line in page.lines for piece in line.pieces)
    for piece in pieces:
        if words_of(piece.text) in known and piece.baseline < page.height * WITHIN:
            frame = page.frame_around(piece)
            if frame or is_upper(piece.text):
                return Mark(piece, frame)
    return None


def words_of(text: str) -> str:
    """In capitals, with one blank between words and the accent of “hỏa” in its place."""
    return " ".join(text.upper().replace("HOẢ", "HỎA").split())


def _without(page: Page, marks: Marks) -> Page:
    for mark in marks.all:
        page = replace(page, lines=tuple(_lines_without(page, mark)))
        if mark.frame:
            page = _without_frame(page, mark)
    return page


def _lines_without(page: Page, mark: Mark) -> Iterator[Line]:
    for line in page.lines:
        kept = tuple(piece for piece in line.pieces if piece is not mark.piece)
        if kept:
            yield Line(kept)


def _without_frame(page: Page, mark: Mark) -> Page:
    frame = mark.frame
    top, bottom = frame.top - AROUND, frame.bottom + AROUND
    left, right = frame.left - AROUND, frame.right + AROUND

    def is_outside(one) -> bool:
        return not (left <= one.left <= right and top <= one.top <= bottom)

    return replace(
        page,
        rules=tuple(filter(is_outside, page.rules)),
        uprights=tuple(filter(is_outside, page.uprights)),
        frames=tuple(filter(is_outside, page.frames)),
    )
