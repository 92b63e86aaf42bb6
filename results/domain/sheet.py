"""What the page of a submission shows: its figures by content area, and what each answers to."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from campaigns.domain.reporting import units_answering
from campaigns.models import ContentArea, Period, Target
from core.vietnamese.numbers import format_number
from results.arithmetic.periods import as_one, combine
from results.arithmetic.tally import Tally
from results.domain.asked import TargetLine, judged, targets_by_indicator
from results.domain.revisions import quotas_of
from results.domain.tallies import tally_of
from results.domain.warnings import warnings_of
from results.domain.wording import figure_text
from results.enums import UNANSWERED
from results.models import Figure, Revision, Submission
from units.models import Unit


@dataclass
class Row:
    figure: Figure
    lines: list[TargetLine]
    previous: Figure | None
    to_date: Tally
    period: Period
    quota: Decimal | None = None

    @property
    def text(self) -> str:
        return figure_text(self.figure)

    @property
    def previous_text(self) -> str:
        return figure_text(self.previous) if self.previous else "–"

    @property
    def warnings(self) -> list[str]:
        return warnings_of(self.figure, self.previous)

    @property
    def quota_text(self) -> str:
        return "chưa giao" if self.quota is None else format_number(self.quota)


@dataclass
class Section:
    area: ContentArea
    rows: list[Row] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(row.figure.answer not in UNANSWERED for row in self.rows)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.rows)


def sheet_of(submission: Submission, revision: Revision) -> list[Section]:
    """The revision's figures by content area, in the order of the plan. At most nine queries.

    Beside each stand the targets of its indicator that the unit reports.
    """
    figures = {figure.indicator_id: figure for figure in revision.figures.order_by()}
    earlier = _earlier_figures(submission)
    sections: dict[int, Section] = {}
    asked = targets_by_indicator(submission, revision)
    for indicator_id, targets in own_targets(asked, submission.unit).items():
        if figure := figures.get(indicator_id):
            row = _row(figure, targets, earlier.get(indicator_id, []), submission.period)
            area = targets[0].area
            sections.setdefault(area.pk, Section(area)).rows.append(row)
    return list(sections.values())


def progress_of(sections: list[Section]) -> tuple[int, int]:
    """How many of the rows have an answer, and how many there are."""
    return sum(one.answered for one in sections), sum(len(one.rows) for one in sections)


def entry_sheet_of(submission: Submission) -> list[Section]:
    """The sheet to enter into, which shows what the unit was given to reach. Six queries."""
    sections, quotas = sheet_of(submission, submission.current_revision), quotas_of(submission)
    for section in sections:
        for row in section.rows:
            row.quota = quotas.get(row.figure.indicator_id)
    return sections


def _row(figure: Figure, targets: list[Target], past: list[Figure], period: Period) -> Row:
    for one in (figure, *past):
        one.indicator = targets[0].indicator  # with its scale, which was read once for all
    year = [
        as_one([tally_of(one) for one in stated])
        for _, stated in groupby(past, key=lambda one: one.period_id)
    ]
    tallies = [*year, tally_of(figure)]
    indicator = targets[0].indicator
    to_date = combine(tallies, indicator.part_rule, indicator.whole_rule)
    lines = [TargetLine(target, judged(target, to_date, period)) for target in targets]
    own = [one for one in past if one.unit_id == figure.unit_id]
    return Row(figure, lines, own[-1] if own else None, to_date, period)


def _earlier_figures(submission: Submission) -> dict[int, list[Figure]]:
    """Figures of earlier periods of the campaign, accepted ones before all others.

    The unit's own, and those of the units that it took over: their year goes on with it.
    """
    rows = (
        Figure.objects.counted()
        .filter(
            unit__in=Unit.objects.taken_over_by(submission.unit_id),
            period__campaign=submission.campaign_id,
            period__ordinal__lt=submission.period.ordinal,
        )
        .order_by("period__ordinal")
    )
    by_indicator: dict[int, list[Figure]] = {}
    for figure in rows:
        by_indicator.setdefault(figure.indicator_id, []).append(figure)
    return by_indicator


def own_targets(asked: dict[int, list[Target]], unit: Unit) -> dict[int, list[Target]]:
    """Of the targets of each indicator those that the unit reports."""
    return {key: _own(each, unit) for key, each in asked.items()}


def _own(targets: list[Target], unit: Unit) -> list[Target]:
    answering = units_answering(targets, [unit])
    return [target for target in targets if unit.pk in answering[target.pk]]
