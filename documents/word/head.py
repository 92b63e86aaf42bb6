"""The head of a document, and its kind and subject (Decree 30/2020/NĐ-CP, Annex I, part II)."""

from collections.abc import Iterator, Sequence

from documents.domain.blocks import PORTRAIT_WIDTH, one_line
from documents.domain.layout import date_line, full_number
from documents.enums import DocumentKind
from documents.models import Document
from documents.word.looks import Look
from documents.word.marks import urgency_of
from documents.word.measure import widest, width_of
from documents.word.oxml import cell, gap, lines, row, rule, table, text

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ISSUER_ROOM, NATION_ROOM = 62, 93
HALF = 0.35  # of the words above it: between a third and a half
SPACE_AROUND = 12  # points
SALUTATION = "Kính gửi"
SLACK = 1  # millimetres by which a machine's font may be wider


def head_of(document: Document) -> Iterator:
    """Issuer and nation side by side, number and date on one line; then kind and subject."""
    kind = DocumentKind(document.kind)
    yield table(
        (ISSUER_ROOM, NATION_ROOM),
        row(cell(ISSUER_ROOM, *issuer_of(document)), cell(NATION_ROOM, *_nation())),
        number_and_date_of(document),
    )
    if not kind.is_letter:
        yield text(Look.TITLE, kind.label.upper())
        subject = one_line(document.title)
        yield text(Look.SUBJECT, subject)
        yield _half_rule([subject], Look.SUBJECT, PORTRAIT_WIDTH)
    yield gap(Look.GAP, SPACE_AROUND)
    if document.addressees:
        yield _addressees([one_line(name) for name in document.addressees])
        yield gap(Look.GAP, SPACE_AROUND)


def issuer_of(document: Document) -> Iterator:
    for line in document.superior_line.splitlines():
        yield text(Look.SUPERIOR, one_line(line))
    names = [one_line(line) for line in document.issuer_name.splitlines()]
    yield lines(Look.ISSUER, names)
    yield _half_rule(names, Look.ISSUER, ISSUER_ROOM)


def number_and_date_of(document: Document):
    kind = DocumentKind(document.kind)
    return row(
        cell(ISSUER_ROOM, *_number(document, kind)), cell(NATION_ROOM, _date(document, kind))
    )


def _nation() -> Iterator:
    yield text(Look.NATION, NATION)
    yield text(Look.MOTTO, MOTTO)
    yield rule(Look.RULE, widest([MOTTO], Look.MOTTO.value.size, NATION_ROOM), NATION_ROOM)


def _number(document: Document, kind: DocumentKind) -> Iterator:
    yield text(Look.NUMBER, f"Số: {full_number(document)}")
    if kind.is_letter:
        yield text(Look.SUBJECT_OF_LETTER, f"V/v {one_line(document.title)}")
    yield from urgency_of(document)


def _date(document: Document, kind: DocumentKind):
    date = f"{one_line(document.place)}, {date_line(document)}"
    return text(Look.DATE, date if kind.has_place_and_date else "")


def _half_rule(names: Sequence[str], look: Look, room: float):
    return rule(Look.RULE, HALF * widest(names, look.value.size, room), room)


def _addressees(names: Sequence[str]):
    """One stands beside the salutation, several in lines whose dashes stand under the colon."""
    if len(names) == 1:
        said = [f": {names[0]}"]
    else:
        said = [":", *(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]
    size = Look.ADDRESSEE.value.size
    first = width_of(SALUTATION, size) + SLACK
    second = min(PORTRAIT_WIDTH - first, max(width_of(line, size) for line in said) + SLACK)
    beside = [text(Look.ADDRESSEE, line) for line in said]
    cells = (cell(first, text(Look.SALUTATION, SALUTATION)), cell(second, *beside))
    return table((first, second), row(*cells), centred=True)
