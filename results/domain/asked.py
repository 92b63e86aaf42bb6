"""What the targets of a period ask, and how a figure stands against each."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from campaigns.enums import Measure
from campaigns.models import Criterion, Period, Target
from results.arithmetic.tally import Tally
from results.arithmetic.verdicts import TargetJudgement, judge_target
from results.domain.definitions import superseded, targets_of_version
from results.domain.tallies import rule_of
from results.domain.wording import VERDICT_TONES, marked
from results.models import Revision


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


def targets_by_indicator(
    revision: Revision, period: Period, *, is_superseded: bool = True
) -> dict[int, list[Target]]:
    """The targets asked in the period by the key of their indicator, in the order of the plan.

    What was sent answers to the version of the definitions that it was sent under; before that
    a revision answers to the targets as they stand. `is_superseded` is False where it is known
    that this version is the newest.
    """
    version = superseded(revision.version_id) if revision.is_sent and is_superseded else None
    targets = targets_of_version(version, period) if version else _present_targets(period)
    by_indicator: dict[int, list[Target]] = {}
    for target in targets:
        by_indicator.setdefault(target.indicator_id, []).append(target)
    return by_indicator


def _present_targets(period: Period) -> QuerySet[Target]:
    return (
        period.targets.with_reporter_keys()
        .select_related("area", "indicator__scale", "judged_from")
        .prefetch_related(
            Prefetch("criteria", Criterion.objects.order_by("ordinal"), to_attr="thresholds"),
            "indicator__scale__grades",
        )
        .order_by("area__ordinal", "ordinal")
    )


def judged(target: Target, to_date: Tally, period: Period) -> TargetJudgement | None:
    """The year so far held against the target's criteria; None where it has none, or only words."""
    indicator = target.indicator
    rules = [rule_of(criterion, indicator) for criterion in target.thresholds]
    if not rules or indicator.measure == Measure.STATEMENT:
        return None
    is_due = target.is_due_in(period)
    return judge_target(rules, to_date, measure=indicator.measure, is_due=is_due)
