"""What became of a unit's reports over all campaigns, and what they said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from campaigns.models import Indicator, Period
from core.vietnamese.dates import short_date
from results.domain.board import Cell, Rates, cell_of, rates_of
from results.domain.wording import TIMELINESS_TONES, figure_text
from results.enums import Timeliness
from results.models import Figure, Submission
from units.models import Unit

MOST_PERIODS = 8  # of which values stand side by side


@dataclass(frozen=True)
class HistoryRow:
    """One report; `submission` tells how often it was `sent`, and of its accepted revision."""

    submission: Submission
    cell: Cell

    @property
    def timeliness(self) -> Timeliness:
        return self.submission.timeliness

    @property
    def timeliness_tone(self) -> str:
        return TIMELINESS_TONES[self.timeliness]


@dataclass(frozen=True)
class ValueRow:
    """An indicator, and beside each period what was accepted of it; "" where nothing was."""

    indicator: Indicator
    cells: list[tuple[Period, str]]


@dataclass(frozen=True)
class History:
    """`this_year` are the rates of the periods whose data end in this year."""

    rows: list[HistoryRow]
    this_year: Rates
    rates: Rates
    periods: list[HistoryRow]
    values: list[ValueRow]

    def as_values(self) -> Iterator[list]:
        """The reports as rows of words, heads first."""
        yield [
            "Kỳ",
            "Phong trào",
            "Tình trạng",
            "Hạn gửi",
            "Gia hạn đến",
            "Gửi lần đầu",
            "Thời hạn",
            "Số lần gửi",
            "Xác nhận lúc",
            "Người xác nhận",
        ]
        for row in self.rows:
            yield _words(row)

    def figures_as_values(self) -> Iterator[list[str]]:
        """What was accepted, by indicator and period, heads first."""
        yield ["Chỉ tiêu", *(str(row.submission.period) for row in self.periods)]
        for row in self.values:
            yield [row.indicator.name, *(text for _, text in row.cells)]


def history_of(unit: Unit, submissions: QuerySet) -> History:
    """Of those of the submissions that are the unit's, the newest first. Three queries."""
    rows = [HistoryRow(one, cell_of(one)) for one in _reports(unit, submissions)]
    year = timezone.localdate().year
    periods = rows[:MOST_PERIODS][::-1]
    return History(
        rows=rows,
        this_year=rates_of(row.cell for row in rows if _year(row) == year),
        rates=rates_of(row.cell for row in rows),
        periods=periods,
        values=_values([row.submission for row in periods]),
    )


def _reports(unit: Unit, submissions: QuerySet) -> QuerySet:
    sent = Count("revisions", filter=Q(revisions__submitted_at__isnull=False))
    related = ("campaign", "period", "unit", "accepted_revision__accepted_by")
    rows = submissions.filter(unit=unit).with_timeliness().annotate(sent=sent)
    return rows.select_related(*related).order_by("-period__data_to", "-period__due_on", "pk")


def _year(row: HistoryRow) -> int:
    return row.submission.period.data_to.year


def _values(submissions: Sequence[Submission]) -> list[ValueRow]:
    accepted = [one.accepted_revision_id for one in submissions]
    figures = Figure.objects.filter(revision__in=[key for key in accepted if key])
    said: dict[Indicator, dict[int, str]] = defaultdict(dict)
    shown = figures.select_related("indicator__scale").order_by("indicator__code")
    for figure in shown.prefetch_related("indicator__scale__grades"):
        said[figure.indicator][figure.revision_id] = figure_text(figure)
    return [
        ValueRow(
            indicator,
            [(one.period, texts.get(one.accepted_revision_id, "")) for one in submissions],
        )
        for indicator, texts in said.items()
    ]


def _words(row: HistoryRow) -> list:
    submission = row.submission
    accepted = submission.accepted_revision
    sent_at, extended = submission.first_submitted_at, submission.extended_due_on
    return [
        str(submission.period),
        str(submission.campaign),
        row.cell["label"],
        short_date(submission.due_on),
        short_date(extended) if extended else "",
        _minute(sent_at),
        row.timeliness.label,
        submission.sent,
        _minute(accepted.accepted_at if accepted else None),
        str(accepted.accepted_by) if accepted else "",
    ]


def _minute(moment) -> str:
    return f"{localtime(moment):%H:%M %d/%m/%Y}" if moment else ""
