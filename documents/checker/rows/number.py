"""Boxes 3 and 4: number and symbol, place and date (Annex I, part II, items 3 and 4)."""

import re
from collections.abc import Iterator

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Seen, always
from documents.checker.paper import Piece
from documents.checker.profiles import Profile
from documents.checker.rows.looks import BY_EYE, centred, level, styled
from documents.checker.words import ABBREVIATIONS, ALL_ABBREVIATIONS, BLANK, is_upper

NUMBER_FORM = re.compile(rf"^Số:\s{BLANK}(?P<number>\d{{0,6}}){BLANK}/(?P<symbol>\S+)$")
DATE_FORM = re.compile(
    rf"^(?P<place>\S.*), ngày{BLANK}(?P<day>\d*){BLANK}"
    rf"tháng{BLANK}(?P<month>\d*){BLANK}năm\s(?P<year>\d{{4}})$"
)
DAY = re.compile(r"0[1-9]|[12]\d|3[01]|")
MONTH = re.compile(r"0[12]|[3-9]|1[0-2]|")


def number_form(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in numbers(sheet):
        form = NUMBER_FORM.match(piece.text)
        yield Seen(bool(form) and _is_symbol(form["symbol"]), shown(piece.text), piece)


def number_zero(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in numbers(sheet):
        form = NUMBER_FORM.match(piece.text)
        if form and (digits := form["number"]):
            yield Seen(digits == f"{int(digits):02d}", f"số {digits}", piece)


def symbol_kind(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """The abbreviation of the type; a letter has neither type nor abbreviation."""
    form = sheet.head.number and NUMBER_FORM.match(sheet.head.number.text)
    if form:
        first = form["symbol"].partition("-")[0]
        wanted = ABBREVIATIONS.get(sheet.title.kind)
        is_met = first == wanted if wanted else first not in ALL_ABBREVIATIONS
        kind = sheet.title.kind or "công văn"
        yield Seen(is_met, f"ký hiệu {form['symbol']}, tên loại {kind}", sheet.head.number)


def number_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for head in sheet.heads:
        if head.number and head.issuer:
            yield centred(head.number, head.issuer[-1].centre, BY_EYE)


def number_date_level(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for head in sheet.heads:
        if head.number and head.date:
            yield level(head.number, head.date)


def date_form(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in dates(sheet):
        yield Seen(bool(DATE_FORM.match(piece.text)), shown(piece.text), piece)


def date_zeros(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in dates(sheet):
        if form := DATE_FORM.match(piece.text):
            is_met = bool(DAY.fullmatch(form["day"]) and MONTH.fullmatch(form["month"]))
            day, month = form["day"] or "để trống", form["month"] or "để trống"
            yield Seen(is_met, f"ngày {day}, tháng {month}", piece)


def date_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    above = sheet.head.motto or sheet.head.nation
    if sheet.head.date and above:
        yield centred(sheet.head.date, above.centre, BY_EYE)


def numbers(sheet: Sheet) -> list[Piece]:
    return [head.number for head in sheet.heads if head.number]


def dates(sheet: Sheet) -> list[Piece]:
    return [head.date for head in sheet.heads if head.date]


def has_date(sheet: Sheet) -> bool:
    """Minutes say in their text where and when."""
    return not sheet.is_minutes


def _is_symbol(symbol: str) -> bool:
    groups = re.split(r"[-/.]", symbol)
    return all(group and (is_upper(group) or group in ALL_ABBREVIATIONS) for group in groups)


def shown(text: str) -> str:
    """Blanks of a draft as one."""
    return " ".join(text.split())


CHECKS = (
    Check(
        "number_form",
        "Số, ký hiệu",
        "mục II.3, Phụ lục I",
        lambda profile: "“Số: 07/KH-UBND”: sau “Số” có dấu hai chấm, giữa các nhóm không cách chữ",
        number_form,
        always,
    ),
    Check(
        "number_zero",
        "Số nhỏ hơn 10",
        "mục II.3, Phụ lục I",
        lambda profile: "ghi thêm số 0 phía trước",
        number_zero,
    ),
    Check(
        "symbol_kind",
        "Chữ viết tắt tên loại",
        "mục II.3, Phụ lục I và mục I, Phụ lục III",
        lambda profile: "ký hiệu mở đầu bằng chữ viết tắt của tên loại; công văn thì không",
        symbol_kind,
    ),
    styled(
        "number_style",
        "Kiểu chữ số, ký hiệu",
        "mục II.3, Phụ lục I",
        lambda profile: profile.number,
        numbers,
    ),
    Check(
        "number_place",
        "Vị trí số, ký hiệu",
        "mục II.3, Phụ lục I",
        lambda profile: f"canh giữa dưới tên cơ quan (± {BY_EYE} mm)",
        number_place,
    ),
    Check(
        "number_date_level",
        "Số và ngày ban hành",
        "mục II.4, Phụ lục I",
        lambda profile: "trên cùng một dòng",
        number_date_level,
    ),
    Check(
        "date_form",
        "Địa danh và thời gian",
        "mục II.4, Phụ lục I",
        lambda profile: "“Quảng Ngãi, ngày 05 tháng 01 năm 2026”",
        date_form,
        has_date,
    ),
    Check(
        "date_zeros",
        "Số 0 trong ngày, tháng",
        "mục II.4, Phụ lục I",
        lambda profile: "ngày nhỏ hơn 10, tháng 1 và tháng 2 ghi thêm số 0; tháng khác thì không",
        date_zeros,
    ),
    styled(
        "date_style",
        "Kiểu chữ địa danh, thời gian",
        "mục II.4, Phụ lục I",
        lambda profile: profile.date,
        dates,
    ),
    Check(
        "date_place",
        "Vị trí địa danh, thời gian",
        "mục II.4, Phụ lục I",
        lambda profile: f"canh giữa dưới Tiêu ngữ (± {BY_EYE} mm)",
        date_place,
    ),
)
