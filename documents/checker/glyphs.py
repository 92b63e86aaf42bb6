"""Letters with their places put together to pieces and lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from documents.checker.paper import MILLIMETRES_OF_A_POINT, Font, Ink, Line, Piece, Span

SAME_BASELINE = 0.35
# In sizes of the letters. Between words a gap is blank or, in some files, merely a distance;
# justified lines stretch the blanks, while columns stand apart without any.
WORD_GAP = 0.15
COLUMN_GAP = 1.0
STRETCHED_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter on a page, in millimetres; its size in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: Font
    ink: Ink

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def lines_of(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """The lines of a page from top to bottom."""
    lines = (tuple(_pieces(row, page)) for row in _rows(glyphs))
    return tuple(Line(pieces) for pieces in lines if pieces)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of each baseline from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if row and glyph.baseline - row[0].baseline > SAME_BASELINE:
            yield sorted(row, key=lambda glyph: glyph.left)
            row = []
        row.append(glyph)
    yield sorted(row, key=lambda glyph: glyph.left)


def _pieces(row: Sequence[Glyph], page: int) -> Iterator[Piece]:
    """Cuts a line where its letters stand further apart than words do."""
    seen = [at for at, glyph in enumerate(row) if not glyph.is_blank]
    start = seen[0] if seen else 0
    for one, other in pairwise(seen):
        if _stand_apart(row[one : other + 1]):
            yield _piece(row[start : one + 1], page)
            start = other
    if seen:
        yield _piece(row[start : seen[-1] + 1], page)


def _stand_apart(stretch: Sequence[Glyph]) -> bool:
    """Whether the first and the last glyph, with blanks between them, are of two columns."""
    first, *blanks, last = stretch
    gap = last.left - first.right - sum(blank.right - blank.left for blank in blanks)
    widest = STRETCHED_GAP if blanks else COLUMN_GAP
    return gap > widest * first.size * MILLIMETRES_OF_A_POINT


def _piece(glyphs: Sequence[Glyph], page: int) -> Piece:
    return Piece(
        page=page,
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        baseline=glyphs[0].baseline,
        spans=tuple(_spans(glyphs)),
    )


def _spans(glyphs: Sequence[Glyph]) -> Iterator[Span]:
    spaced = [(glyph, text) for glyph, text in zip(glyphs, _with_gaps(glyphs), strict=True)]
    for (font, size, ink), stretch in groupby(
        spaced, lambda pair: (pair[0].font, pair[0].size, pair[0].ink)
    ):
        yield Span("".join(text for _, text in stretch), font, size, ink)


def _with_gaps(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """The text of each glyph, with a blank before it where the file only left a distance."""
    yield glyphs[0].text
    for one, other in pairwise(glyphs):
        gap = other.left - one.right
        is_gap = gap > WORD_GAP * other.size * MILLIMETRES_OF_A_POINT
        blank = " " if is_gap and not (one.is_blank or other.is_blank) else ""
        yield f"{blank}{other.text}"
