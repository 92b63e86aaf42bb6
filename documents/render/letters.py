"""Which letters the fonts can print."""

from pathlib import Path

from fontTools.ttLib import TTFont

# Unicode's own sign for a letter that cannot be shown; the fonts have it.
REPLACEMENT = "\ufffd"
WHITE_SPACE = frozenset("\t\n\r")


class Letters:
    """The letters that every font of a folder has.

    For another letter a page would refer to a glyph that is not there, which PDF/A forbids
    (ISO 19005-2, 6.2.11.8); and one note with a smiley must not stop the report of a province.
    """

    def __init__(self, fonts: Path):
        covered = [_letters_of(font) for font in sorted(fonts.glob("*.ttf"))]
        self._covered = frozenset.intersection(*covered) | WHITE_SPACE

    def printable(self, text: str) -> str:
        missing = set(text) - self._covered
        return text.translate(dict.fromkeys(map(ord, missing), REPLACEMENT)) if missing else text


def _letters_of(font: Path) -> frozenset[str]:
    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))
