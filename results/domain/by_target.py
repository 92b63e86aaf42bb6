"""One target over all units: the figures beside one another, those far from the others first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects

from campaigns.domain.reporting import units_answering
from campaigns.models import Criterion, Period, Target
from results.arithmetic.spread import Spread, spread_of
from results.domain.confirmed import Confirmed, with_confirmations
from results.domain.sheet import Row, row_of_figure
from results.domain.tallies import measured
from results.domain.wording import STATE_TONES, difference_text, value_text
from results.enums import AnswerKind, SubmissionState
from results.models import Figure, Hand, Submission
from units.models import Unit

PLAIN = (AnswerKind.VALUE, AnswerKind.NONE_ARISEN)
SHOWN = ("unit", "period", "campaign")
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
    "Người xác nhận",
    "Xác nhận lúc",
)


@dataclass(frozen=True)
class UnitLine:
    """What one unit states; `value` is what is compared, None where it states none.

    `area_id` is the content area that the row stands in, as sheet_of() says of one report.
    """

    submission: Submission
    row: Row
    area_id: int
    value: Fraction | None
    spread: Spread | None

    @property
    def key(self) -> str:
        """As an address names the report."""
        return str(self.submission.pk)

    @property
    def row_key(self) -> str:
        """As a posted form names the row of the revision that is looked at."""
        return str(self.row.figure.pk)

    @property
    def is_far(self) -> bool:
        return None not in (self.value, self.spread) and self.spread.is_far(self.value)

    @property
    def is_clear(self) -> bool:
        """Whether nothing about it asks for a person's eye, as a doubt about a report does."""
        figure = self.row.figure
        is_plain = figure.answer in PLAIN and not figure.is_estimate
        is_first = figure.revision.number == 1
        return is_plain and is_first and not (self.is_far or self.row.warnings)

    @property
    def confirmed(self) -> Confirmed | None:
        """By whom and when, alone or with the whole report."""
        revision = self.row.figure.revision
        if self.row.confirmed or not revision.accepted_at:
            return self.row.confirmed
        return Confirmed(str(revision.accepted_by), revision.accepted_at)

    @property
    def hands(self) -> set[int]:
        """Who sent it, or entered it on behalf of the unit, and so does not confirm it."""
        figure = self.row.figure
        if self.submission.is_root:
            return set()
        return {figure.revision.submitted_by_id, *figure.hands}

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
                line.confirmed and line.confirmed.by,
                line.confirmed and line.confirmed.at,
            )


def table_of(target: Target, period: Period, submissions, alike: Sequence[Target]) -> TargetTable:
    """What the units of the submissions state for the target in the period. Five queries.

    `alike` are the period's targets of the same indicator, read with_reporter_keys(). All are
    judged by the target as it stands, so that one threshold is held against all.
    """
    _read_thresholds(target)
    stated = _figures(target, period, submissions)
    answering = units_answering(alike, [figure.unit for figure in stated])
    figures = [figure for figure in stated if figure.unit_id in answering[target.pk]]
    areas = _areas(alike, answering)
    past = _past(figures, target, period)
    rows = [
        row_of_figure(figure, [target], past.get(figure.unit_id, []), period) for figure in figures
    ]
    values = [measured(row.figure, target) for row in rows]
    spread = spread_of([value for value in values if value is not None])
    lines = [
        UnitLine(row.figure.revision.submission, row, areas[row.figure.unit_id], value, spread)
        for row, value in zip(rows, values, strict=True)
    ]
    return TargetTable(target, sorted(lines, key=lambda line: not line.is_far), spread)


def _read_thresholds(target: Target) -> None:
    ordered = Criterion.objects.order_by("ordinal")
    prefetch_related_objects(
        [target], Prefetch("criteria", ordered, to_attr="thresholds"), "indicator__scale__grades"
    )


def _figures(target: Target, period: Period, submissions) -> list[Figure]:
    """By the names of the units."""
    of_period = submissions.filter(period=period).values("pk")
    related = ("unit", "revision__accepted_by", *(f"revision__submission__{one}" for one in SHOWN))
    found = Figure.objects.stated().filter(
        period=period, indicator=target.indicator_id, revision__submission__in=of_period
    )
    hands = ArraySubquery(hands_of_row().values("user"))
    rows = with_confirmations(found).annotate(hands=hands).select_related(*related)
    return list(rows.order_by("unit__sort_key", "unit"))


def _areas(alike: Sequence[Target], answering: dict[int, set[int]]) -> dict[int, int]:
    """The content area of each unit's row: that of the first target of it in the plan."""
    last_first = sorted(alike, key=lambda one: (one.area.ordinal, one.ordinal), reverse=True)
    return {unit_id: one.area_id for one in last_first for unit_id in answering[one.pk]}


def hands_of_row() -> QuerySet[Hand]:
    """Who ever entered from above for the report of a figure; for a subquery of figures."""
    of_report = Hand.objects.filter(stand_in__revision__submission=OuterRef("revision__submission"))
    return of_report.order_by()


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
