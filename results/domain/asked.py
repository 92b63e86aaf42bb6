"""What the targets of a period ask, and how a figure stands against each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from campaigns.domain.reporting import units_answering
from campaigns.enums import Measure
from campaigns.models import Criterion, Period, Target
from results.arithmetic.tally import Tally
from results.arithmetic.verdicts import TargetJudgement, judge_target
from results.domain.definitions import targets_of_version
from results.domain.tallies import rule_of
from results.domain.wording import VERDICT_TONES, marked
from results.models import Revision, Submission
from units.models import Unit


@dataclass
class TargetLine:
    """A target that the figure answers to, judged on the year so far; None when only in words."""

    target: Target
    judgement: TargetJudgement | None

    @property
    def label(self) -> str:
        """The verdict, without what its working says anyway."""
        return self.judgement.verdict.label.partition(" (")[0]

    @property
    def working(self) -> str:
        is_estimate = self.judgement.coverage.estimated > 0
        return marked(self.judgement.working, is_estimate=is_estimate)

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.judgement.verdict]


def targets_by_indicator(submission: Submission, revision: Revision) -> dict[int, list[Target]]:
    """The targets asked in its period by the key of their indicator, in the order of the plan.

    What was sent answers to the version of the definitions that it was sent under; before that
    a revision answers to the targets as they stand. Of a submission with_newest_version().
    """
    if revision.is_sent and revision.version_id != submission.newest_version_id:
        return _by_indicator(targets_of_version(revision.version, submission.period))
    return present_targets(submission.period)


def present_targets(period: Period) -> dict[int, list[Target]]:
    """The same as the plan stands now. Three queries."""
    return _by_indicator(asked_targets(period))


def asked_targets(period: Period) -> QuerySet[Target]:
    """With all that a figure is judged by, in the order of the plan."""
    return (
        period.targets.with_reporter_keys()
        .select_related("area", "indicator__scale", "judged_from")
        .prefetch_related(
            Prefetch("criteria", Criterion.objects.order_by("ordinal"), to_attr="thresholds"),
            "indicator__scale__grades",
        )
        .order_by("area__ordinal", "ordinal")
    )


def _by_indicator(targets: Iterable[Target]) -> dict[int, list[Target]]:
    by_indicator: dict[int, list[Target]] = {}
    for target in targets:
        by_indicator.setdefault(target.indicator_id, []).append(target)
    return by_indicator


def own_targets(asked: dict[int, list[Target]], unit: Unit) -> dict[int, list[Target]]:
    """Of the targets of each indicator those that the unit reports."""
    return {key: own_of(each, unit) for key, each in asked.items()}


def own_of(targets: list[Target], unit: Unit) -> list[Target]:
    """Of the targets of one indicator those that the unit reports."""
    answering = units_answering(targets, [unit])
    return [target for target in targets if unit.pk in answering[target.pk]]


def judged(target: Target, to_date: Tally, period: Period) -> TargetJudgement | None:
    """The year so far held against the target's criteria; None where it has none, or only words."""
    indicator = target.indicator
    rules = [rule_of(criterion, indicator) for criterion in target.thresholds]
    if not rules or indicator.measure == Measure.STATEMENT:
        return None
    is_due = target.is_due_in(period)
    return judge_target(rules, to_date, measure=indicator.measure, is_due=is_due)
