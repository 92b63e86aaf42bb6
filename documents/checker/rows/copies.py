"""The marks of a copy; its head is checked with that of the document (rows.head, rows.number)."""

from collections.abc import Iterator

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Seen
from documents.checker.profiles import Profile
from documents.checker.rows.looks import styled
from documents.checker.rows.number import NUMBER_FORM, shown
from documents.checker.words import COPIES

CLAUSE = "thể thức bản sao, Phụ lục I"


def symbol(sheet: Sheet, profile: Profile) -> Iterator[Seen]:
    """A copy has a number of its own, with the abbreviation of its form."""
    if copy := sheet.copy:
        text = copy.head.number.text if copy.head.number else "không có số"
        form = NUMBER_FORM.match(text)
        wanted = COPIES[copy.form.text.upper()]
        is_met = bool(form) and form["symbol"].startswith(f"{wanted}-")
        yield Seen(is_met, shown(text), copy.head.number or copy.form)


CHECKS = (
    styled(
        "copy_form",
        "Hình thức sao",
        CLAUSE,
        lambda profile: profile.copy_form,
        lambda sheet: [sheet.copy.form] if sheet.copy else [],
    ),
    Check(
        "copy_symbol",
        "Số, ký hiệu bản sao",
        CLAUSE,
        lambda profile: "có số riêng, ký hiệu mở đầu bằng SY, SL hoặc TrS theo hình thức sao",
        symbol,
    ),
)
