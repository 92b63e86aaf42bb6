"""How wide words are on paper, for the rules below them. Tinos is as wide as Times New Roman."""

from collections.abc import Sequence
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

POINT = 25.4 / 72  # in millimetres

REGULAR, BOLD = "Tinos_400Regular.ttf", "Tinos_700Bold.ttf"


def width_of(words: str, size: float, font: str = REGULAR) -> float:
    """In millimetres, the size in points; kerning is left out."""
    advances = _advances(font)
    return sum(advances.get(ord(letter), 0.5) for letter in words) * size * POINT


def widest(lines: Sequence[str], size: float, room: float) -> float:
    """Of lines in bold: the width of the longest, or the whole room where it is broken."""
    return min(room, max(width_of(line, size, BOLD) for line in lines))


@cache
def _advances(font: str) -> dict[int, float]:
    """The advance of each letter, as a share of the size."""
    with TTFont(settings.PRINT_FONTS_DIR / font, lazy=True) as opened:
        widths, units = opened["hmtx"].metrics, opened["head"].unitsPerEm
        return {code: widths[name][0] / units for code, name in opened.getBestCmap().items()}
