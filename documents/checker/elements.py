"""What was recognised on paper: the elements of an official document (Annex I, part IV)."""

from dataclasses import dataclass
from enum import Enum, auto

from documents.checker.paper import Frame, Line, Page, Paper, Piece, Rule
from documents.checker.words import MINUTES

Pieces = tuple[Piece, ...]


def text_of(pieces: Pieces) -> str:
    return " ".join(piece.text for piece in pieces)


@dataclass(frozen=True, kw_only=True)
class Head:
    """Boxes 1 to 4 and 5b."""

    nation: Piece | None = None
    motto: Piece | None = None
    superior: Pieces = ()
    issuer: Pieces = ()
    number: Piece | None = None
    date: Piece | None = None
    letter_subject: Pieces = ()

    @property
    def bottom(self) -> float:
        """The lowest baseline of the head; its two columns end at different heights."""
        ends = (self.nation, self.motto, *self.issuer, self.number, self.date, *self.letter_subject)
        return max((piece.baseline for piece in ends if piece), default=0)


@dataclass(frozen=True)
class Mark:
    """Words in a frame; without one it is wrong, and a mark all the same."""

    piece: Piece
    frame: Frame | None


@dataclass(frozen=True)
class Marks:
    """Boxes 10b and 11. No document here is secret, so that box 10a is not looked for."""

    urgency: Mark | None
    circulation: Mark | None

    @property
    def all(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in (self.urgency, self.circulation) if mark)


@dataclass(frozen=True)
class Contacts:
    """Box 13: where the issuer is found, with the rule above."""

    lines: tuple[Line, ...]
    rule: Rule | None

    @property
    def pieces(self) -> Pieces:
        return tuple(piece for line in self.lines for piece in line.pieces)


@dataclass(frozen=True, kw_only=True)
class Title:
    """Boxes 5a and 9a; `kind` is the type in capitals, nothing for a letter."""

    kind: str = ""
    kind_line: Piece | None = None
    subject: Pieces = ()
    addressees: Pieces = ()

    @property
    def bottom(self) -> float:
        ends = (self.kind_line, *self.subject, *self.addressees)
        return max((piece.baseline for piece in ends if piece), default=0)


@dataclass(frozen=True)
class CopyMarks:
    """Under the text of a copy: its form, “TRÍCH SAO”, beside a head of its own."""

    form: Piece
    head: Head


class Kind(Enum):
    """How a paragraph of the body begins."""

    GROUND = auto()
    PART = auto()
    SECTION = auto()
    ARTICLE = auto()
    TITLED_CLAUSE = auto()
    CLAUSE = auto()
    POINT = auto()
    CENTRED = auto()
    PLAIN = auto()


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together; `gap` is the distance to the paragraph above, where one is."""

    kind: Kind
    lines: tuple[Line, ...]
    gap: float | None = None

    @property
    def pieces(self) -> Pieces:
        return tuple(piece for line in self.lines for piece in line.pieces)

    @property
    def text(self) -> str:
        return text_of(self.pieces)

    @property
    def first(self) -> Piece:
        return self.lines[0].pieces[0]


@dataclass(frozen=True, kw_only=True)
class Body:
    """Box 6. Edges of the text are known once two lines stand at them."""

    paragraphs: tuple[Paragraph, ...] = ()
    left: float | None = None
    right: float | None = None
    centre: float = 0
    pitch: float | None = None

    def of_kind(self, *kinds: Kind) -> list[Paragraph]:
        return [paragraph for paragraph in self.paragraphs if paragraph.kind in kinds]


@dataclass(frozen=True, kw_only=True)
class Foot:
    """Boxes 7a, 7b, 9b and 12; minutes are signed by a secretary on the left as well."""

    label: Piece | None = None
    recipients: Pieces = ()
    offices: Pieces = ()
    name: Pieces = ()
    secretary: Pieces = ()
    drafting_mark: Piece | None = None


@dataclass(frozen=True, kw_only=True)
class AnnexPart:
    """An annex on pages of its own."""

    pages: tuple[Page, ...]
    label: Piece | None = None
    number: str = ""
    title: Pieces = ()
    reference: Pieces = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A document as it was recognised, and the paper it stands on, without its framed marks."""

    paper: Paper
    marks: Marks
    contacts: tuple[Contacts, ...]
    main: tuple[Page, ...]
    head: Head
    title: Title
    body: Body
    foot: Foot
    annexes: tuple[AnnexPart, ...]
    copy: CopyMarks | None
    page_numbers: dict[int, Piece]

    @property
    def is_minutes(self) -> bool:
        return self.title.kind == MINUTES

    @property
    def heads(self) -> tuple[Head, ...]:
        """The document's own, and that of whoever copied it."""
        return (self.head, self.copy.head) if self.copy else (self.head,)

    def content_of(self, page: Page) -> list[Line]:
        """The lines of a page without its number."""
        number = self.page_numbers.get(page.number)
        return [line for line in page.lines if number not in line.pieces]
