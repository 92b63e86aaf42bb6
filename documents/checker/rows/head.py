"""Boxes 1 and 2: nation and motto, issuer (Annex I, part II, items 1 and 2)."""

from collections.abc import Iterator

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Seen, always
from documents.checker.profiles import Profile, Range
from documents.checker.rows.looks import (
    CENTRED,
    centred,
    level,
    page_of,
    ruled,
    short_ruled,
    styled,
)
from documents.checker.words import MOTTO, NATION

WHOLE = Range(0.95, 1.05)  # a line as long as its text


def heads_level(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    owners = (*sheet.head.superior, *sheet.head.issuer)
    if owners and sheet.head.nation:
        yield level(owners[0], sheet.head.nation)


def nation_text(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if piece := sheet.head.nation:
        yield Seen(piece.text.upper() == NATION, piece.text, piece)


def motto_text(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if piece := sheet.head.motto:
        yield Seen(piece.text == MOTTO, piece.text, piece)


def motto_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if sheet.head.motto and sheet.head.nation:
        yield centred(sheet.head.motto, sheet.head.nation.centre)


def motto_rule(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    if piece := sheet.head.motto:
        rule = page_of(sheet, piece).rule_below(piece)
        yield ruled(piece, rule, WHOLE, piece.width)


def issuer_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    first, *others = (*sheet.head.superior, *sheet.head.issuer, None)
    for piece in others[:-1]:
        yield centred(piece, first.centre)


def issuer_rule(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for head in sheet.heads:
        if lines := head.issuer:
            rule = page_of(sheet, lines[-1]).rule_below(lines[-1])
            yield short_ruled(lines, rule, profile)


CHECKS = (
    Check(
        "heads_level",
        "Hai phần đầu văn bản",
        "mục II.2 và IV, Phụ lục I",
        lambda profile: "tên cơ quan và Quốc hiệu trên cùng một dòng",
        heads_level,
    ),
    Check(
        "nation_text",
        "Quốc hiệu",
        "mục II.1, Phụ lục I",
        lambda profile: NATION,
        nation_text,
        always,
    ),
    styled(
        "nation_style",
        "Kiểu chữ Quốc hiệu",
        "mục II.1, Phụ lục I",
        lambda profile: profile.nation,
        lambda sheet: [sheet.head.nation],
    ),
    Check(
        "motto_text", "Tiêu ngữ", "mục II.1, Phụ lục I", lambda profile: MOTTO, motto_text, always
    ),
    styled(
        "motto_style",
        "Kiểu chữ Tiêu ngữ",
        "mục II.1, Phụ lục I",
        lambda profile: profile.motto,
        lambda sheet: [sheet.head.motto],
    ),
    Check(
        "motto_place",
        "Vị trí Tiêu ngữ",
        "mục II.1, Phụ lục I",
        lambda profile: f"canh giữa dưới Quốc hiệu (± {CENTRED} mm)",
        motto_place,
    ),
    Check(
        "motto_rule",
        "Đường kẻ dưới Tiêu ngữ",
        "mục II.1, Phụ lục I",
        lambda profile: "nét liền, dài bằng dòng chữ",
        motto_rule,
    ),
    styled(
        "superior_style",
        "Cơ quan chủ quản trực tiếp",
        "mục II.2, Phụ lục I",
        lambda profile: profile.superior,
        lambda sheet: [piece for head in sheet.heads for piece in head.superior],
    ),
    styled(
        "issuer_style",
        "Cơ quan ban hành",
        "mục II.2, Phụ lục I",
        lambda profile: profile.issuer,
        lambda sheet: [piece for head in sheet.heads for piece in head.issuer],
        needed=always,
    ),
    Check(
        "issuer_place",
        "Vị trí tên cơ quan",
        "mục II.2, Phụ lục I",
        lambda profile: f"các dòng canh giữa dưới nhau (± {CENTRED} mm)",
        issuer_place,
    ),
    Check(
        "issuer_rule",
        "Đường kẻ dưới tên cơ quan",
        "mục II.2, Phụ lục I",
        lambda profile: "nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân đối",
        issuer_rule,
    ),
)
