"""One target over all units: the figures beside one another, those far from the others first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from campaigns.domain.reporting import units_answering
from campaigns.models import Criterion, Period, Target
from results.arithmetic.spread import Spread, spread_of
from results.domain.sheet import Row, row_of_figure
from results.domain.tallies import measured
from results.domain.wording import STATE_TONES, difference_text, value_text
from results.enums import SubmissionState
from results.models import Figure, Submission
from units.models import Unit

HEADS = (
    "Đơn vị",
    "Số liệu kỳ này",
    "Giá trị so sánh",
    "Kỳ trước",
    "Lệch so với trung vị",
    "Lệch xa",
    "Đánh giá (lũy kế)",
    "Cảnh báo",
    "Ghi chú",
    "Trạng thái",
)


@dataclass(frozen=True)
class UnitLine:
    """What one unit states; `value` is what is compared, None where it states none."""

    submission: Submission
    row: Row
    value: Fraction | None
    spread: Spread | None

    @property
    def key(self) -> str:
        """As an address names the report."""
        return str(self.submission.pk)

    @property
    def is_far(self) -> bool:
        return None not in (self.value, self.spread) and self.spread.is_far(self.value)

    @property
    def value_text(self) -> str:
        return value_text(self.value, self.row.figure.indicator)

    @property
    def difference(self) -> str:
        if None in (self.value, self.spread):
            return "–"
        return difference_text(self.value - self.spread.median)

    @property
    def state_tone(self) -> str:
        return STATE_TONES[SubmissionState(self.submission.state)]


@dataclass(frozen=True)
class TargetTable:
    """Outliers first, then by the names of the units.

    An outlier lies more than three times the usual distance from the median of the values shown:
    results.arithmetic.spread says what is usual. Of fewer than three values none is one.
    """

    target: Target
    lines: list[UnitLine]
    spread: Spread | None

    @cached_property
    def median_text(self) -> str:
        return value_text(self.spread.median, self.target.indicator) if self.spread else "–"

    @property
    def outliers(self) -> int:
        return sum(line.is_far for line in self.lines)

    def as_values(self) -> Iterator[Sequence]:
        """As rows for a workbook, heads first."""
        yield HEADS
        for line in self.lines:
            row = line.row
            yield (
                line.submission.unit.short_name,
                row.text,
                line.value_text,
                row.previous_text,
                line.difference,
                "có" if line.is_far else "",
                "; ".join(f"{one.label}: {one.working}" for one in row.judged),
                "; ".join(row.warnings),
                row.figure.note,
                line.submission.get_state_display(),
            )


def table_of(target: Target, period: Period, submissions, alike: Iterable[Target]) -> TargetTable:
    """What the units of the submissions state for the target in the period. Five queries.

    `alike` are the period's targets of the same indicator, read with_reporter_keys(). All are
    judged by the target as it stands, so that one threshold is held against all.
    """
    _read_thresholds(target)
    figures = _figures(target, period, submissions, list(alike))
    past = _past(figures, target, period)
    rows = [
        row_of_figure(figure, [target], past.get(figure.unit_id, []), period) for figure in figures
    ]
    values = [measured(row.figure, target) for row in rows]
    spread = spread_of([value for value in values if value is not None])
    lines = [
        UnitLine(row.figure.revision.submission, row, value, spread)
        for row, value in zip(rows, values, strict=True)
    ]
    return TargetTable(target, sorted(lines, key=lambda line: not line.is_far), spread)


def _read_thresholds(target: Target) -> None:
    ordered = Criterion.objects.order_by("ordinal")
    prefetch_related_objects(
        [target], Prefetch("criteria", ordered, to_attr="thresholds"), "indicator__scale__grades"
    )


def _figures(target: Target, period: Period, submissions, alike: list[Target]) -> list[Figure]:
    """By the names of the units."""
    of_period = submissions.filter(period=period).values("pk")
    related = ("unit", "revision__submission__unit", "revision__submission__campaign")
    found = Figure.objects.stated().filter(
        period=period, indicator=target.indicator_id, revision__submission__in=of_period
    )
    figures = list(found.select_related(*related).order_by("unit__sort_key", "unit"))
    answering = units_answering(alike, [figure.unit for figure in figures])
    return [figure for figure in figures if figure.unit_id in answering[target.pk]]


def _past(figures: list[Figure], target: Target, period: Period) -> dict[int, list[Figure]]:
    """What each unit stated before, and those that it took over: their year goes on with it."""
    heirs = Unit.objects.lines_of([figure.unit_id for figure in figures])
    rows = Figure.objects.counted().filter(
        unit__in={unit_id for _, unit_id in heirs},
        indicator=target.indicator_id,
        period__campaign=target.campaign_id,
        period__ordinal__lt=period.ordinal,
    )
    heirs_of = _grouped((unit_id, heir) for heir, unit_id in heirs)
    return _grouped(
        (heir, figure)
        for figure in rows.order_by("period__ordinal")
        for heir in heirs_of[figure.unit_id]
    )


def _grouped(pairs: Iterable[tuple]) -> dict:
    """The second of each pair, in their order, by the first."""
    grouped: dict = {}
    for key, one in pairs:
        grouped.setdefault(key, []).append(one)
    return grouped
