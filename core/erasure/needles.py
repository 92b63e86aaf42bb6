"""Recognising copies of a text wherever it was carried, pasted or quoted."""

import re
from collections.abc import Iterable

from core.erasure.wording import ERASED

SHORTEST = 8  # characters: a shorter text stands in many places by chance
_WORD = re.compile(r'[^\s"\\]+')  # neither a blank nor what JSON and arrays would escape


def squeezed(text: str) -> str:
    return " ".join(text.split())


class Needles:
    """The texts to look for, whole and line by line, whatever blanks stand between their words."""

    def __init__(self, texts: Iterable[str]):
        pieces = {squeezed(piece) for text in texts for piece in (text, *text.splitlines())}
        self.pieces = {piece for piece in pieces if len(piece) >= SHORTEST and ERASED not in piece}

    @property
    def words(self) -> set[str]:
        """The longest word of each: what the database can look for as it is stored."""
        return {max(_WORD.findall(piece), key=len, default=piece) for piece in self.pieces}

    def are_in(self, value) -> bool:
        """Whether a text holds one of them, or any text within a list or dictionary does."""
        if isinstance(value, str):
            said = squeezed(value)
            return any(piece in said for piece in self.pieces)
        if isinstance(value, dict):
            return any(map(self.are_in, value.values()))
        return isinstance(value, list) and any(map(self.are_in, value))

    def taken_from(self, value):
        """The same with the mark in the place of every text that holds one of them."""
        if isinstance(value, dict):
            return {key: self.taken_from(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.taken_from(one) for one in value]
        return ERASED if self.are_in(value) else value
