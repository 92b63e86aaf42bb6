"""Box 13: address and other ways to the issuer (Annex I, part III, item 4)."""

from collections.abc import Iterator

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Seen
from documents.checker.profiles import Profile, number
from documents.checker.rows.looks import styled

CLAUSE, PLACE = "mục III.4, Phụ lục I", "mục III.4 và IV, Phụ lục I"
FLUSH = 1  # mm


def contacts_rule(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """As wide as the text, whose edges are known where it has lines enough."""
    left, right = sheet.body.left, sheet.body.right
    for contacts in sheet.contacts:
        first, rule = contacts.pieces[0], contacts.rule
        if rule is None:
            yield Seen(False, "không có đường kẻ", first)
        elif left is not None and right is not None:
            is_met = abs(rule.left - left) <= FLUSH and abs(rule.right - right) <= FLUSH
            text = f"dài {number(rule.length)} mm, phần chữ rộng {number(right - left)} mm"
            yield Seen(is_met, text, first)


def contacts_page(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for contacts in sheet.contacts:
        first = contacts.pieces[0]
        yield Seen(first.page == 1, f"cuối trang {first.page}", first)


CHECKS = (
    styled(
        "contacts_style",
        "Địa chỉ, liên hệ của cơ quan",
        CLAUSE,
        lambda profile: profile.contacts,
        lambda sheet: [piece for contacts in sheet.contacts for piece in contacts.pieces],
    ),
    Check(
        "contacts_rule",
        "Đường kẻ trên địa chỉ",
        CLAUSE,
        lambda profile: "nét liền, dài hết chiều ngang phần chữ",
        contacts_rule,
    ),
    Check(
        "contacts_page",
        "Vị trí địa chỉ",
        PLACE,
        lambda profile: "cuối trang thứ nhất",
        contacts_page,
    ),
)
