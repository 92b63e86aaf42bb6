"""What a report says in figures: every target, judged for the whole and for each unit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from campaigns.domain.reporting import units_answering
from campaigns.enums import Measure, Operator
from campaigns.models import Indicator, Target
from reports.domain.adjusted import AdjustedTotal, adjusted_totals
from reports.domain.collect import Collected
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
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.readings import Reading, read
from results.arithmetic.tally import Tally
from results.arithmetic.verdicts import Judgement, TargetJudgement, judge, judge_target
from results.domain.tallies import rule_of
from results.enums import Verdict
from results.models import Submission


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit, or all together, stand on a criterion."""

    rule: CriterionRule
    tally: Tally
    reading: Reading
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion of a target. `units` holds every unit that is asked, by id.

    Those `derived` stand there with the figures of the units that they took over. What the
    `divided` ones said is added to no successor's.
    """

    label: str
    is_nested: bool
    period: Standing
    to_date: Standing
    before: Standing
    units: Mapping[int, Standing]
    derived: frozenset[int] = frozenset()
    divided: frozenset[int] = frozenset()

    @property
    def behind(self) -> list[int]:
        """The units that missed the criterion, the furthest from it first."""
        missed = [
            unit
            for unit, standing in self.units.items()
            if standing.judgement and standing.judgement.verdict == Verdict.MISSED
        ]
        return sorted(missed, key=lambda unit: -_distance(self.units[unit]))


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


class _Asked(NamedTuple):
    """A criterion as it is put to the figures; a target without a threshold is only read."""

    label: str
    is_nested: bool
    rule: CriterionRule
    measure: Measure
    is_judged: bool
    is_due: bool


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
    asked = _asked_of(target, is_due=target.is_due_in(collected.submission.period))
    return TargetResult(
        target=target,
        quota=_quota(target.indicator_id, histories.keys() - taken.keys(), collected),
        lines=tuple(_line(one, to_date, together, taken, split) for one in asked),
        judgement=_judge_target([one for one in asked if one.is_judged], together.to_date),
        statement=collected.statements.get(target.indicator_id, ""),
    )


def _quota(indicator_id: int, units: Iterable[int], collected: Collected) -> Decimal | None:
    """The unit's own quota; where none was given, the sum of those of the units that answer."""
    quotas = collected.quotas.get(indicator_id, {})
    own = quotas.get(collected.submission.unit_id)
    given = [quotas[unit] for unit in units if unit in quotas]
    return own if own is not None else sum(given) if given else None


def _asked_of(target: Target, *, is_due: bool) -> list[_Asked]:
    indicator, measure = target.indicator, target.indicator.measure
    if measure == Measure.STATEMENT:
        return []
    criteria = target.criteria.all()
    if not criteria:
        return [_Asked("", False, _reading_only(indicator), measure, False, is_due)]
    return [
        _Asked(
            criterion.label,
            criterion.nested_in_id is not None,
            rule_of(criterion, indicator),
            measure,
            True,
            is_due,
        )
        for criterion in criteria
    ]


def _reading_only(indicator: Indicator) -> CriterionRule:
    return CriterionRule(
        operator=Operator.AT_LEAST,
        threshold=Decimal(0),
        part_rule=indicator.part_rule,
        whole_rule=indicator.whole_rule,
    )


def _line(
    asked: _Asked,
    to_date: Mapping[int, Tally],
    together: Spans,
    taken: Mapping[int, int],
    split: frozenset[int],
) -> Line:
    """Units that another took over are read only: their year is judged with the other's."""
    return Line(
        label=asked.label,
        is_nested=asked.is_nested,
        period=_read(asked, together.period),
        to_date=_judge(asked, together.to_date),
        before=_read(asked, together.before),
        units={
            unit: _read(asked, tally) if unit in taken else _judge(asked, tally)
            for unit, tally in to_date.items()
        },
        derived=frozenset(taken.values()),
        divided=split,
    )


def _read(asked: _Asked, tally: Tally) -> Standing:
    return Standing(asked.rule, tally, read(asked.rule, tally, asked.measure))


def _judge(asked: _Asked, tally: Tally) -> Standing:
    if not asked.is_judged:
        return _read(asked, tally)
    judgement = judge(asked.rule, tally, measure=asked.measure, is_due=asked.is_due)
    return replace(_read(asked, tally), judgement=judgement)


def _judge_target(asked: list[_Asked], tally: Tally) -> TargetJudgement | None:
    if not asked:
        return None
    measure, is_due = asked[0].measure, asked[0].is_due
    return judge_target([one.rule for one in asked], tally, measure=measure, is_due=is_due)


def _distance(standing: Standing) -> Fraction:
    return abs(standing.judgement.value - Fraction(standing.rule.threshold))
