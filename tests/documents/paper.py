"""A printed page as a ruler sees it: where every piece of text and every rule stands, in mm.

It reads the finished PDF and knows nothing of how it was made. Text is in runs of one font and
size, as the content stream draws them; the right edge counts every glyph's width and kerning.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, TextStringObject

POINT = 25.4 / 72

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Text:
    text: str
    left: float
    right: float
    baseline: float  # from the top edge
    size: float  # in points
    font: str

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A filled rectangle thinner than a millimetre."""

    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass
class Page:
    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)

    def find(self, start: str) -> Text:
        """The only run that begins so."""
        (found,) = [text for text in self.texts if text.text.startswith(start)]
        return found

    def rule_below(self, text: Text) -> Rule:
        """The nearest rule under a run, overlapping it."""
        below = [
            rule
            for rule in self.rules
            if rule.top > text.baseline and rule.left < text.right and rule.right > text.left
        ]
        return min(below, key=lambda rule: rule.top)


class _Font:
    def __init__(self, resource):
        descendant = resource["/DescendantFonts"][0].get_object()
        self.name = str(resource["/BaseFont"]).partition("+")[2]
        self._widths = widths_of(descendant["/W"])
        self._letters = letters_of(resource)

    def width(self, shown: bytes) -> float:
        """In thousandths of the size."""
        return sum(self._widths[code] for code in codes_of(shown))

    def text(self, shown: bytes) -> str:
        return "".join(self._letters.get(code, "") for code in codes_of(shown))


class _Reader:
    """Walks the content of a page with its graphics state."""

    def __init__(self, page):
        self._source = page
        box = page.mediabox
        self.page = Page(float(box.width) * POINT, float(box.height) * POINT)
        self._matrix: Matrix = (1, 0, 0, 1, 0, 0)
        self._stack: list[Matrix] = []
        self._text_matrix = self._matrix
        self._font: _Font | None = None
        self._size = 0.0
        self._pen = (0.0, 0.0)

    def read(self) -> Page:
        content = ContentStream(self._source.get_contents(), self._source.pdf)
        for operands, operator in content.operations:
            handler = getattr(self, f"_on_{operator.decode()}", None)
            if handler:
                handler(operands)
        return self.page

    @cached_property
    def _fonts(self) -> dict[str, _Font]:
        fonts = self._source["/Resources"]["/Font"]
        return {name: _Font(fonts[name].get_object()) for name in fonts}

    def _on_q(self, operands):
        self._stack.append(self._matrix)

    def _on_Q(self, operands):
        self._matrix = self._stack.pop()

    def _on_cm(self, operands):
        self._matrix = _multiply(tuple(map(float, operands)), self._matrix)

    def _on_Tm(self, operands):
        self._text_matrix = tuple(map(float, operands))

    def _on_Tf(self, operands):
        self._font, self._size = self._fonts[operands[0]], float(operands[1])

    def _on_Tj(self, operands):
        self._show(ArrayObject(operands))

    def _on_TJ(self, operands):
        self._show(operands[0])

    def _on_re(self, operands):
        x, y, width, height = map(float, operands)
        left, top = self._place(x, y, self._matrix)
        right, bottom = self._place(x + width, y + height, self._matrix)
        if 0 < abs(bottom - top) < 1 < abs(right - left):
            self.page.rules.append(Rule(left, right, min(top, bottom)))

    def _on_m(self, operands):
        self._pen = self._place(*map(float, operands), self._matrix)

    def _on_l(self, operands):
        end = self._place(*map(float, operands), self._matrix)
        self.page.lines.append((*self._pen, *end))
        self._pen = end

    def _show(self, pieces):
        shown = [bytes_of(piece) for piece in pieces if not hasattr(piece, "as_numeric")]
        kerning = sum(float(piece) for piece in pieces if hasattr(piece, "as_numeric"))
        together = b"".join(shown)
        advance = (self._font.width(together) - kerning) / 1000 * self._size
        matrix = _multiply(self._text_matrix, self._matrix)
        left, baseline = self._place(0, 0, matrix)
        right, _ = self._place(advance, 0, matrix)
        size = self._size * abs(matrix[3])
        text = self._font.text(together)
        self.page.texts.append(Text(text, left, right, baseline, round(size, 1), self._font.name))

    def _place(self, x: float, y: float, matrix: Matrix) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        across, up = a * x + c * y + e, b * x + d * y + f
        return across * POINT, self.page.height - up * POINT


def read_pages(path: Path) -> list[Page]:
    return [_Reader(page).read() for page in PdfReader(path).pages]


def _multiply(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def bytes_of(shown) -> bytes:
    if isinstance(shown, TextStringObject):
        return shown.original_bytes
    assert isinstance(shown, ByteStringObject)
    return bytes(shown)


def codes_of(shown: bytes) -> list[int]:
    return [int.from_bytes(shown[at : at + 2]) for at in range(0, len(shown), 2)]


def widths_of(array) -> dict[int, float]:
    """The form `first [width width …]`, the only one that WeasyPrint writes."""
    widths = {}
    for first, run in zip(array[::2], array[1::2], strict=True):
        widths |= {int(first) + step: float(width) for step, width in enumerate(run)}
    return widths


def letters_of(font) -> dict[int, str]:
    cmap = font["/ToUnicode"].get_object().get_data().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", cmap)
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}
