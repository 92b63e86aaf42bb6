"""Documents meant to break the printer end as a file or as a clear error, and nobody else waits."""

from dataclasses import replace

import pytest

from documents.domain.blocks import (
    Annex,
    Column,
    DashList,
    GroupRow,
    HeadCell,
    Heading,
    HeadingLevel,
    Paragraph,
    Row,
    Run,
    Table,
    paragraph,
)
from documents.domain.layout import STYLESHEETS, document_html
from documents.domain.printing import limits_for
from documents.render.client import Rendered
from documents.render.errors import RenderRefused

PATIENCE = 8  # seconds of CPU, so that the tests end; the program is more generous
NESTED = "<ul><li>" * 150
WORD = "x" * 100_000
MARKS = "q" + "\u0323" * 50_000


def table_of(rows, *, cell="98,6%", head="Đơn vị"):
    columns = (Column(10), Column(80), Column(40))
    heads = ((HeadCell(head), HeadCell(head), HeadCell("Kết quả")),)
    return Table("bang", columns, heads, tuple(Row((str(n), cell, cell)) for n in range(rows)))


def annex_of(table):
    return {"annexes": [Annex("phu-luc", "Danh sách", (table,))]}


BOMBS = {
    "a megabyte in one paragraph": {"body": [paragraph("a", "Xã Ba Cung " * 100_000)]},
    "a word of 100,000 letters": {"body": [paragraph("a", WORD)]},
    "such a word in the title": {"title": WORD},
    "such a word in a cell": annex_of(table_of(3, cell=WORD)),
    "such a word in a cell of a long table": annex_of(table_of(200, cell=WORD)),
    "such a word in the head of a long table": annex_of(table_of(200, head=WORD)),
    "lists in lists, typed": {
        "title": NESTED,
        "body": [paragraph("a", NESTED), DashList("b", (NESTED,) * 150)],
    },
    "an annex of 5,000 rows": annex_of(table_of(5000)),
    "a table of groups": annex_of(replace(table_of(1), rows=(GroupRow("Cụm"),) * 5000)),
    "5,000 blocks": {"body": [paragraph(f"a-{number}", "a") for number in range(5000)]},
    "3,000 headings": {
        "body": [Heading(f"a-{number}", HeadingLevel.CLAUSE, "a") for number in range(3000)]
    },
    "20,000 runs": {
        "body": [Paragraph("a", tuple(Run("a ", bold=n % 2 == 0) for n in range(20_000)))]
    },
    "10,000 recipients": {"recipients": ["Sở Nội vụ"] * 10_000},
    "3,000 addressees": {"addressees": ["Sở Nội vụ"] * 3000},
    "an authority of 5,000 lines": {"authority_line": "TM.\n" * 5000},
    "such a word in the address": {"contact_line": WORD},
    "an address longer than its page": {"contact_line": "Xã Ba Cung; " * 1000},
    "an address of a megabyte": {"contact_line": "Xã Ba Cung; " * 80_000},
    "such a word for who drafted it": {"drafter_initials": WORD, "print_run": 1},
    "an address below a long text": {
        "contact_line": "Xã Ba Cung; " * 300,
        "body": [paragraph(f"a-{number}", "Xã Ba Cung " * 200) for number in range(50)],
    },
    "50,000 marks on one letter": {"body": [paragraph("a", MARKS)], "signer_name": MARKS},
    "300 annexes": {
        "annexes": [
            Annex(f"p-{number}", "Danh sách", (paragraph(f"a-{number}", "a"),))
            for number in range(300)
        ]
    },
}


@pytest.fixture
def print_document(renderer, tmp_path):
    def print_document(document):
        html = document_html(document)
        limits = limits_for(html)
        limits = replace(limits, cpu=min(limits.cpu, PATIENCE))
        target = tmp_path / "document.pdf"
        return renderer.render(html, stylesheets=STYLESHEETS, to=target, limits=limits)

    return print_document


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bomb_ends_and_the_next_document_is_printed(renderer, print_document, write_document, bomb):
    print_document(write_document())
    server = renderer._process.pid
    assert isinstance(_outcome(print_document, write_document(**bomb)), Rendered | RenderRefused)
    assert (print_document(write_document()), renderer._process.pid) == (Rendered(pages=1), server)


def test_annex_of_5000_rows_is_finished(print_document, write_document):
    done = print_document(write_document(**BOMBS["an annex of 5,000 rows"]))
    assert done.pages > 100


def _outcome(print_document, document):
    try:
        return print_document(document)
    except RenderRefused as refusal:
        return refusal
