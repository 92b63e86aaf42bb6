"""Copies (sao y, sao lục, trích sao): the marks under the text of the document that was copied."""

from collections.abc import Iterator

from documents.checker.elements import CopyMarks
from documents.checker.head import read_head
from documents.checker.paper import Line, Page, Paper, Piece
from documents.checker.words import COPIES

FIRST_ROW = 5  # mm: the names beside the form stand no higher above it


def read_copy(paper: Paper) -> CopyMarks | None:
    for page in paper.pages:
        for form in _forms(page):
            lines = [line for line in page.lines if line.baseline > form.baseline - FIRST_ROW]
            return CopyMarks(form, read_head(page, lines))
    return None


def is_of_the_copy(line: Line, copy: CopyMarks | None) -> bool:
    """Whether a line is one of the marks and no part of what was copied."""
    if copy is None:
        return False
    return (line.page, line.baseline) > (copy.form.page, copy.form.baseline - FIRST_ROW)


def _forms(page: Page) -> Iterator[Piece]:
    for line in page.lines:
        for piece in line.pieces:
            if piece.text.upper() in COPIES and piece.centre > page.width / 2:
                yield piece
