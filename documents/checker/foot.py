"""Under the text: recipients on the left, whoever signs on the right."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from documents.checker.elements import Foot, Pieces
from documents.checker.paper import Line, Piece
from documents.checker.words import DRAFTING_MARK, RECIPIENTS, is_upper

CODE = "Mã xác minh"
RIGHT_BEGINS = 0.38  # of the page's width
OFF_CENTRE = 12  # mm: what is signed stands right of the middle
ABOVE_LABEL = 60  # mm: an office may stand too high; under minutes recipients come last
LEVEL = 8  # mm: of two signatures side by side
ROOM = 10  # mm: more than between lines


def read_foot(lines: Sequence[Line], width: float, centre: float) -> Foot:
    """`lines` are those under the title; the foot stands under the last of them."""
    label = _label(lines)
    page = label.page if label else max((line.page for line in lines), default=0)
    top = label.baseline - ABOVE_LABEL if label else 0
    pieces = [
        piece
        for line in lines
        if line.page == page and line.baseline > top
        for piece in line.pieces
    ]
    right = [piece for piece in pieces if _stands_right(piece, width, centre)]
    offices, name = _signature(right)
    left = [piece for piece in pieces if piece not in right and piece.right < centre + OFF_CENTRE]
    below = [piece for piece in left if label and piece.baseline > label.baseline]
    mark = next((piece for piece in below if DRAFTING_MARK.match(piece.text)), None)
    return Foot(
        label=label,
        recipients=_recipients(below, mark),
        drafting_mark=mark,
        offices=offices,
        name=name,
        secretary=_secretary(left, offices, label),
    )


def is_above(line: Line, foot: Foot) -> bool:
    """Whether a line belongs to the body."""
    ends = [piece for piece in (foot.label, *foot.offices, *foot.secretary) if piece]
    return all((line.page, line.baseline) < (end.page, end.baseline - 0.1) for end in ends)


def _label(lines: Sequence[Line]) -> Piece | None:
    pieces = (piece for line in reversed(lines) for piece in line.pieces)
    return next((piece for piece in pieces if RECIPIENTS.match(piece.text)), None)


def _recipients(below: Sequence[Piece], mark: Piece | None) -> Pieces:
    """What stands under the label, down to the code by which the paper is verified."""
    listed = takewhile(lambda piece: not piece.text.startswith(CODE), below)
    return tuple(piece for piece in listed if piece is not mark)


def _stands_right(piece: Piece, width: float, centre: float) -> bool:
    return piece.left > width * RIGHT_BEGINS and piece.centre > centre + OFF_CENTRE


def _signature(right: Sequence[Piece]) -> tuple[Pieces, Pieces]:
    """Offices and name: parted by the room for signing, and where there is none by capitals."""
    gaps = [other.baseline - one.baseline for one, other in pairwise(right)]
    if gaps and max(gaps) > ROOM:
        at = gaps.index(max(gaps)) + 1
        return tuple(right[:at]), tuple(right[at:])
    at = len(right)
    while at > 1 and not is_upper(right[at - 1].text):
        at -= 1
    return tuple(right[:at]), tuple(right[at:])


def _secretary(left: Sequence[Piece], offices: Pieces, label: Piece | None) -> Pieces:
    if not offices:
        return ()
    return tuple(
        piece
        for piece in left
        if abs(piece.baseline - offices[0].baseline) < LEVEL
        and is_upper(piece.text)
        and (not label or piece.baseline < label.baseline)
    )
