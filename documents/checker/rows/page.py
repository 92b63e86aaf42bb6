"""Paper, margins, fonts and page numbers (Annex I, part I)."""

from collections.abc import Iterator
from itertools import pairwise

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Seen
from documents.checker.paper import MILLIMETRES_OF_A_POINT, Ink, Line, Page, Piece
from documents.checker.profiles import Profile, number
from documents.checker.rows.looks import centred, styled, text_centre

PAPER_SLACK = 1  # mm
EDGE = 0.4  # mm: what kerning and rounding may do
ASCENT, DESCENT = 0.891, 0.216  # of Times New Roman, in sizes of the letters
STAMP = 10.5  # points: the mark of a digital signature stands above the nation, in the margin
HEAD_ROOM = 2  # mm: half of what line spacing adds above the first line
SIZES = "mục V, Phụ lục I"


def paper_size(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for page in sheet.paper.pages:
        sides = sorted((page.width, page.height))
        wanted = (profile.width, profile.height)
        is_met = all(abs(a - b) <= PAPER_SLACK for a, b in zip(sides, wanted, strict=True))
        yield Seen(is_met, f"{number(page.width)} × {number(page.height)} mm (trang {page.number})")


def margin_left(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.body.left is not None:
        found = sheet.body.left
        yield Seen(profile.left.holds(found, EDGE), f"{number(found)} mm")


def margin_right(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.body.right is not None:
        found = sheet.main[0].width - sheet.body.right
        yield Seen(profile.right.holds(found, EDGE), f"{number(found)} mm")


def margin_top(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """No text may stand higher; how far down it may begin is told by page 1 alone."""
    for page in sheet.paper.pages:
        tops = [_top(line) for line in sheet.content_of(page) if not _is_stamp(line, page)]
        if tops:
            found, first = min(tops), page is sheet.main[0]
            most = profile.top.high + HEAD_ROOM if first else page.height
            is_met = profile.top.low - EDGE <= found <= most
            yield Seen(is_met, f"{number(found)} mm (trang {page.number})")


def margin_bottom(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """No text may stand lower; a page that ends inside a paragraph reaches down to the margin.

    Up to two lines may be missing there, moved on so that none stands alone.
    """
    full = _pages_ending_in_a_paragraph(sheet)
    spare = 2 * (sheet.body.pitch or 0)
    for found, page in sorted(_margins_below(sheet), key=lambda pair: pair[0]):
        most = profile.bottom.high + spare if page.number in full else page.height
        is_met = profile.bottom.low - EDGE <= found <= most
        yield Seen(is_met, f"chữ cách mép dưới ít nhất {number(found)} mm (trang {page.number})")


def _margins_below(sheet: Sheet) -> Iterator[tuple[float, Page]]:
    for page in sheet.paper.pages:
        if content := sheet.content_of(page):
            yield page.height - max(_bottom(line) for line in content), page


def text_outside(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Beside the text; a margin that is too narrow everywhere is that margin's own fault."""
    for page in sheet.paper.pages:
        left, right = _limits(sheet, profile, page)
        outside = [
            piece
            for line in sheet.content_of(page)
            for piece in line.pieces
            if piece.left < left - EDGE or piece.right > right + EDGE
        ]
        for piece in outside:
            yield Seen(False, f"“{piece.text[:40]}” tràn lề ở trang {page.number}", piece)
        if not outside:
            yield Seen(True, "không có chữ nào ngoài lề")


def _limits(sheet: Sheet, profile: Profile, page: Page) -> tuple[float, float]:
    left, right = profile.left.low, page.width - profile.right.low
    if abs(page.width - sheet.main[0].width) > PAPER_SLACK:
        return left, right
    return min(left, sheet.body.left or left), max(right, sheet.body.right or right)


def _pages_ending_in_a_paragraph(sheet: Sheet) -> set[int]:
    return {
        above.page
        for paragraph in sheet.body.paragraphs
        for above, below in pairwise(paragraph.lines)
        if above.page != below.page
    }


def _top(line: Line) -> float:
    return min(
        piece.baseline - ASCENT * piece.size * MILLIMETRES_OF_A_POINT for piece in line.pieces
    )


def _bottom(line: Line) -> float:
    return max(
        piece.baseline + DESCENT * piece.size * MILLIMETRES_OF_A_POINT for piece in line.pieces
    )


def _is_stamp(line: Line, page: Page) -> bool:
    return line.left > page.width / 2 and all(piece.size <= STAMP for piece in line.pieces)


def fonts_family(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    wanted = {_plain(name) for name in profile.fonts}
    for family, piece in _fonts(sheet).items():
        yield Seen(_plain(family) in wanted, family, piece)


def fonts_embedded(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in sheet.paper.pieces:
        for span in piece.marked:
            if not span.font.is_embedded:
                yield Seen(False, f"{span.font.family} không được nhúng", piece)
                return
    yield Seen(True, "mọi phông đều được nhúng")


def colour(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """But for the mark of urgency, which has a check of its own."""
    circulation = sheet.marks.circulation
    pieces = (*sheet.paper.pieces, *([circulation.piece] if circulation else []))
    coloured = [piece for piece in pieces if not piece.is_all_in(Ink.BLACK)]
    for piece in coloured:
        yield Seen(False, f"“{piece.text[:40]}” không phải màu đen", piece)
    if not coloured:
        yield Seen(True, "màu đen")


def _fonts(sheet: Sheet) -> dict[str, Piece]:
    """Each family and where it first stands."""
    fonts: dict[str, Piece] = {}
    for piece in (*(mark.piece for mark in sheet.marks.all), *sheet.paper.pieces):
        for span in piece.marked:
            fonts.setdefault(span.font.family, piece)
    return fonts


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def page_number_first(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    number_found = sheet.page_numbers.get(sheet.main[0].number)
    text = f"có số “{number_found.text}”" if number_found else "không đánh số"
    yield Seen(number_found is None, text, number_found)


def page_number(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    yield from numbered(sheet, sheet.main)


def numbered(sheet: Sheet, pages: tuple[Page, ...]) -> Iterator[Seen]:
    """From the second page of a part on, each with its place in the part."""
    for expected, page in enumerate(pages[1:], start=2):
        found = sheet.page_numbers.get(page.number)
        text = f"“{found.text}”" if found else "không có số"
        is_met = found is not None and found.text == str(expected)
        yield Seen(is_met, f"{text} ở trang thứ {expected}", found)


def page_number_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in sheet.page_numbers.values():
        page = sheet.paper.pages[piece.page - 1]
        seen = centred(piece, text_centre(sheet, page))
        is_high = piece.bottom < profile.top.high
        place = "lề trên" if is_high else "lề dưới"
        yield Seen(seen.is_met and is_high, f"{place}, {seen.found}", piece)


CHECKS = (
    Check(
        "paper_size",
        "Khổ giấy",
        "mục I.1, Phụ lục I",
        lambda profile: f"A4, {number(profile.width)} × {number(profile.height)} mm",
        paper_size,
    ),
    Check(
        "margin_left",
        "Lề trái",
        "mục I.3, Phụ lục I",
        lambda profile: f"{profile.left} mm",
        margin_left,
    ),
    Check(
        "margin_right",
        "Lề phải",
        "mục I.3, Phụ lục I",
        lambda profile: f"{profile.right} mm",
        margin_right,
    ),
    Check(
        "margin_top",
        "Lề trên",
        "mục I.3, Phụ lục I",
        lambda profile: f"{profile.top} mm",
        margin_top,
    ),
    Check(
        "margin_bottom",
        "Lề dưới",
        "mục I.3, Phụ lục I",
        lambda profile: f"{profile.bottom} mm",
        margin_bottom,
    ),
    Check(
        "text_outside",
        "Chữ ngoài lề",
        "mục I.3, Phụ lục I",
        lambda profile: "không có chữ nào ngoài lề",
        text_outside,
    ),
    Check(
        "fonts_family",
        "Phông chữ",
        "mục I.4, Phụ lục I",
        lambda profile: " hoặc ".join(profile.fonts),
        fonts_family,
    ),
    Check(
        "fonts_embedded",
        "Phông chữ trong tệp",
        "mục I.4, Phụ lục I",
        lambda profile: "nhúng trong tệp để nơi nào cũng in ra như nhau",
        fonts_embedded,
    ),
    Check("colour", "Màu chữ", "mục I.4, Phụ lục I", lambda profile: "màu đen", colour),
    Check(
        "page_number_first",
        "Số trang ở trang đầu",
        "mục I.7, Phụ lục I",
        lambda profile: "không hiển thị ở trang thứ nhất",
        page_number_first,
    ),
    Check(
        "page_number",
        "Số trang",
        "mục I.7, Phụ lục I",
        lambda profile: "chữ số Ả Rập, từ trang 2, liên tục",
        page_number,
    ),
    Check(
        "page_number_place",
        "Vị trí số trang",
        "mục I.7, Phụ lục I",
        lambda profile: "canh giữa trong lề trên",
        page_number_place,
    ),
    styled(
        "page_number_style",
        "Kiểu chữ số trang",
        SIZES,
        lambda profile: profile.page_number,
        lambda sheet: sheet.page_numbers.values(),
    ),
)
