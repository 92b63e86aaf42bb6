"""Percentages, exact until they are printed.

Printed with at most two decimals and a decimal comma. Rounding is to the nearest hundredth, half
up, unless that would carry the value onto or over a mark it has to be compared with: 99,996% is
not 100% and is printed as 99,99%.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from core.vietnamese.numbers import format_number

NO_PERCENT = "–"
_ALL = Decimal(100)


def percent(part: Decimal, whole: Decimal) -> Fraction:
    """Give part over whole in percent, exact. Raises ZeroDivisionError where the whole is zero."""
    return Fraction(part) * 100 / Fraction(whole)


def round_percent(value: Fraction, thresholds: Iterable[Decimal] = ()) -> Decimal:
    """Round a percentage to hundredths so that it stays on its side of each threshold and of 100.

    Thresholds are in percent, with at most two decimals. Should two of them lie a single
    hundredth apart, nothing can be printed between them and the value is rounded down.
    """
    marks = (*thresholds, _ALL)
    hundredths = value * 100
    candidates = (
        math.floor(hundredths + Fraction(1, 2)),
        math.floor(hundredths),
        math.ceil(hundredths),
    )
    rounded = [Decimal(candidate).scaleb(-2) for candidate in candidates]
    faithful = (one for one in rounded if all(_same_side(one, value, mark) for mark in marks))
    return next(faithful, rounded[1])


def percent_text(part: Decimal, whole: Decimal, thresholds: Iterable[Decimal] = ()) -> str:
    """Give "98,6%", rounded by round_percent(); a dash where the whole is zero."""
    if not whole:
        return NO_PERCENT
    return f"{format_number(round_percent(percent(part, whole), thresholds))}%"


def _same_side(rounded: Decimal, value: Fraction, mark: Decimal) -> bool:
    return (rounded < mark) == (value < mark) and (rounded > mark) == (value > mark)
