"""One spelling for one text: Unicode normal form C, without invisible characters.

Vietnamese can be typed composed ("ế") or decomposed ("e" and two marks); both look the same and
compare unequal. Everything is therefore brought to NFC where it enters (Unicode Standard
Annex #15), and what the eye cannot see is refused where it is typed.
"""

import unicodedata
from functools import lru_cache
from itertools import groupby

_ALLOWED_CONTROLS = frozenset("\t\n\r")
# Cc: C0, DEL and C1, NUL among them (PostgreSQL cannot store it). Cf: zero-width and bidirectional
# marks, byte order mark, soft hyphen. Cs: halves of surrogate pairs, which UTF-8 cannot encode.
# Cn: unassigned here, so that the database may know a normal form for it which Python does not.
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn"})
# Invisible although Unicode files them under marks and letters: the combining grapheme joiner
# (which also keeps NFC from composing) and the Hangul fillers.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u3164\uffa0")
_LOST = "\ufffd"  # stands where bytes were no text: what was typed there nobody knows any more


def to_nfc(text: str) -> str:
    """Give the composed spelling of a text (normal form C), in time that grows with its length.

    Left to unicodedata, half a million marks in the wrong order behind one letter take an hour.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _with_marks_in_order(text))


def _with_marks_in_order(text: str) -> str:
    """The text taken apart, the marks of each letter sorted by their class."""
    apart = "".join(map(_taken_apart, text))
    runs = groupby(apart, key=lambda character: unicodedata.combining(character) > 0)
    return "".join("".join(sorted(run, key=unicodedata.combining)) for _, run in runs)


@lru_cache(maxsize=4096)
def _taken_apart(character: str) -> str:
    return unicodedata.normalize("NFD", character)


def has_control_characters(text: str) -> bool:
    """Tell whether a text holds control, invisible or lost characters, but tab and line ends.

    With them two names could look alike on screen and on paper and yet be two names for the
    program, and a line of a decision could be shown in another order than it is stored.
    """
    return any(_is_refused(character) for character in set(text))


@lru_cache(maxsize=4096)
def _is_refused(character: str) -> bool:
    if character in _ALLOWED_CONTROLS:
        return False
    if character in _INVISIBLE or character == _LOST:
        return True
    return unicodedata.category(character) in _REFUSED_CATEGORIES
