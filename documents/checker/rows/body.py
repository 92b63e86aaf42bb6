"""Box 6: grounds, paragraphs, headings and the end mark (Annex I, part II, item 6)."""

from collections.abc import Iterator
from itertools import pairwise

from documents.checker.body import SINGLE
from documents.checker.elements import Kind, Paragraph, Sheet
from documents.checker.findings import Check, Seen, always
from documents.checker.paper import MILLIMETRES_OF_A_POINT, Piece
from documents.checker.profiles import ROUNDING, Profile, number
from documents.checker.rows.looks import centred, styled
from documents.checker.words import POINT

CLAUSE = "mục II.6, Phụ lục I"
REACHED = 1  # mm: a justified line ends at the edge
INDENT_SLACK = 0.5  # mm
GAP_SLACK = 0.3  # points
SPACING_SLACK = 0.03  # lines
LETTERS = "abcdđeghiklmnopqrstuvxy"
END = "./."
LAST_WORDS = 5
UNJUSTIFIED = (Kind.CENTRED, Kind.PART, Kind.SECTION, Kind.TITLED_CLAUSE)


def grounds_marks(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    grounds = sheet.body.of_kind(Kind.GROUND)
    for paragraph in grounds:
        mark = "." if paragraph is grounds[-1] else ";"
        yield Seen(paragraph.text.endswith(mark), _end(paragraph), paragraph.pieces[-1])


def body_size(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for paragraph in sheet.body.paragraphs:
        for piece in paragraph.pieces:
            sizes = sorted({span.size for span in piece.marked})
            is_met = all(profile.body.sizes.holds(size, ROUNDING) for size in sizes)
            yield Seen(is_met, "cỡ " + " và ".join(number(size) for size in sizes), piece)


def body_slant(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Most of the text; quotations may lean and key words may be bold."""
    plain = sheet.body.of_kind(Kind.PLAIN, Kind.CLAUSE, Kind.POINT)
    spans = [span for paragraph in plain for piece in paragraph.pieces for span in piece.marked]
    letters = sum(len(span.text) for span in spans)
    upright = sum(
        len(span.text) for span in spans if not (span.font.is_bold or span.font.is_italic)
    )
    if letters:
        share = upright / letters
        yield Seen(share > 0.5, f"{number(100 * share, 0)}% chữ đứng, không đậm", plain[0].first)


def justified(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """All lines of a paragraph but the last reach the right edge."""
    right = sheet.body.right
    for paragraph in sheet.body.paragraphs:
        if right is None or paragraph.kind in UNJUSTIFIED:
            continue
        for line in paragraph.lines[:-1]:
            off = right - line.right
            found = "canh đều hai lề" if off <= REACHED else f"dòng hụt {number(off)} mm bên phải"
            yield Seen(off <= REACHED, found, line.pieces[-1])


def indent(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for paragraph in sheet.body.paragraphs:
        if sheet.body.left is None or paragraph.kind in (Kind.CENTRED, Kind.PART):
            continue
        found = paragraph.lines[0].left - sheet.body.left
        is_met = any(abs(found - wanted) <= INDENT_SLACK for wanted in profile.indents)
        yield Seen(is_met, f"lùi {number(found)} mm", paragraph.first)


def paragraph_gap(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Beyond the distance that lines have within a paragraph."""
    for above, below in pairwise(sheet.body.paragraphs):
        if below.gap is None or Kind.CENTRED in (above.kind, below.kind):
            continue
        single = SINGLE * below.first.size * MILLIMETRES_OF_A_POINT
        extra = (below.gap - (sheet.body.pitch or single)) / MILLIMETRES_OF_A_POINT
        is_met = extra >= profile.paragraph_gap - GAP_SLACK
        yield Seen(is_met, f"{number(max(extra, 0))} pt", below.first)


def line_spacing(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for paragraph in sheet.body.paragraphs:
        for above, below in pairwise(paragraph.lines):
            if above.page == below.page:
                single = SINGLE * below.pieces[0].size * MILLIMETRES_OF_A_POINT
                lines = (below.baseline - above.baseline) / single
                is_met = profile.spacing.holds(lines, SPACING_SLACK)
                yield Seen(is_met, f"{number(lines, 2)} dòng", below.pieces[0])


def parts_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for part, title in _parts(sheet):
        for paragraph in filter(None, (part, title)):
            for piece in paragraph.pieces:
                yield centred(piece, sheet.body.centre)


def _parts(sheet: Sheet) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    """Each “Chương I” with the title below it."""
    for part, below in pairwise([*sheet.body.paragraphs, None]):
        if part.kind is Kind.PART:
            yield part, below


def _part_pieces(sheet: Sheet) -> Iterator[Piece]:
    for part, _ in _parts(sheet):
        yield from part.pieces


def _part_titles(sheet: Sheet) -> Iterator[Piece]:
    for _, title in _parts(sheet):
        yield from title.pieces if title else ()


def _pieces_of(kind: Kind):
    def pick(sheet: Sheet) -> Iterator[Piece]:
        for paragraph in sheet.body.of_kind(kind):
            yield from paragraph.pieces

    return pick


def articles(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """“Điều 1.” in bold; what follows on its line may be plain."""
    for paragraph in sheet.body.of_kind(Kind.ARTICLE):
        label = paragraph.first.marked[0]
        word, numbered, *_ = paragraph.text.split()
        is_bold = label.font.is_bold and not label.font.is_italic
        is_met = is_bold and word == "Điều" and numbered.endswith(".")
        yield Seen(is_met, f"“{word} {numbered}”", paragraph.first)


def untitled_clauses(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for paragraph in sheet.body.of_kind(Kind.CLAUSE):
        is_bold = all(piece.is_bold for piece in paragraph.pieces)
        found = "chữ đậm cả khoản" if is_bold else "chữ đứng"
        yield Seen(not is_bold, f"“{paragraph.text[:20]}”: {found}", paragraph.first)


def points(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Each follows the one before it in the alphabet, or begins anew."""
    expected = LETTERS[0]
    for paragraph in sheet.body.paragraphs:
        if paragraph.kind in (Kind.SECTION, Kind.ARTICLE, Kind.CLAUSE, Kind.TITLED_CLAUSE):
            expected = LETTERS[0]
        if paragraph.kind is Kind.POINT:
            letter = POINT.match(paragraph.text)["letter"]
            is_met = letter == expected and not paragraph.pieces[-1].is_bold
            yield Seen(is_met, f"điểm {letter})", paragraph.first)
            expected = LETTERS[(LETTERS.find(letter) + 1) % len(LETTERS)]


def end_mark(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.body.paragraphs:
        last = sheet.body.paragraphs[-1]
        yield Seen(last.text.endswith(END), _end(last), last.pieces[-1])


def _end(paragraph: Paragraph) -> str:
    return f"“… {' '.join(paragraph.text.split()[-LAST_WORDS:])}”"


CHECKS = (
    styled(
        "grounds_style",
        "Căn cứ ban hành",
        CLAUSE,
        lambda profile: profile.ground,
        _pieces_of(Kind.GROUND),
    ),
    Check(
        "grounds_marks",
        "Dấu câu của căn cứ",
        CLAUSE,
        lambda profile: "mỗi căn cứ một dòng, cuối dòng “;”, dòng cuối “.”",
        grounds_marks,
    ),
    Check(
        "body_size",
        "Cỡ chữ nội dung",
        CLAUSE,
        lambda profile: f"cỡ {profile.body.sizes}",
        body_size,
        always,
    ),
    Check("body_slant", "Kiểu chữ nội dung", CLAUSE, lambda profile: "kiểu chữ đứng", body_slant),
    Check("justified", "Canh lề nội dung", CLAUSE, lambda profile: "đều cả hai lề", justified),
    Check(
        "indent",
        "Lùi đầu dòng",
        CLAUSE,
        lambda profile: " hoặc ".join(f"{number(one)} mm" for one in profile.indents),
        indent,
    ),
    Check(
        "paragraph_gap",
        "Khoảng cách giữa các đoạn",
        CLAUSE,
        lambda profile: f"tối thiểu {number(profile.paragraph_gap)} pt",
        paragraph_gap,
    ),
    Check(
        "line_spacing",
        "Khoảng cách giữa các dòng",
        CLAUSE,
        lambda profile: "từ dòng đơn (1) đến 1,5 dòng",
        line_spacing,
    ),
    styled(
        "parts_style",
        "Phần, Chương, Mục",
        CLAUSE,
        lambda profile: profile.part,
        _part_pieces,
    ),
    styled(
        "parts_title",
        "Tiêu đề của phần, chương, mục",
        CLAUSE,
        lambda profile: profile.part_title,
        _part_titles,
    ),
    Check(
        "parts_place",
        "Vị trí phần, chương, mục",
        CLAUSE,
        lambda profile: "dòng riêng, canh giữa",
        parts_place,
    ),
    styled(
        "sections_style",
        "Đề mục I, II, III",
        CLAUSE,
        lambda profile: profile.section,
        _pieces_of(Kind.SECTION),
    ),
    styled(
        "clauses_style",
        "Khoản có tiêu đề",
        CLAUSE,
        lambda profile: profile.clause,
        _pieces_of(Kind.TITLED_CLAUSE),
    ),
    Check(
        "untitled_clauses",
        "Khoản không có tiêu đề",
        CLAUSE,
        lambda profile: "kiểu chữ đứng",
        untitled_clauses,
    ),
    Check(
        "articles",
        "Điều",
        CLAUSE,
        lambda profile: "“Điều 1.” kiểu chữ đứng, đậm, có dấu chấm sau số",
        articles,
    ),
    Check(
        "points",
        "Điểm",
        CLAUSE,
        lambda profile: "a), b), c), d), đ), e), g)… theo bảng chữ cái tiếng Việt, kiểu chữ đứng",
        points,
    ),
    Check(
        "end_mark",
        "Kết thúc nội dung",
        "mẫu văn bản, Phụ lục III",
        lambda profile: f"câu cuối kết thúc bằng “{END}”",
        end_mark,
        always,
    ),
)
