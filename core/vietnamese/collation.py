"""Vietnamese order and search, without a locale on the server.

The order is that of the Unicode collation algorithm (Unicode Technical Standard #10) with the
Vietnamese tailoring of CLDR: letters first (a ă â b c d đ e ê …), then tones (none, huyền, hỏi,
ngã, sắc, nặng), then case (small before capital). Keys compare by code point, so that a column
under COLLATE "C" and Python's sorted() agree everywhere, also where PostgreSQL has no ICU.
"""

import unicodedata
from functools import lru_cache

from core.vietnamese.nfc import to_nfc

_SIGNS = "_-–—,;:!?.…·'‘’\"“”„«»()[]{}§¶@*/\\&#%•`´^¨°©®←→+±÷×<=>|~−≤≥¤¢$£¥₫€"
_OTHER_SIGN = "\ufffd"  # stands in the order where signs without a place of their own go
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = f" {_SIGNS}{_OTHER_SIGN}0123456789{_LETTERS}"
_WEIGHTS = {character: chr(0x100 + place) for place, character in enumerate(_ORDER)}
_AFTER_LETTERS = chr(0x100 + len(_ORDER))

# Circumflex, breve and horn make another letter (â, ă, ơ) and not another tone.
_LETTER_MARKS = frozenset("\u0302\u0306\u031b")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

# Both sort before everything a level can hold, the break between words of a name first.
_NAME_BREAK = "\x1e"
_LEVEL_BREAK = "\x1f"


def sort_key(text: str) -> str:
    """Give a string whose code point order is the Vietnamese order of the texts."""
    units = [_weigh(character) for character in to_nfc(text)]
    return _LEVEL_BREAK.join("".join(level) for level in zip(*units, strict=True))


def person_sort_key(full_name: str) -> str:
    """Give the key that orders people: by given name, then family name, then middle names.

    "Nguyễn Văn An" is filed under An; the family name comes first in writing only.
    """
    words = full_name.split()
    parts = (words[-1:], words[:-1][:1], words[1:-1])
    return _NAME_BREAK.join(sort_key(" ".join(part)) for part in parts)


def fold(text: str) -> str:
    """Give the form in which texts are searched: no marks, đ as d, small letters, single spaces.

    "Hoà", "hòa" and "HOA" meet in it; NFC alone keeps the two placements of a tone apart.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.replace("đ", "d").split())


@lru_cache(maxsize=4096)
def _weigh(character: str) -> tuple[str, str, str]:
    """Weigh one composed character on the three levels: letter, tone, case."""
    lowered = character.lower()
    base, *marks = list(unicodedata.normalize("NFD", lowered))
    letter_marks = [mark for mark in marks if mark in _LETTER_MARKS]
    letter = to_nfc(base + "".join(letter_marks))
    if letter not in _WEIGHTS:
        letter, letter_marks = base, []
    tones = [_TONES.get(mark, mark) for mark in marks if mark not in letter_marks]
    return _letter_weight(letter), "0" + "".join(tones), "0" if character == lowered else "1"


def _letter_weight(letter: str) -> str:
    if letter in _WEIGHTS:
        return _WEIGHTS[letter]
    if letter.isspace():
        return _WEIGHTS[" "]
    is_sign = unicodedata.category(letter)[0] in "PS"
    return (_WEIGHTS[_OTHER_SIGN] if is_sign else _AFTER_LETTERS) + letter
