"""What a superior's submission shows of the units under it: their total, and what was adjusted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Q

from campaigns.domain.reporting import reporters_of
from campaigns.enums import CombinationRule, Measure
from campaigns.models import Indicator, Target
from results.arithmetic.periods import carried_on
from results.arithmetic.tally import Tally, roll_up
from results.domain.asked import TargetLine, judged, targets_by_indicator
from results.domain.rollup import (
    Covered,
    answered_for,
    subtree_coverage,
    subtree_tallies,
    tallies_before,
)
from results.domain.tallies import adjustment_tally, tally_of
from results.domain.wording import NOTHING, marked, told, total_text
from results.models import Adjustment, Figure, Revision, Submission


@dataclass
class TotalRow:
    """One indicator: what the units of the subtree state in the period, and what was adjusted.

    `units` holds accepted figures, and of the superior itself those of the revision that is shown.
    """

    indicator: Indicator
    targets: list[Target]
    units: Tally
    adjustments: list[Adjustment] = field(default_factory=list)
    lines: list[TargetLine] = field(default_factory=list)

    @cached_property
    def total(self) -> Tally:
        """The total of the units with all adjustments."""
        return roll_up([self.units, *map(adjustment_tally, self.adjustments)])

    @property
    def is_provisional(self) -> bool:
        return not self.units.coverage.is_complete

    @property
    def adds_up(self) -> bool:
        """Percentages without absolute numbers have no total."""
        return not self.indicator.percentages_only

    @property
    def is_adjustable(self) -> bool:
        """With a total, and one only: targets that ask different units have one each."""
        return self.adds_up and len({reporters_of(target) for target in self.targets}) == 1

    @property
    def told(self) -> list[tuple[Adjustment, str]]:
        """The adjustments, each with what it changes in words."""
        return told(self.adjustments)

    @property
    def why_not_judged(self) -> str:
        """Where no line stands: what forbids to judge the year so far."""
        if self.adds_up and not self.is_adjustable:
            return "Mỗi chỉ tiêu thi đua hỏi những đơn vị khác nhau"
        is_waiting = self.adds_up and self.is_provisional
        return "Chưa đủ đơn vị để đánh giá lũy kế" if is_waiting else NOTHING

    @property
    def units_text(self) -> str:
        return self._text(self.units)

    @property
    def text(self) -> str:
        return self._text(self.total)

    def _text(self, tally: Tally) -> str:
        is_estimate = tally.coverage.estimated > 0
        return marked(total_text(tally, self.indicator), is_estimate=is_estimate)


def totals_of(submission: Submission, revision: Revision) -> list[TotalRow]:
    """Every indicator that is asked of the subtree in the period, in the order of the plan.

    `revision` is the present or the accepted one of the submission. At most nine queries.
    """
    rows = _rows(submission, revision)
    earlier = _adjust(rows, submission, revision)
    _judge(rows, submission, earlier)
    return list(rows.values())


def _rows(submission: Submission, revision: Revision) -> dict[int, TotalRow]:
    covered, tallies = subtree_coverage(submission), subtree_tallies(submission)
    own = _own_change(submission, revision)
    rows = {}
    for key, targets in targets_by_indicator(revision, submission.period).items():
        indicator = targets[0].indicator
        if key in covered and indicator.measure != Measure.STATEMENT:
            units = _covered(tallies.get(key, Tally()), covered[key], own[key])
            rows[key] = TotalRow(indicator, targets, units)
    return rows


def _own_change(submission: Submission, revision: Revision) -> dict[int, Tally]:
    """What the own figures shown add to those accepted."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    if revision.pk == submission.accepted_revision_id:
        return tallies
    shown = Q(revision=revision)
    counted = Q(revision=submission.accepted_revision_id, revision__isnull=False)
    for figure in Figure.objects.filter(shown | counted).order_by():
        tally = replace(tally_of(figure), percent=None)
        tallies[figure.indicator_id] += tally if figure.revision_id == revision.pk else -tally
    return tallies


def _covered(accepted: Tally, covered: Covered, own: Tally) -> Tally:
    """The figures of all units, with how many are asked and how many gave an estimate."""
    units = accepted + own
    missing = covered.asked - units.coverage.reported
    estimated = covered.estimated + own.coverage.estimated
    coverage = replace(units.coverage, missing=missing, estimated=estimated)
    return replace(units, coverage=coverage)


def _adjust(
    rows: dict[int, TotalRow], submission: Submission, revision: Revision
) -> dict[int, Tally]:
    """Puts the adjustments of the period into their rows, and gives those of earlier periods."""
    earlier: dict[int, Tally] = defaultdict(Tally)
    for one in _adjustments(submission, revision):
        if one.revision.submission.period_id != submission.period_id:
            earlier[one.indicator_id] += adjustment_tally(one)
        elif row := rows.get(one.indicator_id):
            one.indicator = row.indicator
            row.adjustments.append(one)
    return earlier


def _adjustments(submission: Submission, revision: Revision) -> Iterable[Adjustment]:
    """Of the revision, and of what was accepted of other superiors and of earlier periods."""
    ordinal = submission.period.ordinal
    others = answered_for(submission).exclude(pk=submission.pk).filter(period__ordinal__lte=ordinal)
    standing = Q(revision=revision) | Q(revision__accepted_for__in=others)
    related = ("revision__submission__unit", "made_by")
    return Adjustment.objects.filter(standing).select_related(*related).order_by("pk")


def _judge(
    rows: dict[int, TotalRow], submission: Submission, adjusted_before: dict[int, Tally]
) -> None:
    """Holds the year so far against the targets, where the total of it is known from totals."""
    period = submission.period
    before = tallies_before(submission) if period.ordinal > 1 else {}
    for key, row in rows.items():
        if not (row.is_adjustable and (not before or _is_exact(row))):
            continue
        rules = row.indicator.part_rule, row.indicator.whole_rule
        earlier = before.get(key, Tally()) + adjusted_before[key]
        to_date = carried_on(earlier, row.total, *rules)
        row.lines = [TargetLine(target, judged(target, to_date, period)) for target in row.targets]


def _is_exact(row: TotalRow) -> bool:
    rules = {row.indicator.part_rule, row.indicator.whole_rule}
    return not row.is_provisional or rules == {CombinationRule.ADDS}
