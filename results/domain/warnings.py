"""What looks implausible in a figure. It may be right: nothing is refused, a note explains it."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from campaigns.enums import CombinationRule
from core.vietnamese.numbers import format_number
from results.enums import AnswerKind
from results.models import Figure
from results.models.figure import COLUMNS

LEAP = 10  # times what the unit stated for the period before


def unexplained_in(revision_ids: Collection[int]) -> Counter[int]:
    """How many figures of each revision are warned of without a note. Two queries."""
    silent = Figure.objects.filter(revision__in=revision_ids, answer=AnswerKind.VALUE, note="")
    figures = list(silent.select_related("indicator", "period").order_by())
    before = _previous_of(figures)
    return Counter(
        figure.revision_id
        for figure in figures
        if warnings_of(figure, before.get((figure.unit_id, figure.indicator_id, figure.period_id)))
    )


def _previous_of(figures: list[Figure]) -> dict[tuple[int, int, int], Figure]:
    """What each unit stated for the period before, by unit, indicator and the later period."""
    stated = Figure.objects.counted().filter(
        unit__in={figure.unit_id for figure in figures},
        period__campaign__in={figure.period.campaign_id for figure in figures},
    )
    by_unit: dict[tuple[int, int, int], list[Figure]] = {}
    for one in stated.select_related("period").order_by("period__ordinal"):
        key = (one.unit_id, one.indicator_id, one.period.campaign_id)
        by_unit.setdefault(key, []).append(one)
    return {
        (figure.unit_id, figure.indicator_id, figure.period_id): one
        for figure in figures
        for one in by_unit[figure.unit_id, figure.indicator_id, figure.period.campaign_id]
        if one.period.ordinal < figure.period.ordinal
    }


def warnings_of(figure: Figure, previous: Figure | None) -> list[str]:
    """Sentences on a part above its whole, a cumulative number that falls, a number that leaps.

    `previous` is what the unit stated for the period before; without it nothing is compared.
    """
    if figure.answer != AnswerKind.VALUE:
        return []
    found = [_above_whole(figure)]
    if previous and previous.answer == AnswerKind.VALUE:
        found += [_fallen(figure, previous), _leapt(figure, previous)]
    return [sentence for sentence in found if sentence]


def _above_whole(figure: Figure) -> str:
    if None in (figure.part, figure.whole) or figure.part <= figure.whole:
        return ""
    return f"Số thực hiện lớn hơn tổng số ({_pair(figure.part, figure.whole, 'so với')})."


def _fallen(figure: Figure, previous: Figure) -> str:
    """Of a number that each period states anew for the year so far; a percentage always is."""
    is_cumulative = figure.indicator.part_rule == CombinationRule.LATEST
    now, before = figure.percent, previous.percent
    if is_cumulative and now is None:
        now, before = figure.part, previous.part
    if None in (now, before) or now >= before:
        return ""
    return f"Số lũy kế giảm so với kỳ trước ({_pair(before, now)})."


def _leapt(figure: Figure, previous: Figure) -> str:
    for column in COLUMNS:
        now, before = getattr(figure, column), getattr(previous, column)
        if now and before and now >= LEAP * before:
            return f"Gấp từ {LEAP} lần kỳ trước trở lên ({_pair(before, now)})."
    return ""


def _pair(one: Decimal, other: Decimal, between: str = "→") -> str:
    return f"{format_number(one)} {between} {format_number(other)}"
