"""The body: where its text begins and ends on the page, and its paragraphs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from documents.checker.elements import Body, Kind, Paragraph
from documents.checker.paper import MILLIMETRES_OF_A_POINT, Line, Page
from documents.checker.words import (
    ARTICLE,
    CLAUSE,
    GROUND,
    GROUND_AFTER_ANOTHER,
    PART,
    POINT,
    RECIPIENTS,
    SECTION,
    is_upper,
)

SAME = 0.5  # mm: what rounding does to edges
INDENTED = 3  # mm
FAR_IN = 20  # mm
SHORT = 25  # mm: a line that ends so early ends its paragraph
WIDER = 1.2  # times the pitch: paragraphs stand apart
SYMMETRY = 1.5  # mm
CONTINUED = 1.6  # single lines: what stands further below is another paragraph
PATTERNS = (
    (Kind.PART, PART),
    (Kind.SECTION, SECTION),
    (Kind.ARTICLE, ARTICLE),
    (Kind.POINT, POINT),
)
SINGLE = 1.149  # sizes of the letters: single line spacing of Times New Roman


def edges_of(lines: Sequence[Line]) -> tuple[float | None, float | None]:
    """Left and right edge of the text.

    At least two lines stand at the left one. The right one is where most lines end that are
    continued below; titles are centred instead, and recipients have a narrow column.
    """
    lefts = Counter(round(line.left / SAME) for line in lines)
    at = min((at for at, times in lefts.items() if times > 1), default=None)
    left = _mean(line.left for line in lines if round(line.left / SAME) == at)
    full = list(_continued(_above_recipients(lines), left))
    rights = Counter(round(line.right / SAME) for line in full)
    at = max(rights, key=lambda at: (rights[at], at), default=None)
    return left, _mean(line.right for line in full if round(line.right / SAME) == at)


def _above_recipients(lines: Sequence[Line]) -> list[Line]:
    return list(takewhile(lambda line: not RECIPIENTS.match(line.text), lines))


def _continued(lines: Sequence[Line], left: float | None) -> Iterator[Line]:
    for line, below in pairwise(lines):
        is_at_the_edge = left is not None and abs(below.left - left) < SAME
        gap = _gap(line, below)
        is_near = gap is not None and gap < _single(line) * CONTINUED
        if is_at_the_edge and is_near and not below.pieces[0].is_bold:
            yield line


def _single(line: Line) -> float:
    """Single line spacing in its size."""
    return SINGLE * line.pieces[0].size * MILLIMETRES_OF_A_POINT


def read_body(lines: Sequence[Line], pages: dict[int, Page], edges, centre: float) -> Body:
    """`lines` are those between title and foot; what stands in tables ends a paragraph."""
    left, right = edges
    pitch = _pitch(lines, left, right)
    body = Body(left=left, right=right, centre=centre, pitch=pitch)
    paragraphs: list[Paragraph] = []
    for stretch in _outside_tables(lines, pages):
        paragraphs.extend(_paragraphs(stretch, body))
    return Body(
        paragraphs=_with_grounds(paragraphs), left=left, right=right, centre=centre, pitch=pitch
    )


def _mean(values) -> float | None:
    values = list(values)
    return sum(values) / len(values) if values else None


def _pitch(lines: Sequence[Line], left: float | None, right: float | None) -> float | None:
    """The distance of baselines inside paragraphs, the most common one."""
    gaps = [
        other.baseline - one.baseline
        for one, other in pairwise(lines)
        if one.page == other.page
        and left is not None
        and abs(other.left - left) < SAME
        and (right is None or right - one.right < SHORT)
    ]
    common = Counter(round(gap, 1) for gap in gaps).most_common(1)
    return _mean(gap for gap in gaps if round(gap, 1) == common[0][0]) if common else None


def _outside_tables(lines: Sequence[Line], pages: dict[int, Page]) -> Iterator[list[Line]]:
    stretch: list[Line] = []
    for line in lines:
        if pages[line.page].is_in_table(line):
            yield stretch
            stretch = []
        else:
            stretch.append(line)
    yield stretch


def _paragraphs(lines: Sequence[Line], body: Body) -> Iterator[Paragraph]:
    together: list[Line] = []
    gap = None
    for line in lines:
        if together and _begins(line, together[-1], body):
            yield _paragraph(together, gap, body)
            gap = _gap(together[-1], line)
            together = []
        together.append(line)
    if together:
        yield _paragraph(together, gap, body)


def _begins(line: Line, above: Line, body: Body) -> bool:
    """Whether a line is the first of a paragraph."""
    left = body.left if body.left is not None else line.left - INDENTED - 1
    gap = _gap(above, line)
    pitch = body.pitch or _single(line)
    return (
        line.left - left > INDENTED
        or _is_centred(above, body)
        or (body.right is not None and body.right - above.right > SHORT)
        or (gap is not None and gap > WIDER * pitch)
    )


def _gap(above: Line, line: Line) -> float | None:
    return line.baseline - above.baseline if line.page == above.page else None


def _is_centred(line: Line, body: Body) -> bool:
    """In the middle, and further from the edge than a first line is, unless it is in bold."""
    from_edge = INDENTED if line.pieces[0].is_bold else FAR_IN
    is_in_the_middle = abs(line.centre - body.centre) < SYMMETRY
    return is_in_the_middle and line.left - (body.left or 0) > from_edge


def _paragraph(lines: Sequence[Line], gap: float | None, body: Body) -> Paragraph:
    return Paragraph(_kind(lines, body), tuple(lines), gap)


def _kind(lines: Sequence[Line], body: Body) -> Kind:
    """By the way it begins; what is numbered is not taken for centred, however long it is."""
    text = " ".join(line.text for line in lines)
    for kind, pattern in PATTERNS:
        if pattern.match(text):
            return kind
    if CLAUSE.match(text):
        return Kind.CLAUSE if text[-1] in ".;:,/" or len(lines) > 3 else Kind.TITLED_CLAUSE
    if GROUND.match(text) and not text.endswith(":"):
        return Kind.GROUND
    return Kind.CENTRED if _is_centred(lines[0], body) else Kind.PLAIN


def _with_grounds(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Grounds stand before everything else; “Theo đề nghị của …” is one only after another."""
    known: list[Paragraph] = []
    for paragraph in paragraphs:
        is_at_the_head = all(one.kind in (Kind.GROUND, Kind.CENTRED) for one in known)
        follows = bool(known) and known[-1].kind is Kind.GROUND
        kind = paragraph.kind
        if follows and GROUND_AFTER_ANOTHER.match(paragraph.text):
            kind = Kind.GROUND
        elif kind is Kind.GROUND and not is_at_the_head:
            kind = Kind.PLAIN
        elif kind is Kind.CENTRED and not is_upper(paragraph.text) and not paragraph.first.is_bold:
            kind = Kind.PLAIN
        known.append(Paragraph(kind, paragraph.lines, paragraph.gap))
    return tuple(known)
