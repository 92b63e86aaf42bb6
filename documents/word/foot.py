"""The foot of a document: recipients on the left, the signature on the right."""

from collections.abc import Iterator, Sequence

from documents.domain.blocks import PORTRAIT_WIDTH, one_line
from documents.domain.layout import drafting_mark
from documents.enums import DocumentKind
from documents.models import Document
from documents.word.looks import Look
from documents.word.oxml import cell, gap, row, table, text

RECIPIENTS_ROOM, SIGNATURE_ROOM = 65, 90
HALF = PORTRAIT_WIDTH / 2
MARK_ENDS = 59  # millimetres from the left edge
SPACE_ABOVE_RECIPIENTS = 9  # points, in minutes


def foot_of(document: Document):
    if DocumentKind(document.kind).has_secretary:
        return _foot_of_minutes(document)
    left, right = _left_foot(document, RECIPIENTS_ROOM), _signature(document)
    cells = (cell(RECIPIENTS_ROOM, *left), cell(SIGNATURE_ROOM, *right))
    return table((RECIPIENTS_ROOM, SIGNATURE_ROOM), row(*cells))


def _foot_of_minutes(document: Document):
    secretary = (_office("Thư ký"), _signer(document.secretary_name))
    chair = (_office(document.signer_title), _signer(_name_of(document)))
    below = (gap(Look.GAP, SPACE_ABOVE_RECIPIENTS), *_left_foot(document, PORTRAIT_WIDTH))
    return table(
        (HALF, HALF),
        row(cell(HALF, *secretary), cell(HALF, *chair)),
        row(cell(PORTRAIT_WIDTH, *below, span=2)),
    )


def _left_foot(document: Document, room: float) -> Iterator:
    """Recipients, and who drafted it below; a cell without words has an empty line."""
    names = [one_line(name) for name in document.recipients]
    yield from _recipients(names)
    if document.drafter_initials:
        words = one_line(drafting_mark(document))
        yield text(Look.DRAFTING_MARK, words, right=room - MARK_ENDS)
    elif not names:
        yield text(Look.RECIPIENT, "")


def _recipients(names: Sequence[str]) -> Iterator:
    if not names:
        return
    yield text(Look.RECIPIENTS, "Nơi nhận:")
    for name in names[:-1]:
        yield text(Look.RECIPIENT, f"- {name};")
    yield text(Look.RECIPIENT, f"- {names[-1]}.")


def _signature(document: Document) -> Iterator:
    for line in document.authority_line.splitlines():
        yield _office(line)
    yield _office(document.signer_title)
    if document.signer_office:
        yield text(Look.SIGNER, one_line(document.signer_office).upper(), keep=True)
        yield text(Look.OFFICE, _name_of(document))
    else:
        yield _signer(_name_of(document))


def _office(line: str):
    return text(Look.OFFICE, one_line(line).upper(), keep=True)


def _signer(name: str):
    return text(Look.SIGNER, one_line(name), keep=True)


def _name_of(document: Document) -> str:
    return one_line(f"{document.signer_rank} {document.signer_name}")
