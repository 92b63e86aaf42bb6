"""What a report says in figures: every target, judged for the whole and for each unit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from campaigns.domain.reporting import units_answering
from campaigns.models import Indicator, Target
from reports.domain.adjusted import AdjustedTotal, adjusted_totals
from reports.domain.collect import Collected
from reports.domain.lines import Line, asked_of, judgement_of, line_of
from reports.domain.names import name_on
from reports.domain.totals import (
    Rules,
    Spans,
    derived_to_date,
    divided,
    spans_by_unit,
    taken_over,
    total_of,
)
from results.arithmetic.verdicts import TargetJudgement
from results.models import Submission


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target with its lines; one in words only has none, and the unit's own statement."""

    target: Target
    quota: Decimal | None
    lines: tuple[Line, ...]
    judgement: TargetJudgement | None
    statement: str


@dataclass(frozen=True, slots=True)
class UnitInReport:
    """A unit under the name it bore when the report was due.

    One that owes nothing this period reported in an earlier one, which counts to date.
    """

    unit_id: int
    name: str
    owes: bool
    has_figures: bool


@dataclass(frozen=True, slots=True)
class ReportTable:
    """`spans` are the figures behind it all, by indicator and unit."""

    submission: Submission
    is_superior: bool
    spans: Mapping[int, Mapping[int, Spans]]
    targets: tuple[TargetResult, ...]
    units: tuple[UnitInReport, ...]
    adjusted: tuple[AdjustedTotal, ...] = ()

    @property
    def reporting(self) -> list[UnitInReport]:
        """The units that owe figures for the period."""
        return [unit for unit in self.units if unit.owes]

    @property
    def missing(self) -> list[UnitInReport]:
        return [unit for unit in self.reporting if not unit.has_figures]


def table_of(collected: Collected) -> ReportTable:
    """The targets that were asked of the unit or of any under it, and all these units."""
    asked = [one for one in collected.targets if one.indicator_id in collected.histories]
    spans = _spans({target.indicator for target in asked}, collected)
    answering = _answering(asked, collected)
    return ReportTable(
        submission=collected.submission,
        is_superior=collected.is_superior,
        spans=spans,
        targets=tuple(
            _result_of(target, _of_units(answering[target.pk], target, spans), collected)
            for target in asked
            if target.pk in answering
        ),
        units=tuple(_units(collected)),
        adjusted=tuple(adjusted_totals(collected)),
    )


def rules_of(indicator: Indicator) -> Rules:
    return Rules(indicator.part_rule, indicator.whole_rule)


def _spans(indicators: Iterable[Indicator], collected: Collected) -> dict[int, dict[int, Spans]]:
    ordinal = collected.submission.period.ordinal
    return {
        indicator.pk: spans_by_unit(collected.histories[indicator.pk], rules_of(indicator), ordinal)
        for indicator in indicators
    }


def _answering(targets: Iterable[Target], collected: Collected) -> dict[int, set[int]]:
    """Which units' figures count for a target: two targets may ask two kinds of units the same."""
    units = {owed.unit_id: owed.unit for owed in collected.submissions}
    of_indicator = defaultdict(list)
    for target in targets:
        of_indicator[target.indicator_id].append(target)
    answering = {}
    for indicator, asking in of_indicator.items():
        answering |= units_answering(asking, map(units.get, collected.histories[indicator]))
    return answering


def _of_units(units: Collection[int], target: Target, spans: Mapping) -> dict[int, Spans]:
    return {unit: one for unit, one in spans[target.indicator_id].items() if unit in units}


def _units(collected: Collected) -> list[UnitInReport]:
    """The units of which anything was asked, in the order of their names."""
    asked = {unit for histories in collected.histories.values() for unit in histories}
    units = {owed.unit_id: owed.unit for owed in collected.submissions if owed.unit_id in asked}
    now = {owed.unit_id: owed.pk in collected.standing for owed in collected.of_period}
    due_on = collected.submission.period.due_on
    return [
        UnitInReport(unit.pk, name_on(unit, due_on), unit.pk in now, now.get(unit.pk, False))
        for unit in sorted(units.values(), key=lambda unit: (unit.sort_key, unit.pk))
    ]


def _result_of(target: Target, spans: Mapping[int, Spans], collected: Collected) -> TargetResult:
    told = collected.histories[target.indicator_id]
    histories = {unit: told[unit] for unit in spans}
    rules, ordinal = rules_of(target.indicator), collected.submission.period.ordinal
    changes = collected.changes(target.indicator_id)
    together = total_of(histories, rules, ordinal, collected.heirs, changes)
    taken, split = taken_over(histories, collected.heirs), divided(histories, collected.heirs)
    to_date = {unit: one.to_date for unit, one in spans.items()}
    to_date |= derived_to_date(histories, rules, ordinal, taken)
    asked = asked_of(target, is_due=target.is_due_in(collected.submission.period))
    return TargetResult(
        target=target,
        quota=_quota(target.indicator_id, histories.keys() - taken.keys(), collected),
        lines=tuple(line_of(one, to_date, together, taken, split) for one in asked),
        judgement=judgement_of(asked, together.to_date),
        statement=collected.statements.get(target.indicator_id, ""),
    )


def _quota(indicator_id: int, units: Iterable[int], collected: Collected) -> Decimal | None:
    """The unit's own quota; where none was given, the sum of those of the units that answer."""
    quotas = collected.quotas.get(indicator_id, {})
    own = quotas.get(collected.submission.unit_id)
    given = [quotas[unit] for unit in units if unit in quotas]
    return own if own is not None else sum(given) if given else None
