"""The lines of a target: its criteria put to the figures of the whole and of each unit."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from campaigns.enums import Measure, Operator
from campaigns.models import Indicator, Target
from reports.domain.totals import Spans
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.readings import Reading, read
from results.arithmetic.tally import Tally
from results.arithmetic.verdicts import Judgement, TargetJudgement, judge, judge_target
from results.domain.tallies import rule_of
from results.enums import Verdict

REACHED = (Verdict.MET, Verdict.EXCEEDED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit, or all together, stand on a criterion.

    `apart` says how the units stand where their percentages make no total.
    """

    rule: CriterionRule
    tally: Tally
    reading: Reading
    judgement: Judgement | None = None
    apart: str = ""


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


class Asked(NamedTuple):
    """A criterion as it is put to the figures; a target without a threshold is only read."""

    label: str
    is_nested: bool
    rule: CriterionRule
    measure: Measure
    is_judged: bool
    is_due: bool
    is_percentage: bool

    def adds_up(self, tally: Tally) -> bool:
        """Percentages of several units are neither summed nor averaged."""
        return not self.is_percentage or tally.coverage.asked <= 1


def asked_of(target: Target, *, is_due: bool) -> list[Asked]:
    """The criteria of a target, or what is only read of one without any; nothing of words."""
    indicator, measure = target.indicator, target.indicator.measure
    if measure == Measure.STATEMENT:
        return []
    criteria = target.criteria.all()
    if not criteria:
        only_read = _reading_only(indicator)
        return [Asked("", False, only_read, measure, False, is_due, indicator.percentages_only)]
    return [
        Asked(
            criterion.label,
            criterion.nested_in_id is not None,
            rule_of(criterion, indicator),
            measure,
            True,
            is_due,
            indicator.percentages_only,
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


def line_of(
    asked: Asked,
    to_date: Mapping[int, Tally],
    together: Spans,
    taken: Mapping[int, int],
    split: frozenset[int],
) -> Line:
    """A criterion, judged for the whole and for each unit; `split` are the divided ones.

    Units that another took over (`taken`) are read only: their year is judged with the other's.
    """
    units = {
        unit: _read(asked, tally) if unit in taken else _judge(asked, tally)
        for unit, tally in to_date.items()
    }
    return Line(
        label=asked.label,
        is_nested=asked.is_nested,
        period=_read(asked, together.period),
        to_date=_together(asked, together.to_date, units.values()),
        before=_read(asked, together.before),
        units=units,
        derived=frozenset(taken.values()),
        divided=split,
    )


def _together(asked: Asked, tally: Tally, units: Collection[Standing]) -> Standing:
    """All units on a criterion; percentages stand apart, each against the threshold alone."""
    if asked.adds_up(tally):
        return _judge(asked, tally)
    return replace(_read(asked, tally), apart=_apart_text(units))


def _apart_text(units: Collection[Standing]) -> str:
    """How many of the units reach it, or have stated a percentage while it is not yet judged."""
    verdicts = [standing.judgement.verdict for standing in units if standing.judgement]
    reached = sum(verdict in REACHED for verdict in verdicts)
    if decided := reached + verdicts.count(Verdict.MISSED):
        return f"không cộng; {reached}/{decided} đơn vị đạt"
    stated = sum(standing.reading.value is not None for standing in units)
    return f"không cộng; {stated}/{len(units)} đơn vị có tỷ lệ"


def _read(asked: Asked, tally: Tally) -> Standing:
    return Standing(asked.rule, tally, read(asked.rule, tally, asked.measure))


def _judge(asked: Asked, tally: Tally) -> Standing:
    if not asked.is_judged:
        return _read(asked, tally)
    judgement = judge(asked.rule, tally, measure=asked.measure, is_due=asked.is_due)
    return replace(_read(asked, tally), judgement=judgement)


def judgement_of(asked: Iterable[Asked], tally: Tally) -> TargetJudgement | None:
    """Of the target as a whole, where it has a criterion and the units a total."""
    judged = [one for one in asked if one.is_judged]
    if not judged or not judged[0].adds_up(tally):
        return None
    measure, is_due = judged[0].measure, judged[0].is_due
    return judge_target([one.rule for one in judged], tally, measure=measure, is_due=is_due)


def _distance(standing: Standing) -> Fraction:
    return abs(standing.judgement.value - Fraction(standing.rule.threshold))
