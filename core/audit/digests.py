"""The values of an entry, each under a salted digest of its own.

The chain rests on the digests, not on the values: when the content of one is erased together with
its salt, all that was sealed can still be recomputed, and from the digest that stays not even a
short value can be guessed.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping

from core.erasure.wording import ERASED

WHOLE = ("subject_name", "reason")
BY_KEY = ("before", "after")
CONTENT = (*WHOLE, *BY_KEY)
SALT_BYTES = 16


def values_of(content) -> dict[str, object]:
    """What an entry says, by path: "reason", "after.note"."""
    values = {name: getattr(content, name) for name in WHOLE}
    for name in BY_KEY:
        values |= {f"{name}.{key}": value for key, value in getattr(content, name).items()}
    return values


def salted(values: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """A new salt, and the digest under it, for each value by its path."""
    salts = {path: secrets.token_hex(SALT_BYTES) for path in values}
    return salts, {path: digest(salts[path], path, values[path]) for path in values}


def digest(salt: str, path: str, value) -> str:
    """SHA-256 over the salt, the place and the value; names inside a value have no order."""
    said = json.dumps([salt, path, value], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def emptied(entry, path: str) -> None:
    """Puts the mark in the place of the value, and takes away its salt."""
    name, _, key = path.partition(".")
    if key:
        getattr(entry, name)[key] = ERASED
    else:
        setattr(entry, name, ERASED)
    del entry.salts[path]
