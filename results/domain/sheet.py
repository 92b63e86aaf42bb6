"""What the page of a submission shows: its figures by content area, and what each answers to."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from campaigns.enums import Measure
from campaigns.models import ContentArea, Period, Target
from core.vietnamese.numbers import format_number
from results.arithmetic.periods import as_one, combine
from results.arithmetic.spread import FEWEST, median
from results.arithmetic.tally import Tally
from results.domain.around import earlier_of, figures_around
from results.domain.asked import (
    TargetLine,
    asked_targets,
    judged,
    own_of,
    own_targets,
    targets_by_indicator,
)
from results.domain.confirmed import Confirmed, confirmed_of
from results.domain.progress import NOTHING, Progress
from results.domain.revisions import quotas_of
from results.domain.said import Said, is_remarked, is_to_mend, said_of
from results.domain.tallies import figure_of, measured, tally_of
from results.domain.warnings import warnings_of
from results.domain.wording import PERCENTAGES_ONLY, figure_text, value_text
from results.enums import UNANSWERED
from results.models import Figure, Revision, Submission
from units.models import Unit


@dataclass
class Row:
    """`inherited` is what units that this one took over said in the period before.

    `to_date` is the year so far: it `goes_on` where earlier periods stated something, and
    `is_derived` where those were theirs.
    """

    figure: Figure
    lines: list[TargetLine]
    previous: Figure | None
    to_date: Tally = Tally()
    period: Period | None = None
    goes_on: bool = False
    quota: Decimal | None = None
    cluster: list[Figure] = field(default_factory=list)
    inherited: list[Figure] = field(default_factory=list)
    is_derived: bool = False

    @property
    def key(self) -> str:
        """As an address or a posted form names the row."""
        return str(self.figure.indicator_id)

    @property
    def said(self) -> list[Said]:
        return list(said_of(self.figure))

    @property
    def is_remarked(self) -> bool:
        return is_remarked(self.figure)

    @property
    def is_to_mend(self) -> bool:
        return is_to_mend(self.figure)

    @property
    def confirmed(self) -> Confirmed | None:
        return confirmed_of(self.figure)

    @property
    def text(self) -> str:
        return figure_text(self.figure)

    @property
    def is_missing(self) -> bool:
        return self.figure.answer in UNANSWERED

    @property
    def previous_text(self) -> str:
        return figure_text(self.previous) if self.previous else "–"

    @property
    def so_far_text(self) -> str:
        """Nothing where words alone are reported."""
        indicator = self.figure.indicator
        if not self.goes_on or indicator.measure == Measure.STATEMENT:
            return ""
        return figure_text(figure_of(self.to_date, indicator))

    @property
    def cluster_text(self) -> str:
        """The median of the cluster's other units; nothing where fewer than three have a value."""
        target = self.lines[0].target
        values = [measured(one, target) for one in self.cluster]
        known = [value for value in values if value is not None]
        if len(known) < FEWEST:
            return ""
        return f"{value_text(median(known), target.indicator)} ({len(known)} đơn vị)"

    @property
    def judged(self) -> list[TargetLine]:
        return [line for line in self.lines if line.judgement]

    @property
    def inherited_texts(self) -> list[tuple[Unit, str]]:
        return [(one.unit, figure_text(one)) for one in self.inherited]

    @property
    def warnings(self) -> list[str]:
        return warnings_of(self.figure, self.previous)

    @property
    def caution(self) -> str:
        """What to keep out of the row, where absolute numbers may not be stated."""
        return PERCENTAGES_ONLY if self.figure.indicator.percentages_only else ""

    @property
    def quota_text(self) -> str:
        return "chưa giao" if self.quota is None else format_number(self.quota)


@dataclass
class Section:
    """It is confirmed when each of its rows is; none `waiting` then."""

    area: ContentArea
    rows: list[Row] = field(default_factory=list)

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if not row.confirmed]

    @property
    def confirmed(self) -> int:
        return len(self.rows) - len(self.waiting)

    @property
    def confirmed_by(self) -> list[Confirmed]:
        """Everybody who confirmed rows of it, with the last time, in the order of these."""
        given = sorted(filter(None, (row.confirmed for row in self.rows)), key=lambda one: one.at)
        return list({one.by: one for one in given}.values())

    @property
    def is_confirmed(self) -> bool:
        return not self.waiting

    @property
    def progress(self) -> Progress:
        return Progress(sum(not row.is_missing for row in self.rows), len(self.rows))


def sheet_of(
    submission: Submission, revision: Revision, *, with_cluster: bool = False
) -> list[Section]:
    """The revision's figures by content area, in the order of the plan. At most seven queries.

    Beside each stand the targets of its indicator that the unit reports, and what was said of it;
    with the cluster also what its other units state, which is not for the unit itself.
    """
    around = figures_around(submission, revision, with_cluster=with_cluster)
    sections: dict[int, Section] = {}
    asked = targets_by_indicator(submission, revision)
    for indicator_id, targets in own_targets(asked, submission.unit).items():
        if figure := around.own.get(indicator_id):
            past = around.earlier.get(indicator_id, [])
            row = row_of_figure(figure, targets, past, submission.period)
            row.cluster = around.cluster.get(indicator_id, [])
            area = targets[0].area
            sections.setdefault(area.pk, Section(area)).rows.append(row)
    return list(sections.values())


def saved_row(submission: Submission, figure: Figure) -> Row | None:
    """The row of a figure that was just entered, without what people said of it.

    None where no target asks for it any more. Three or four queries.
    """
    targets = asked_targets(submission.period).filter(indicator=figure.indicator_id)
    if own := own_of(list(targets), submission.unit):
        past = earlier_of(submission, figure.indicator_id)
        return row_of_figure(figure, own, past, submission.period)
    return None


def row_of(sections: list[Section], indicator_id: int) -> Row | None:
    """The row of one indicator, where the sheet has one."""
    rows = (row for section in sections for row in section.rows)
    return next((row for row in rows if row.figure.indicator_id == indicator_id), None)


def rows_to_mend(sections: list[Section]) -> list[Row]:
    """Those that the last return named."""
    return [row for section in sections for row in section.rows if row.is_to_mend]


def progress_of(sections: list[Section]) -> Progress:
    return sum((section.progress for section in sections), NOTHING)


def entry_sheet_of(submission: Submission) -> list[Section]:
    """The sheet to enter into, which shows what the unit was given to reach. Five queries."""
    sections = sheet_of(submission, submission.current_revision)
    quotas = quotas_of(submission)
    for section in sections:
        for row in section.rows:
            row.quota = quotas.get(row.figure.indicator_id)
    return sections


def row_of_figure(figure: Figure, targets: list[Target], past: list[Figure], period: Period) -> Row:
    """The figure, held against what was stated before it, in the order of the periods."""
    for one in (figure, *past):
        one.indicator = targets[0].indicator  # with its scale, which was read once for all
    year = [
        as_one([tally_of(one) for one in stated])
        for _, stated in groupby(past, key=lambda one: one.period_id)
    ]
    indicator = figure.indicator
    tallies = [*year, tally_of(figure)]
    to_date = combine(tallies, indicator.part_rule, indicator.whole_rule)
    lines = [TargetLine(target, judged(target, to_date, period)) for target in targets]
    own = [one for one in past if one.unit_id == figure.unit_id]
    others = [one for one in past if one.unit_id != figure.unit_id]
    return Row(
        figure,
        lines,
        previous=own[-1] if own else None,
        to_date=to_date,
        period=period,
        goes_on=bool(past),
        inherited=[one for one in others if one.period_id == past[-1].period_id],
        is_derived=bool(others),
    )
