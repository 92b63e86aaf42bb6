"""Names of files that every system takes and people can read."""

import re
import unicodedata

from core.vietnamese.nfc import to_nfc

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')


def safe_name(text: str, *, longest: int) -> str:
    """The text as a part of a path: composed, in one line, no sign that Windows or a path refuses.

    At most `longest` characters, cut between words. It ends in no dot and no blank, which Windows
    would drop.
    """
    line = " ".join(_FORBIDDEN.sub("-", to_nfc(text)).split())
    seen = "".join(sign for sign in line if not unicodedata.category(sign).startswith("C"))
    if len(seen) > longest:
        whole_words = seen[: longest + 1].rpartition(" ")[0]
        seen = whole_words or seen[:longest]
    return seen.strip(" .")
