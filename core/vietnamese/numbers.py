"""Numbers as Vietnamese people write and read them: 1.234,5.

Dots separate thousands and a comma precedes the decimals, of which there are at most two: what
was typed is then exactly what is printed.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LIMIT = Decimal(10) ** 12
_DECIMALS = 2

_SPACES = "\u00a0\u202f"  # no-break spaces, as spreadsheets and word processors group with them
_NUMBER = re.compile(
    r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,[0-9]{1,2})?"
)
_DIGITS_AND_MARKS = re.compile(r"-?[0-9][0-9., ]*")


class NumberProblem(StrEnum):
    """Why a typed number was refused."""

    INVALID = "invalid"
    AMBIGUOUS = "ambiguous"
    TOO_LARGE = "too_large"


_MESSAGES = {
    NumberProblem.INVALID: "Hãy nhập một số, ví dụ 1.234 hoặc 98,6.",
    NumberProblem.AMBIGUOUS: (
        "Không rõ số này là bao nhiêu. Dấu chấm chỉ dùng để tách hàng nghìn, "
        "phần thập phân viết sau dấu phẩy và có nhiều nhất hai chữ số, ví dụ 1.234,5."
    ),
    NumberProblem.TOO_LARGE: "Số quá lớn: phải nhỏ hơn 1.000.000.000.000 (một nghìn tỷ).",
}


class NumberError(ValueError):
    """A typed number that is not understood; its text is what the person reads at the field."""

    def __init__(self, code: NumberProblem) -> None:
        super().__init__(_MESSAGES[code])
        self.code = code


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """Give "1.234,5": rounded half up to two decimals and without trailing zeros.

    With places, exactly that many decimals are shown.
    """
    step = Decimal(1).scaleb(-(_DECIMALS if places is None else places))
    rounded = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    whole, _, decimals = f"{rounded or abs(rounded):,f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def parse_number(text: str) -> Decimal:
    """Read "1.234,5", "1234,5", "1 234" or "-5", of less than 10^12 either way.

    Raises NumberError for everything else, and above all for what two people could read as two
    numbers: in "1.23" the dot separates no thousands, "1,234" is 1234 to whoever writes English.
    """
    typed = text.strip().translate(dict.fromkeys(map(ord, _SPACES), " "))
    if not _NUMBER.fullmatch(typed):
        has_digits_only = _DIGITS_AND_MARKS.fullmatch(typed)
        raise NumberError(NumberProblem.AMBIGUOUS if has_digits_only else NumberProblem.INVALID)
    value = Decimal(re.sub(r"[. ]", "", typed).replace(",", "."))
    if abs(value) >= LIMIT:
        raise NumberError(NumberProblem.TOO_LARGE)
    return value


def counted(number: int) -> str:
    """Give a count for running prose: "05 tập thể", "12 cá nhân", "1.466 tin, bài", "0 vụ".

    A leading zero keeps a digit from being added by hand in front of a number below ten.
    """
    return f"{number:02d}" if 0 < number < 10 else format_number(number)
