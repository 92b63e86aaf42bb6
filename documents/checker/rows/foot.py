"""Boxes 7 and 9b: whoever signs, and recipients (Annex I, part II, items 7 and 9)."""

import re
from collections.abc import Iterator

from documents.checker.elements import Pieces, Sheet, text_of
from documents.checker.findings import Check, Seen, always
from documents.checker.paper import Piece
from documents.checker.profiles import Profile, number
from documents.checker.rows.looks import CENTRED, LEVEL, centred, level, styled
from documents.checker.words import AUTHORITY, is_upper

SIGNING, RECIPIENTS = "mục II.7, Phụ lục I", "mục II.9, Phụ lục I"
DRAFTING = "mục III.3, Phụ lục I"
FLUSH = 1  # mm
AUTHORITY_FORM = re.compile(r"^(TM|KT|TL|TUQ|Q)\. \S")
LEARNED = re.compile(
    r"^(GS|PGS|TS|TSKH|ThS|BS|KS|CN|NGND|NGƯT|TTND|TTƯT|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ)\b"
)


def office_form(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in sheet.foot.offices:
        if AUTHORITY.match(piece.text):
            yield Seen(bool(AUTHORITY_FORM.match(piece.text)), piece.text, piece)


def signers_name(sheet: Sheet) -> Pieces:
    """Without the other office that may stand above it."""
    plain = tuple(piece for piece in sheet.foot.name if not is_upper(piece.text))
    return plain or sheet.foot.name


def name_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in sheet.foot.name:
        yield centred(piece, sheet.foot.offices[-1].centre)


def name_titles(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if name := signers_name(sheet):
        yield Seen(not LEARNED.match(name[0].text), text_of(name), name[0])


def signature_room(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.foot.name:
        room = sheet.foot.name[0].baseline - sheet.foot.offices[-1].baseline
        yield Seen(room >= profile.signature_room, f"{number(room)} mm", sheet.foot.name[0])


def recipients_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.body.left is not None:
        dashed = [piece for piece in sheet.foot.recipients if piece.text.startswith("-")]
        for piece in filter(None, (sheet.foot.label, *dashed)):
            off = piece.left - sheet.body.left
            found = "sát lề trái" if abs(off) <= FLUSH else f"cách lề trái {number(off)} mm"
            yield Seen(abs(off) <= FLUSH, found, piece)


def recipients_marks(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    items = list(_items(sheet.foot.recipients))
    for item in items:
        text = text_of(item)
        mark = "." if item is items[-1] else ";"
        yield Seen(text.startswith("- ") and text.endswith(mark), f"“{text}”", item[0])


def recipients_last(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    *_, last = (None, *_items(sheet.foot.recipients))
    if last:
        yield Seen(text_of(last).startswith("- Lưu:"), f"“{text_of(last)}”", last[0])


def recipients_level(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Under minutes the secretary signs there, and recipients stand below."""
    if sheet.foot.label and sheet.foot.offices and not sheet.foot.secretary:
        yield level(sheet.foot.label, sheet.foot.offices[0])


def drafting_mark_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Below the recipients, in the right half of the room that they take."""
    mark, listed = sheet.foot.drafting_mark, sheet.foot.recipients
    if mark and listed:
        left, right = min(one.left for one in listed), max(one.right for one in listed)
        off = mark.centre - (left + right) / 2
        is_low = mark.baseline >= listed[-1].baseline - LEVEL
        place = "dưới" if is_low else "trên"
        side = "phải" if off > 0 else "trái"
        found = f"{place} dòng cuối, lệch {side} {number(abs(off))} mm so với giữa nơi nhận"
        yield Seen(is_low and off > 0, found, mark)


def _items(pieces: Pieces) -> Iterator[list[Piece]]:
    """The lines of each recipient."""
    item: list[Piece] = []
    for piece in pieces:
        if item and piece.text.startswith("-"):
            yield item
            item = []
        item.append(piece)
    if item:
        yield item


CHECKS = (
    styled(
        "office_style",
        "Quyền hạn, chức vụ người ký",
        SIGNING,
        lambda profile: profile.office,
        lambda sheet: (*sheet.foot.secretary, *sheet.foot.offices),
        needed=always,
    ),
    Check(
        "office_form",
        "TM., KT., TL., TUQ., Q.",
        SIGNING,
        lambda profile: "chữ viết tắt có dấu chấm và cách chữ trước chức vụ",
        office_form,
    ),
    styled("name_style", "Họ tên người ký", SIGNING, lambda profile: profile.name, signers_name),
    Check(
        "name_place",
        "Vị trí họ tên",
        SIGNING,
        lambda profile: f"canh giữa dưới chức vụ (± {CENTRED} mm)",
        name_place,
    ),
    Check(
        "name_titles",
        "Học hàm, học vị",
        SIGNING,
        lambda profile: "không ghi trước họ tên",
        name_titles,
    ),
    Check(
        "signature_room",
        "Chỗ ký, đóng dấu",
        "mục II.7 và II.8, Phụ lục I",
        lambda profile: f"ít nhất {number(profile.signature_room)} mm từ chức vụ đến họ tên",
        signature_room,
    ),
    styled(
        "recipients_label",
        "Từ “Nơi nhận:”",
        RECIPIENTS,
        lambda profile: profile.recipients_label,
        lambda sheet: [sheet.foot.label],
        needed=always,
    ),
    styled(
        "recipients_style",
        "Danh sách nơi nhận",
        RECIPIENTS,
        lambda profile: profile.recipients,
        lambda sheet: sheet.foot.recipients,
    ),
    Check(
        "recipients_place",
        "Vị trí nơi nhận",
        RECIPIENTS,
        lambda profile: "sát lề trái",
        recipients_place,
    ),
    Check(
        "recipients_marks",
        "Dấu câu của nơi nhận",
        RECIPIENTS,
        lambda profile: "đầu dòng “- ”, cuối dòng “;”, dòng cuối “.”",
        recipients_marks,
    ),
    Check(
        "recipients_last",
        "Nơi lưu",
        RECIPIENTS,
        lambda profile: "dòng cuối cùng là “- Lưu:”",
        recipients_last,
    ),
    Check(
        "recipients_level",
        "Nơi nhận và chức vụ người ký",
        "mục II.9 và IV, Phụ lục I",
        lambda profile: "trên cùng một dòng",
        recipients_level,
    ),
    styled(
        "drafting_mark_style",
        "Ký hiệu người soạn thảo, số lượng bản",
        DRAFTING,
        lambda profile: profile.drafting_mark,
        lambda sheet: [sheet.foot.drafting_mark],
    ),
    Check(
        "drafting_mark_place",
        "Vị trí ký hiệu người soạn thảo",
        "mục III.3 và IV, Phụ lục I",
        lambda profile: "góc dưới, bên phải của nơi nhận",
        drafting_mark_place,
    ),
)
