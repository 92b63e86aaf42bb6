"""Boxes 10b and 11: urgency and circulation, in frames (Annex I, part III, item 2)."""

from collections.abc import Iterator

from documents.checker.elements import Mark, Sheet
from documents.checker.findings import Check, Seen
from documents.checker.marks import words_of
from documents.checker.paper import Frame, Ink
from documents.checker.profiles import Profile, number
from documents.checker.rows.looks import styled
from documents.checker.words import URGENCIES

CLAUSE, PLACE = "mục III.2, Phụ lục I", "mục III.2 và IV, Phụ lục I"
FRAME_SLACK = 1  # mm: the thickness of lines, and what printers round
BALANCED = 1  # mm
NO_FRAME = "không có khung"


def urgency_frame(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if mark := sheet.marks.urgency:
        width, height = URGENCIES[words_of(mark.piece.text)], profile.urgency_height
        frame = mark.frame
        is_met = frame is not None and (
            abs(frame.width - width) <= FRAME_SLACK and abs(frame.height - height) <= FRAME_SLACK
        )
        yield Seen(is_met, f"{mark.piece.text}: {_size(frame)}", mark.piece)


def urgency_balance(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    yield from _balance(sheet.marks.urgency)


def urgency_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """On the left, under the number, and under the subject of a letter."""
    head = sheet.head
    above = [*head.letter_subject, *([head.number] if head.number else [])]
    if (mark := sheet.marks.urgency) and above:
        is_left = mark.piece.right < sheet.main[0].width / 2
        below = mark.piece.baseline - max(piece.baseline for piece in above)
        side = "bên trái" if is_left else "không ở bên trái"
        yield Seen(is_left and below > 0, f"{side}, {_below(below)}", mark.piece)


def urgency_colour(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if mark := sheet.marks.urgency:
        is_red = mark.piece.is_all_in(Ink.RED)
        yield Seen(is_red, "màu đỏ tươi" if is_red else "không phải màu đỏ tươi", mark.piece)


def circulation_frame(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if mark := sheet.marks.circulation:
        yield Seen(mark.frame is not None, _size(mark.frame), mark.piece)


def circulation_balance(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    yield from _balance(sheet.marks.circulation)


def circulation_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Right of the middle of the page, above whatever stands inside the margin."""
    if mark := sheet.marks.circulation:
        bottom = mark.frame.bottom if mark.frame else mark.piece.baseline
        is_right = mark.piece.left > sheet.main[0].width / 2
        side = "bên phải" if is_right else "không ở bên phải"
        is_high = bottom <= profile.top.high
        yield Seen(is_right and is_high, f"{side}, cách mép trên {number(bottom)} mm", mark.piece)


def _balance(mark: Mark | None) -> Iterator[Seen]:
    """How far the words stand from the middle of their frame."""
    if mark and mark.frame:
        across = abs(mark.piece.centre - mark.frame.centre)
        down = abs(mark.piece.middle - mark.frame.middle)
        found = f"lệch ngang {number(across)} mm, lệch dọc {number(down)} mm"
        yield Seen(max(across, down) <= BALANCED, found, mark.piece)


def _size(frame: Frame | None) -> str:
    return f"{number(frame.width)} × {number(frame.height)} mm" if frame else NO_FRAME


def _below(distance: float) -> str:
    return f"{'dưới' if distance > 0 else 'trên'} số, ký hiệu {number(abs(distance))} mm"


def _frames(profile: Profile) -> str:
    height = number(profile.urgency_height)
    return "; ".join(f"{words} {width} × {height} mm" for words, width in URGENCIES.items())


CHECKS = (
    styled(
        "urgency_style",
        "Dấu chỉ mức độ khẩn",
        CLAUSE,
        lambda profile: profile.urgency,
        lambda sheet: [sheet.marks.urgency and sheet.marks.urgency.piece],
    ),
    Check("urgency_frame", "Khung dấu chỉ mức độ khẩn", CLAUSE, _frames, urgency_frame),
    Check(
        "urgency_balance",
        "Chữ trong khung dấu chỉ mức độ khẩn",
        CLAUSE,
        lambda profile: f"cân đối giữa khung (± {BALANCED} mm)",
        urgency_balance,
    ),
    Check(
        "urgency_place",
        "Vị trí dấu chỉ mức độ khẩn",
        PLACE,
        lambda profile: "bên trái, dưới số, ký hiệu (công văn: dưới trích yếu)",
        urgency_place,
    ),
    Check(
        "urgency_colour",
        "Màu dấu chỉ mức độ khẩn",
        CLAUSE,
        lambda profile: "màu đỏ tươi",
        urgency_colour,
    ),
    styled(
        "circulation_style",
        "Chỉ dẫn phạm vi lưu hành",
        CLAUSE,
        lambda profile: profile.circulation,
        lambda sheet: [sheet.marks.circulation and sheet.marks.circulation.piece],
    ),
    Check(
        "circulation_frame",
        "Khung chỉ dẫn phạm vi lưu hành",
        CLAUSE,
        lambda profile: "khung hình chữ nhật viền đơn",
        circulation_frame,
    ),
    Check(
        "circulation_balance",
        "Chữ trong khung chỉ dẫn phạm vi lưu hành",
        CLAUSE,
        lambda profile: f"cân đối giữa khung (± {BALANCED} mm)",
        circulation_balance,
    ),
    Check(
        "circulation_place",
        "Vị trí chỉ dẫn phạm vi lưu hành",
        PLACE,
        lambda profile: f"bên phải, trong lề trên ({number(profile.top.high)} mm)",
        circulation_place,
    ),
)
