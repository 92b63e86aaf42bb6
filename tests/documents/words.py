"""The words of a document, read from each of its forms."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn

from documents.domain.blocks import Table
from documents.domain.encoding import annexes_from_json, blocks_from_json
from tests.documents.paper import Text, read_pages

TOP_MARGIN = 20  # millimetres; page numbers stand in it


class _Body(HTMLParser):
    """Gathers what stands between <body> and </body>; <wbr> parts no words."""

    def __init__(self):
        super().__init__()
        self.text, self._is_inside = "", False

    def handle_starttag(self, tag, attrs):
        self._is_inside = self._is_inside or tag == "body"
        self.text += "" if tag in ("b", "i", "wbr", "span") else " "

    def handle_data(self, data):
        self.text += data if self._is_inside else ""


def in_html(html: str) -> list[str]:
    body = _Body()
    body.feed(html)
    return words_of(body.text)


def in_word(content: bytes) -> list[str]:
    """What stands in the margins of the first page, then the rest."""
    word = docx.Document(BytesIO(content))
    first = word.sections[0]
    margins = (first.first_page_header, first.first_page_footer)
    filled = [margin._element for margin in margins if not margin.is_linked_to_previous]
    pieces = {qn("w:t"): lambda node: node.text or "", qn("w:p"): lambda _: " "}
    pieces[qn("w:br")] = pieces[qn("w:p")]
    parts = (*filled, word.element.body)
    nodes = (node for part in parts for node in part.iter(*pieces))
    return words_of("".join(pieces[node.tag](node) for node in nodes))


def in_pdf(path: Path) -> list[str]:
    texts = [text for page in read_pages(path) for text in page.texts]
    return words_of(" ".join(text.text for text in texts if not _is_page_number(text)))


def _is_page_number(text: Text) -> bool:
    return text.baseline <= TOP_MARGIN and text.text.isdecimal()


def repeated_in_pdf(document, pdf: list[str], word: list[str]) -> Counter:
    """What the PDF says more often than the Word file, without the heads of tables.

    A head stands in the PDF once on every page; Word repeats it when it lays out the pages.
    """
    more = Counter(pdf) - Counter(word)
    return Counter({said: more[said] for said in more if said not in _in_heads(document)})


def _in_heads(document) -> set[str]:
    annexes = annexes_from_json(document.annexes)
    bodies = [blocks_from_json(document.body), *(annex.blocks for annex in annexes)]
    tables = [block for body in bodies for block in body if isinstance(block, Table)]
    heads = [cell.text for table in tables for line in table.head for cell in line]
    return {said for text in heads for said in words_of(text)}


def words_of(text: str) -> list[str]:
    """Lines may be broken after a hyphen, and a long fraction after its stroke."""
    return re.sub(r"([/-])(?=\S)", r"\1 ", text).split()
