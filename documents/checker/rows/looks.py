"""Ways of looking that several tables share."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Seen
from documents.checker.paper import Page, Piece, Rule
from documents.checker.profiles import Profile, Range, Style, number

CENTRED = 2  # mm: what is centred by eye or by blanks is off by more
BY_EYE = 3  # mm: in columns of a table, whose texts are of different lengths
LEVEL = 0.5  # mm
THINNEST = 0.1  # mm: a text without width

Pick = Callable[[Sheet], Iterable[Piece | None]]


def styled(
    code: str, element: str, clause: str, style: Callable[[Profile], Style], pick: Pick, **more
) -> Check:
    """A check of size, weight, slant and case; each piece by itself."""

    def look(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
        for piece in filter(None, pick(sheet)):
            yield Seen(style(profile).fits(piece), style(profile).found(piece), piece)

    return Check(code, element, clause, lambda profile: str(style(profile)), look, **more)


def centred(piece: Piece, centre: float, slack: float = CENTRED) -> Seen:
    off = piece.centre - centre
    return Seen(abs(off) <= slack, off_centre(off), piece)


def off_centre(off: float) -> str:
    if abs(off) < 0.05:
        return "đúng giữa"
    return f"lệch {'phải' if off > 0 else 'trái'} {number(abs(off))} mm"


def level(one: Piece, other: Piece) -> Seen:
    off = abs(one.baseline - other.baseline)
    return Seen(off <= LEVEL, "cùng dòng" if off < 0.05 else f"lệch nhau {number(off)} mm", one)


def ruled(piece: Piece, rule: Rule | None, lengths: Range, of: float) -> Seen:
    """Whether the rule under a text is as long as it should be, as a part of `of`, and centred."""
    if rule is None:
        return Seen(False, "không có đường kẻ", piece)
    part = rule.length / max(of, THINNEST)
    off = rule.centre - piece.centre
    return Seen(
        lengths.holds(part, 0.005) and abs(off) <= CENTRED,
        f"dài {number(rule.length)} mm, bằng {number(part * 100, 0)}% dòng chữ, {off_centre(off)}",
        piece,
    )


def short_ruled(lines: Sequence[Piece], rule: Rule | None, profile: Profile) -> Seen:
    """A rule of a third to a half of the text: of its longest line, or of the last above it."""
    *_, last = lines
    longest = max(lines, key=lambda line: line.width)
    ways = [ruled(last, rule, profile.short_rule, line.width) for line in (longest, last)]
    return next((seen for seen in ways if seen.is_met), ways[0])


def page_of(sheet: Sheet, piece: Piece) -> Page:
    return sheet.paper.pages[piece.page - 1]


def text_centre(sheet: Sheet, page: Page) -> float:
    """The middle of the text: of the body's where the page is as wide, else of the margins'."""
    is_like_body = abs(page.width - sheet.main[0].width) < 1
    return sheet.body.centre if is_like_body else page.text_middle
