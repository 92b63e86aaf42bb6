"""What is required of each element: Decree 30/2020/NĐ-CP, Annex I; others may differ from it."""

from dataclasses import dataclass

from documents.checker.paper import Piece
from documents.checker.words import is_lower, is_upper

ROUNDING = 0.15  # points: sizes as files store them


def number(value: float, digits: int = 1) -> str:
    """As people write it: 34,9 and 35."""
    return f"{round(value, digits):.12g}".replace(".", ",")


@dataclass(frozen=True)
class Range:
    """From one value to another, both included."""

    low: float
    high: float

    def holds(self, value: float, slack: float = 0) -> bool:
        return self.low - slack <= value <= self.high + slack

    def __str__(self):
        if self.low == self.high:
            return number(self.low)
        return f"{number(self.low)}–{number(self.high)}"


@dataclass(frozen=True)
class Style:
    """Size in points, weight, slant and case of an element; None leaves open."""

    sizes: Range
    bold: bool = False
    italic: bool = False
    upper: bool | None = None

    def fits(self, piece: Piece) -> bool:
        return self._is_in_case(piece) and all(
            self.sizes.holds(span.size, ROUNDING)
            and span.font.is_bold == self.bold
            and span.font.is_italic == self.italic
            for span in piece.marked
        )

    def found(self, piece: Piece) -> str:
        """How a piece stands in what the style asks for."""
        sizes = " và ".join(map(number, sorted({span.size for span in piece.marked})))
        words = f"cỡ {sizes}, {_words(piece.is_bold, piece.is_italic)}"
        if self.upper is None:
            return words
        return f"{_case(self.upper == self._is_in_case(piece))}, {words}"

    def __str__(self):
        words = f"cỡ {self.sizes}, {_words(self.bold, self.italic)}"
        return words if self.upper is None else f"{_case(self.upper)}, {words}"

    def _is_in_case(self, piece: Piece) -> bool:
        if self.upper is None:
            return True
        return is_upper(piece.text) if self.upper else is_lower(piece.text)


def _case(is_in_capitals: bool) -> str:
    return "chữ in hoa" if is_in_capitals else "chữ in thường"


def _words(bold: bool, italic: bool) -> str:
    slant = "nghiêng" if italic else "đứng"
    return f"kiểu chữ {slant}{', đậm' if bold else ''}"


_SMALL, _LARGE = Range(12, 13), Range(13, 14)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Limits by which an authority's papers are checked; by default those of the decree.

    Margins and indents are millimetres; the gap between paragraphs points; line spacing is in
    single lines of Times New Roman. The room for a signature is not in the decree: a stamp and a
    name need it.
    """

    width: float = 210
    height: float = 297
    top: Range = Range(20, 25)
    bottom: Range = Range(20, 25)
    left: Range = Range(30, 35)
    right: Range = Range(15, 20)
    fonts: tuple[str, ...] = ("Times New Roman", "Tinos")
    indents: tuple[float, ...] = (10, 12.7)
    paragraph_gap: float = 6
    spacing: Range = Range(1, 1.5)
    short_rule: Range = Range(1 / 3, 1 / 2)
    signature_room: float = 15
    urgency_height: float = 8

    nation: Style = Style(_SMALL, bold=True, upper=True)
    motto: Style = Style(_LARGE, bold=True, upper=False)
    superior: Style = Style(_SMALL, upper=True)
    issuer: Style = Style(_SMALL, bold=True, upper=True)
    number: Style = Style(Range(13, 13))
    date: Style = Style(_LARGE, italic=True, upper=False)
    kind: Style = Style(_LARGE, bold=True, upper=True)
    subject: Style = Style(_LARGE, bold=True, upper=False)
    urgency: Style = Style(_LARGE, bold=True, upper=True)
    circulation: Style = Style(_LARGE, bold=True, upper=True)
    contacts: Style = Style(Range(11, 12), upper=False)
    drafting_mark: Style = Style(Range(11, 11), upper=True)
    copy_form: Style = Style(_LARGE, bold=True, upper=True)
    letter_subject: Style = Style(_SMALL, upper=False)
    addressees: Style = Style(_LARGE, upper=False)
    ground: Style = Style(_LARGE, italic=True, upper=False)
    body: Style = Style(_LARGE)
    part: Style = Style(_LARGE, bold=True, upper=False)
    part_title: Style = Style(_LARGE, bold=True, upper=True)
    section: Style = Style(_LARGE, bold=True, upper=True)
    clause: Style = Style(_LARGE, bold=True, upper=False)
    article: Style = Style(_LARGE, bold=True, upper=False)
    office: Style = Style(_LARGE, bold=True, upper=True)
    name: Style = Style(_LARGE, bold=True, upper=False)
    recipients_label: Style = Style(Range(12, 12), bold=True, italic=True, upper=False)
    recipients: Style = Style(Range(11, 11))
    page_number: Style = Style(_LARGE)
    annex_label: Style = Style(Range(14, 14), bold=True, upper=False)
    annex_title: Style = Style(_LARGE, bold=True, upper=True)
    annex_reference: Style = Style(_LARGE, italic=True, upper=False)


DECREE_30 = Profile()
