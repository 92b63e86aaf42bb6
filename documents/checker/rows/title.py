"""Boxes 5 and 9a: type, subject, addressees (Annex I, part II, items 5 and 9)."""

from collections.abc import Iterator

from documents.checker.elements import Pieces, Sheet
from documents.checker.findings import Check, Seen, always
from documents.checker.paper import MILLIMETRES_OF_A_POINT, Piece
from documents.checker.profiles import Profile
from documents.checker.rows.looks import BY_EYE, CENTRED, centred, page_of, short_ruled, styled

COLON = 0.278  # of the size: the width of “:” in Times New Roman
ALIGNED = 2  # mm
RULE_WITHIN = 8  # mm below the last line of the subject


def kind(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.title.kind_line:
        yield Seen(True, sheet.title.kind, sheet.title.kind_line)
    elif sheet.head.letter_subject:
        yield Seen(True, "công văn, có “V/v” dưới số", sheet.head.letter_subject[0])


def kind_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if piece := sheet.title.kind_line:
        yield centred(piece, sheet.body.centre)


def subject_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in sheet.title.subject:
        yield centred(piece, sheet.body.centre)


def subject_rule(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if lines := sheet.title.subject:
        rule = page_of(sheet, lines[-1]).rule_below(lines[-1], within=RULE_WITHIN)
        yield short_ruled(lines, rule, profile)


def letter_subject_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.head.number:
        for piece in sheet.head.letter_subject:
            yield centred(piece, sheet.head.number.centre, BY_EYE)


def addressees_form(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """One on the line of “Kính gửi:”; several in lines that begin with a dash."""
    if pieces := sheet.title.addressees:
        first, *others = pieces
        dashed = [piece for piece in others if piece.text.startswith("-")]
        if dashed:
            yield from _several(first, dashed, pieces)
        else:
            is_met = first.text.startswith("Kính gửi: ")
            yield Seen(is_met, first.text, first)


def _several(first: Piece, dashed: list[Piece], pieces: Pieces) -> Iterator[Seen]:
    yield Seen(first.text == "Kính gửi:", first.text, first)
    for one, after in zip(dashed, [*dashed[1:], None], strict=True):
        end = pieces[pieces.index(after) - 1] if after else pieces[-1]
        mark = ";" if after else "."
        is_met = one.text.startswith("- ") and end.text.endswith(mark)
        yield Seen(is_met, f"“{end.text[-40:]}”", end)


def addressees_aligned(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if pieces := sheet.title.addressees:
        colon = pieces[0].right - COLON * pieces[0].size * MILLIMETRES_OF_A_POINT
        for piece in pieces[1:]:
            if piece.text.startswith("-"):
                is_met = abs(piece.left - colon) <= ALIGNED
                yield Seen(is_met, "thẳng dưới dấu hai chấm" if is_met else "lệch", piece)


def has_kind(sheet: Sheet) -> bool:
    return bool(sheet.title.kind)


CHECKS = (
    Check(
        "kind",
        "Tên loại văn bản",
        "mục II.5, Phụ lục I",
        lambda profile: "có tên loại, hoặc “V/v” dưới số của công văn",
        kind,
        always,
    ),
    styled(
        "kind_style",
        "Kiểu chữ tên loại",
        "mục II.5, Phụ lục I",
        lambda profile: profile.kind,
        lambda sheet: [sheet.title.kind_line],
    ),
    Check(
        "kind_place",
        "Vị trí tên loại",
        "mục II.5, Phụ lục I",
        lambda profile: f"canh giữa (± {CENTRED} mm)",
        kind_place,
    ),
    styled(
        "subject_style",
        "Trích yếu nội dung",
        "mục II.5, Phụ lục I",
        lambda profile: profile.subject,
        lambda sheet: sheet.title.subject,
        needed=has_kind,
    ),
    Check(
        "subject_place",
        "Vị trí trích yếu",
        "mục II.5, Phụ lục I",
        lambda profile: f"canh giữa, ngay dưới tên loại (± {CENTRED} mm)",
        subject_place,
    ),
    Check(
        "subject_rule",
        "Đường kẻ dưới trích yếu",
        "mục II.5, Phụ lục I",
        lambda profile: "nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân đối",
        subject_rule,
    ),
    styled(
        "letter_subject_style",
        "Trích yếu công văn",
        "mục II.5, Phụ lục I",
        lambda profile: profile.letter_subject,
        lambda sheet: sheet.head.letter_subject,
    ),
    Check(
        "letter_subject_place",
        "Vị trí trích yếu công văn",
        "mục II.5, Phụ lục I",
        lambda profile: f"canh giữa dưới số, ký hiệu (± {BY_EYE} mm)",
        letter_subject_place,
    ),
    Check(
        "addressees_form",
        "Kính gửi",
        "mục II.9, Phụ lục I",
        lambda profile: (
            "một nơi: cùng dòng; nhiều nơi: mỗi nơi một dòng, đầu dòng “- ”, "
            "cuối dòng “;”, dòng cuối “.”"
        ),
        addressees_form,
    ),
    Check(
        "addressees_aligned",
        "Gạch đầu dòng Kính gửi",
        "mục II.9, Phụ lục I",
        lambda profile: "thẳng hàng dưới dấu hai chấm",
        addressees_aligned,
    ),
    styled(
        "addressees_style",
        "Kiểu chữ Kính gửi",
        "mục II.9, Phụ lục I",
        lambda profile: profile.addressees,
        lambda sheet: sheet.title.addressees,
    ),
)
