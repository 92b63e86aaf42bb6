"""A page as a ruler sees it: pieces of text with font and size, and the rules drawn on it."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

MILLIMETRES_OF_A_POINT = 25.4 / 72
HIGHEST_FRAME = 20  # mm: what is higher frames more than a mark
THICKEST = 1  # mm: both lines of a frame together
CAPITALS = 0.66  # of the size: how high they stand above the baseline


class Ink(Enum):
    """Colours that are told apart."""

    BLACK = auto()
    RED = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Font:
    """A typeface as the PDF names it; without the mark of a subset."""

    family: str
    is_bold: bool
    is_italic: bool
    is_embedded: bool


@dataclass(frozen=True)
class Span:
    """A stretch of text in one font, size and colour."""

    text: str
    font: Font
    size: float
    ink: Ink


@dataclass(frozen=True)
class Piece:
    """Text on one baseline without a gap wider than words have between them."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    spans: tuple[Span, ...]

    @cached_property
    def text(self) -> str:
        return "".join(span.text for span in self.spans).strip()

    @cached_property
    def marked(self) -> tuple[Span, ...]:
        """The spans with something in them to see."""
        return tuple(span for span in self.spans if span.text.strip())

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def size(self) -> float:
        """The size of most letters."""
        letters = Counter()
        for span in self.marked:
            letters[span.size] += len(span.text)
        return letters.most_common(1)[0][0]

    @property
    def is_bold(self) -> bool:
        return all(span.font.is_bold for span in self.marked)

    @property
    def is_italic(self) -> bool:
        return all(span.font.is_italic for span in self.marked)

    @property
    def middle(self) -> float:
        """Half way up its capitals."""
        return self.baseline - CAPITALS / 2 * self.size * MILLIMETRES_OF_A_POINT

    def is_all_in(self, ink: Ink) -> bool:
        return all(span.ink is ink for span in self.marked)


@dataclass(frozen=True)
class Line:
    """What stands on one baseline of a page, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def baseline(self) -> float:
        return self.pieces[0].baseline

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @cached_property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Rule:
    """A horizontal line."""

    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Upright:
    """A vertical line, as between the columns of a table."""

    left: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Frame:
    """A rectangle around words."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def area(self) -> float:
        return self.width * self.height

    def is_of_one_line_with(self, inner: "Frame") -> bool:
        """Both edges of a line are drawn where it is filled."""
        return max(self.width - inner.width, self.height - inner.height) <= THICKEST

    def holds(self, piece: Piece) -> bool:
        is_beside = self.left <= piece.left and piece.right <= self.right
        return is_beside and self.top < piece.middle < self.bottom


@dataclass(frozen=True)
class Page:
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    uprights: tuple[Upright, ...] = ()
    frames: tuple[Frame, ...] = ()

    @property
    def text_middle(self) -> float:
        """Where margins of 35 and 20 mm, or of 30 and 15, leave the middle of the text."""
        return self.width / 2 + 7.5

    def is_in_table(self, line: Line) -> bool:
        """Whether the line stands between the columns of a table or inside a frame."""
        return any(upright.top <= line.baseline <= upright.bottom for upright in self.uprights)

    def frame_around(self, piece: Piece) -> Frame | None:
        """The nearest, whether drawn as one or of four lines, by the outer edge of its line."""
        around = [frame for frame in (*self.frames, *self._of_lines(piece)) if frame.holds(piece)]
        low = [frame for frame in around if frame.height <= HIGHEST_FRAME]
        inner = min(low, key=Frame.area, default=None)
        same = [frame for frame in low if inner and frame.is_of_one_line_with(inner)]
        return max(same, key=Frame.area, default=None)

    def _of_lines(self, piece: Piece) -> list[Frame]:
        beside = [one for one in self.uprights if one.top < piece.middle < one.bottom]
        across = [one for one in self.rules if one.left < piece.centre < one.right]
        lefts = [one.left for one in beside if one.left <= piece.left]
        rights = [one.left for one in beside if one.left >= piece.right]
        tops = [one.top for one in across if one.top < piece.middle]
        bottoms = [one.top for one in across if one.top > piece.middle]
        if not (lefts and rights and tops and bottoms):
            return []
        return [Frame(max(lefts), max(tops), min(rights), min(bottoms))]

    def rule_below(self, piece: Piece, within: float = 6) -> Rule | None:
        """The nearest rule under a piece of text, overlapping it."""
        below = [
            rule
            for rule in self.rules
            if 0 < rule.top - piece.baseline < within
            and rule.left < piece.right
            and rule.right > piece.left
        ]
        return min(below, key=lambda rule: rule.top, default=None)


@dataclass(frozen=True)
class Paper:
    pages: tuple[Page, ...]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for page in self.pages for line in page.lines for piece in line.pieces]
