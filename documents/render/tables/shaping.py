"""Text as WeasyPrint breaks and draws it: the same calls to Pango, each text only once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import create_layout, split_first_line

BREAK = "\u200b"  # where a fraction may go on in the next line


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class _Shown:
    """What draw_first_line wants to know of a box of text."""

    text: str
    style: Any
    pango_layout: Any


class Shaper:
    """Breaks texts into lines and writes lines as operators; remembers both."""

    def __init__(self):
        self._lines: dict[tuple, tuple[Line, ...]] = {}
        self._operators: dict[tuple, bytes] = {}

    def lines(self, text: str, style, width: float) -> tuple[Line, ...]:
        """The lines of a cell so wide, in pixels."""
        key = text, id(style), width
        if key not in self._lines:
            self._lines[key] = tuple(_broken(text.replace("/", f"/{BREAK}"), style, width))
        return self._lines[key]

    def operators(self, line: Line, style, stream) -> bytes:
        """The operators that set the font and show the line, for a page of the same document."""
        key = line.text, id(style)
        if key not in self._operators:
            self._operators[key] = _drawn(line.text, style, stream)
        return self._operators[key]


def _broken(text: str, style, width: float) -> Iterator[Line]:
    rest = text.encode()
    while rest:
        _, length, resume_at, line_width, *_ = split_first_line(
            rest.decode(), style, None, width, 0
        )
        yield Line(rest[:length].decode().replace(BREAK, "").rstrip(" "), line_width)
        rest = rest[resume_at:] if resume_at else b""


def _drawn(text: str, style, stream) -> bytes:
    scratch = stream.clone()
    layout = create_layout(text, style, None, None, 0)
    draw_first_line(scratch, _Shown(text, style, layout), "clip", "none", Matrix())
    _, *operators = scratch.stream  # without the place
    return b"\n".join(operators)
