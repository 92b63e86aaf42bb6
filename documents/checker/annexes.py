"""Annexes: pages of their own behind the document, each with a head."""

from collections.abc import Sequence
from itertools import takewhile

from documents.checker.elements import AnnexPart, Pieces
from documents.checker.paper import Line, Page
from documents.checker.words import ANNEX, ANNEX_OF

HEAD_LINES = 12


def begins_an_annex(lines: Sequence[Line]) -> bool:
    """By its label, or without one by the line that says what it belongs to."""
    head = [line.text for line in lines[:HEAD_LINES]]
    return bool(head) and (bool(ANNEX.match(head[0])) or any(ANNEX_OF.match(text) for text in head))


def read_annex(pages: Sequence[Page], lines: Sequence[Line]) -> AnnexPart:
    """`lines` are those of its first page, tables left out."""
    if not lines:
        return AnnexPart(pages=tuple(pages))
    label = ANNEX.match(lines[0].text)
    rest = [line.pieces[0] for line in (lines[1:] if label else lines)[:HEAD_LINES]]
    title = tuple(takewhile(lambda piece: not ANNEX_OF.match(piece.text), rest))
    if len(title) == len(rest):  # nothing says where it belongs; what is bold is the title
        title = tuple(takewhile(lambda piece: piece.is_bold, rest))
    return AnnexPart(
        pages=tuple(pages),
        label=lines[0].pieces[0] if label else None,
        number=(label["number"] or "") if label else "",
        title=title,
        reference=_reference(tuple(rest[len(title) :])),
    )


def _reference(pieces: Pieces) -> Pieces:
    """From its opening to its closing bracket."""
    if not pieces or not ANNEX_OF.match(pieces[0].text):
        return ()
    ends = [at for at, piece in enumerate(pieces) if piece.text.endswith(")")]
    return pieces[: ends[0] + 1] if ends else pieces[:1]
