"""A document with the same text in every field that people fill, and a listener nobody may call."""

import socket
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

from core.vietnamese.fields import NfcCharField, NfcTextField
from documents.domain.blocks import (
    Annex,
    Article,
    Basis,
    Block,
    Centred,
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
)
from documents.models import Document
from documents.templatetags.printing import LONG_TABLE

END = "|"  # behind every text, so that one that was cut short is missed
UNPRINTED = {"order_reason", "secretary_name"}  # minutes alone are signed by a secretary
FIELDS = [
    field.name
    for field in Document._meta.concrete_fields
    if isinstance(field, NfcTextField | NfcCharField) and field.name not in UNPRINTED
]


class Texts:
    """Gives the text each time with another number before it, and remembers how often."""

    def __init__(self, text: str):
        self._text = text
        self.given: list[str] = []

    def __call__(self) -> str:
        self.given.append(f"{len(self.given)}:{self._text}{END}")
        return self.given[-1]


def blocks_of(text: Texts) -> tuple[Block, ...]:
    return (
        Heading("muc-1", HeadingLevel.SECTION, text()),
        Heading("muc-2", HeadingLevel.CLAUSE, text()),
        Centred("giua", text()),
        Basis("can-cu", text()),
        Article("dieu", 1, text()),
        Paragraph("doan", (Run(text()), Run(text(), bold=True), Run(text(), italic=True))),
        DashList("ds", (text(), text())),
        Table(
            "bang",
            (Column(70), Column(80)),
            ((HeadCell(text(), rowspan=2), HeadCell(text())), (HeadCell(text()),)),
            (
                GroupRow(text()),
                Row((text(), text())),
                Row((text(), text())),
                Row((text(), text()), bold=True),
            ),
        ),
        long_table_of(text),
    )


def long_table_of(text: Texts) -> Table:
    """Long enough to be painted; its texts stand at its beginning and at its end."""
    filling = [Row(("1", "2"))] * (LONG_TABLE // 2)
    first, last = GroupRow(text()), Row((text(), text()), bold=True)
    head = ((HeadCell(text()), HeadCell(text())),)
    rows = (first, Row((text(), text())), *filling, Row((text(), text())), last)
    return Table("bang-dai", (Column(70), Column(80)), head, rows)


def annex_of(text: Texts, number: str) -> Annex:
    blocks = (replace(block, anchor=f"{block.anchor}-{number}") for block in blocks_of(text))
    return Annex(f"phu-luc-{number}", text(), tuple(blocks), number=text())


def content_of(text: Texts) -> dict:
    """What a document is written from, every text of it given by `text`."""
    return {
        "body": blocks_of(text),
        "annexes": (annex_of(text, "1"), annex_of(text, "2")),
        "addressees": [text(), text()],
        "recipients": [text(), text()],
        **{name: text() for name in FIELDS},
    }


class Listener:
    """Counts who calls on a port of this machine, and answers nobody."""

    def __init__(self):
        self.calls = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()


@contextmanager
def listening():
    listener = Listener()
    thread = Thread(target=listener.accept)
    thread.start()
    try:
        yield listener
    finally:
        listener.close()
        thread.join()
