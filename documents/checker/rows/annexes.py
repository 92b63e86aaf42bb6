"""Annexes: their heads and their page numbers (Annex I, part III, item 1)."""

from collections.abc import Iterator

from documents.checker.elements import Pieces, Sheet
from documents.checker.findings import Check, Seen
from documents.checker.paper import Piece
from documents.checker.profiles import Profile
from documents.checker.rows.looks import CENTRED, centred, page_of, styled, text_centre
from documents.checker.rows.page import numbered

CLAUSE = "mục III.1, Phụ lục I"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def labels(sheet: Sheet) -> list[Piece]:
    return [annex.label for annex in sheet.annexes if annex.label]


def titles(sheet: Sheet) -> Pieces:
    return tuple(piece for annex in sheet.annexes for piece in annex.title)


def references(sheet: Sheet) -> Pieces:
    return tuple(piece for annex in sheet.annexes for piece in annex.reference)


def numbers(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Roman, from two annexes on."""
    labelled = [annex for annex in sheet.annexes if annex.label]
    for place, annex in enumerate(labelled, start=1):
        wanted = (roman(place),) if len(labelled) > 1 else ("", "I")
        yield Seen(annex.number in wanted, f"“{annex.label.text}”", annex.label)


def references_given(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for annex in sheet.annexes:
        found = annex.reference[0].text[:40] if annex.reference else "không có"
        yield Seen(bool(annex.reference), found, (*annex.reference, annex.label)[0])


def heads_place(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    for piece in (*labels(sheet), *titles(sheet), *references(sheet)):
        yield centred(piece, text_centre(sheet, page_of(sheet, piece)))


def page_numbers(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """Each annex from its own first page, which shows none."""
    for annex in sheet.annexes:
        first = sheet.page_numbers.get(annex.pages[0].number)
        if first:
            yield Seen(first.text == "1", f"“{first.text}” ở trang đầu phụ lục", first)
        yield from numbered(sheet, annex.pages)


def roman(value: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


CHECKS = (
    styled(
        "annex_label_style",
        "Từ “Phụ lục”",
        CLAUSE,
        lambda profile: profile.annex_label,
        labels,
    ),
    Check(
        "annex_numbers",
        "Số thứ tự phụ lục",
        CLAUSE,
        lambda profile: "chữ số La Mã, khi có từ hai phụ lục",
        numbers,
    ),
    styled(
        "annex_title_style",
        "Tiêu đề phụ lục",
        CLAUSE,
        lambda profile: profile.annex_title,
        titles,
    ),
    Check(
        "annex_reference",
        "Chỉ dẫn “Kèm theo”",
        CLAUSE,
        lambda profile: "“(Kèm theo Văn bản số … ngày … tháng … năm … của …)”",
        references_given,
    ),
    styled(
        "annex_reference_style",
        "Kiểu chữ chỉ dẫn",
        CLAUSE,
        lambda profile: profile.annex_reference,
        references,
    ),
    Check(
        "annex_place",
        "Vị trí phần đầu phụ lục",
        CLAUSE,
        lambda profile: f"canh giữa (± {CENTRED} mm)",
        heads_place,
    ),
    Check(
        "annex_page_numbers",
        "Số trang của phụ lục",
        "mục I.7 và III.1, Phụ lục I",
        lambda profile: "từng phụ lục đánh số trang riêng",
        page_numbers,
    ),
)
