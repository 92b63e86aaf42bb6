"""The structure tree of a printed document, as a screen reader walks it."""

from collections.abc import Iterator
from functools import cache

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from tests.documents.paper import bytes_of, codes_of, letters_of


class Tree:
    def __init__(self, reader: PdfReader):
        self._root = reader.root_object["/StructTreeRoot"]["/K"][0].get_object()

    def elements(self, *kinds: str, below=None) -> list[DictionaryObject]:
        """The elements of these kinds ("/P", "/TH" …) in the order of reading."""
        return [one for one in self._walk(below or self._root) if one["/S"] in kinds]

    def text(self, element) -> str:
        """What stands in the element and all below it."""
        return "".join(
            words_of(one["/Pg"].get_object()).get(child, "")
            for one in self._walk(element)
            for child in children_of(one)
            if isinstance(child, int)
        )

    def texts(self, *kinds: str, below=None) -> list[str]:
        return [self.text(one) for one in self.elements(*kinds, below=below)]

    def _walk(self, element) -> Iterator[DictionaryObject]:
        yield element
        for child in children_of(element):
            if isinstance(child.get_object(), DictionaryObject):
                yield from self._walk(child.get_object())


def children_of(element) -> list:
    children = element.get("/K", [])
    return children if isinstance(children, list) else [children]


def words_of(page) -> dict[int, str]:
    """The text of every marked piece of a page, by its number."""
    return _read(page.indirect_reference.idnum, page.indirect_reference.pdf)


@cache
def _read(number: int, reader: PdfReader) -> dict[int, str]:
    page = reader.get_object(number)
    content = ContentStream(page["/Contents"].get_object(), reader)
    fonts = {name: letters_of(font.get_object()) for name, font in _fonts_of(page)}
    words, current, letters = {}, None, {}
    for operands, operator in content.operations:
        if operator == b"BDC":
            current = operands[1].get("/MCID")
        elif operator == b"EMC":
            current = None
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and current is not None:
            pieces = operands[0] if operator == b"TJ" else operands
            shown = [bytes_of(piece) for piece in pieces if not hasattr(piece, "as_numeric")]
            text = "".join(letters[code] for code in codes_of(b"".join(shown)))
            words[current] = words.get(current, "") + text
    return words


def _fonts_of(page):
    return page["/Resources"]["/Font"].items()
