"""What the page of a submission shows: its figures by content area, each with what it answers to."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Prefetch, Q

from campaigns.models import ContentArea, Criterion, Target
from core.vietnamese.numbers import format_number
from results.arithmetic.periods import combine
from results.arithmetic.tally import Tally
from results.arithmetic.verdicts import TargetJudgement, judge_target
from results.domain.tallies import rule_of, tally_of
from results.domain.wording import VERDICT_TONES, figure_text
from results.enums import AnswerKind
from results.models import Figure, Revision, Submission


@dataclass
class TargetLine:
    """A target that the figure answers to, judged on the year so far; None when only in words."""

    target: Target
    judgement: TargetJudgement | None

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.judgement.verdict]


@dataclass
class Row:
    figure: Figure
    lines: list[TargetLine]
    previous: Figure | None
    quota: Decimal | None

    @property
    def text(self) -> str:
        return figure_text(self.figure)

    @property
    def previous_text(self) -> str:
        return figure_text(self.previous) if self.previous else "–"

    @property
    def quota_text(self) -> str:
        return "chưa giao" if self.quota is None else format_number(self.quota)


@dataclass
class Section:
    area: ContentArea
    rows: list[Row] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(row.figure.answer != AnswerKind.MISSING for row in self.rows)


def sheet_of(submission: Submission, revision: Revision) -> list[Section]:
    """The revision's figures by content area, in the order of the plan. Six queries."""
    figures = _figures(revision)
    earlier = _earlier_figures(submission)
    quotas = dict(
        submission.unit.quotas.current()
        .filter(campaign=submission.campaign_id)
        .values_list("indicator_id", "value")
    )
    sections: dict[int, Section] = {}
    for indicator_id, targets in _targets_by_indicator(submission).items():
        if indicator_id not in figures:
            continue
        area = targets[0].area
        figure, past = figures[indicator_id], earlier.get(indicator_id, [])
        row = Row(
            figure=figure,
            lines=_lines(targets, figure, past, submission.period),
            previous=past[-1] if past else None,
            quota=quotas.get(indicator_id),
        )
        sections.setdefault(area.pk, Section(area)).rows.append(row)
    return list(sections.values())


def _figures(revision: Revision) -> dict[int, Figure]:
    rows = revision.figures.select_related("indicator__scale").prefetch_related(
        "indicator__scale__grades"
    )
    return {figure.indicator_id: figure for figure in rows}


def _earlier_figures(submission: Submission) -> dict[int, list[Figure]]:
    """The unit's figures of earlier periods of the campaign, accepted ones before all others."""
    counted = Q(revision=F("revision__submission__accepted_revision")) | Q(
        revision__submission__accepted_revision=None,
        revision=F("revision__submission__current_revision"),
    )
    rows = (
        Figure.objects.filter(
            counted,
            unit=submission.unit_id,
            period__campaign=submission.campaign_id,
            period__ordinal__lt=submission.period.ordinal,
        )
        .select_related("indicator__scale")
        .prefetch_related("indicator__scale__grades")
        .order_by("period__ordinal")
    )
    by_indicator: dict[int, list[Figure]] = {}
    for figure in rows:
        by_indicator.setdefault(figure.indicator_id, []).append(figure)
    return by_indicator


def _targets_by_indicator(submission: Submission) -> dict[int, list[Target]]:
    targets = (
        submission.period.targets.select_related("area", "indicator__scale", "judged_from")
        .prefetch_related(
            Prefetch("criteria", Criterion.objects.order_by("ordinal")),
            "indicator__scale__grades",
        )
        .order_by("area__ordinal", "ordinal")
    )
    by_indicator: dict[int, list[Target]] = {}
    for target in targets:
        by_indicator.setdefault(target.indicator_id, []).append(target)
    return by_indicator


def _lines(targets, figure: Figure, past: list[Figure], period) -> list[TargetLine]:
    tallies = [tally_of(one) for one in (*past, figure)]
    return [TargetLine(target, _judge(target, tallies, period)) for target in targets]


def _judge(target: Target, tallies: list[Tally], period) -> TargetJudgement | None:
    indicator = target.indicator
    rules = [rule_of(criterion, indicator) for criterion in target.criteria.all()]
    if not rules:
        return None
    return judge_target(
        rules,
        combine(tallies, indicator.part_rule, indicator.whole_rule),
        measure=indicator.measure,
        is_due=target.is_due_in(period),
    )
