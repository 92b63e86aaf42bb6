"""The head of page 1: issuer and nation, number and date, and what the document is called."""

from collections.abc import Sequence
from itertools import takewhile

from documents.checker.elements import Head, Pieces, Title
from documents.checker.paper import MILLIMETRES_OF_A_POINT, Line, Page, Piece
from documents.checker.words import (
    ADDRESSEES,
    DATE,
    LETTER_SUBJECT,
    NATION,
    NUMBER,
    begins_an_office,
    is_upper,
    type_of,
    without_spaces,
)

CLOSE = 2.2  # sizes: lines of one element stand no further apart
DATE_WITHIN = 20  # mm above or below the number
BESIDE_BODY = 16  # mm: addressees begin further right than any line of the body


def read_head(page: Page, lines: Sequence[Line]) -> Head:
    """`lines` are those among which the head stands."""
    pieces = [piece for line in lines for piece in line.pieces]
    nation = _first(pieces, _is_nation)
    motto = _first(pieces, _is_motto)
    left = [piece for piece in pieces if piece.centre < page.width / 2]
    number = _first(left, NUMBER.match)
    top = [piece for piece in left if piece not in (nation, motto)]
    superior, issuer = _owners(top, above=number or motto)
    return Head(
        nation=nation,
        motto=motto,
        superior=superior,
        issuer=issuer,
        number=number,
        date=_date(pieces, number or motto, page),
        letter_subject=_letter_subject(left, page),
    )


def read_title(lines: Sequence[Line], left: float | None) -> Title:
    """`lines` are those under the head; addressees stand indented beside the edge of the body."""
    at = next((at for at, line in enumerate(lines) if type_of(line.text)), None)
    kind_line = lines[at].pieces[0] if at is not None else None
    after = lines[at + 1 :] if at is not None else lines
    return Title(
        kind=type_of(kind_line.text) if kind_line else "",
        kind_line=kind_line,
        subject=_subject(kind_line, after) if kind_line else (),
        addressees=_addressees(after, left),
    )


def _is_nation(text: str) -> bool:
    """Whatever the spaces, the capitals and the place of the accent in “hòa”."""
    return without_spaces(text).upper().replace("HOÀ", "HÒA") == without_spaces(NATION)


def _is_motto(text: str) -> bool:
    return "độc lập" in text.lower() and "hạnh phúc" in text.lower()


def _first(pieces: Sequence[Piece], is_it) -> Piece | None:
    return next((piece for piece in pieces if is_it(piece.text)), None)


def _owners(pieces: Sequence[Piece], above: Piece | None) -> tuple[Pieces, Pieces]:
    """The superior and the issuer: told by weight, or where that is the same by their names."""
    lines = [piece for piece in pieces if above and piece.baseline < above.baseline - 1]
    if not lines:
        return (), ()
    weights = [piece.is_bold for piece in lines]
    if weights == sorted(weights) and True in weights[1:] and not weights[0]:
        at = weights.index(True)
    else:
        names = [at for at, piece in enumerate(lines) if begins_an_office(f"{piece.text} ")]
        at = names[-1] if names else 0
    return tuple(lines[:at]), tuple(lines[at:])


def _date(pieces: Sequence[Piece], beside: Piece | None, page: Page) -> Piece | None:
    for piece in pieces:
        is_near = beside and abs(piece.baseline - beside.baseline) < DATE_WITHIN
        if is_near and piece.centre > page.width / 2 and DATE.search(piece.text):
            return piece
    return None


def _letter_subject(left: Sequence[Piece], page: Page) -> Pieces:
    at = next((at for at, piece in enumerate(left) if LETTER_SUBJECT.match(piece.text)), None)
    if at is None:
        return ()
    narrow = takewhile(lambda piece: piece.right < page.width / 2 + 5, left[at:])
    return close_together(list(narrow))


def _subject(kind_line: Piece, after: Sequence[Line]) -> Pieces:
    """The lines right under the type, alike in weight and centred as it is."""
    lines = [
        line.pieces[0]
        for line in takewhile(lambda line: not ADDRESSEES.match(line.text), after)
        if len(line.pieces) == 1
    ]
    together = close_together([kind_line, *lines])[1:]
    return tuple(
        takewhile(
            lambda piece: (
                piece.is_bold == together[0].is_bold
                and not (is_upper(piece.text) and not is_upper(together[0].text))
            ),
            together,
        )
    )


def _addressees(after: Sequence[Line], left: float | None) -> Pieces:
    at = next((at for at, line in enumerate(after) if ADDRESSEES.match(line.text)), None)
    if at is None:
        return ()
    edge = (left or 0) + BESIDE_BODY
    first, *others = after[at:]
    lines = [first, *takewhile(lambda line: line.left > edge, others)]
    together = close_together([line.pieces[-1] for line in lines])
    return tuple(piece for line in lines[: len(together)] for piece in line.pieces)


def close_together(pieces: Sequence[Piece]) -> Pieces:
    """The first of them and those that follow it line by line."""
    kept = list(pieces[:1])
    for piece in pieces[1:]:
        above = kept[-1]
        reach = above.baseline + CLOSE * above.size * MILLIMETRES_OF_A_POINT
        if piece.page != above.page or piece.baseline >= reach:
            break
        kept.append(piece)
    return tuple(kept)
