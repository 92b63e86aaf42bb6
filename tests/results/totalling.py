"""A superior over one unit and its subordinate, all asked one indicator."""

from dataclasses import replace
from decimal import Decimal

from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.editing.criteria import criteria_of
from campaigns.domain.editing.targets import TargetPlan, change_target, target_facts
from campaigns.enums import Measure
from campaigns.models import Criterion, Indicator
from core.access.seen import fingerprint
from results.domain.adjustments import add_adjustment, adjustment_facts, total_row
from results.domain.figures import save_answers
from results.domain.periods import open_period
from results.domain.totals import totals_of
from results.models import Adjustment, Submission
from tests.workflows import (
    Movement,
    accept,
    answer_to,
    clerk_of,
    officer_of,
    planned_movement,
    submit,
)

WHY = "Hai đơn vị cùng báo cáo một quân nhân."


def movement_asking(indicator: Indicator, *, threshold=95) -> Movement:
    """A launched campaign whose only target asks for at least so much."""
    movement = planned_movement(indicator)
    Criterion.objects.update(threshold=threshold)
    launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)
    movement.campaign.refresh_from_db()
    movement.period.refresh_from_db()
    return movement


def amend(movement, *, threshold=None, **changed):
    """An amendment of the only target, through its verb."""
    target = movement.campaign.targets.get()
    plan = TargetPlan(
        area=target.area,
        indicator=target.indicator,
        code=target.code,
        title=target.title,
        sentence=target.sentence,
        source=target.source,
        asked_in=list(target.asked_in.all()),
        judged_from=target.judged_from,
        reporting_kinds=target.reporting_kinds,
        criteria=criteria_of(target),
    )
    if threshold is not None:
        changed["criteria"] = [replace(one, threshold=threshold) for one in plan.criteria]
    change_target(
        target,
        replace(plan, **changed),
        by=officer_of(movement.campaign),
        seen=fingerprint(target_facts(target)),
        reason="Đính chính ngưỡng.",
    )


def stated(submission: Submission, *, estimated=False, **columns) -> Submission:
    """The unit's submission with a value typed in."""
    figure = submission.current_revision.figures.select_related("indicator").get()
    numbers = {name: Decimal(value) for name, value in columns.items()}
    answer = answer_to(figure, **numbers)
    answers = [type(answer)(**vars(answer) | {"is_estimate": estimated})]
    revision_id = submission.current_revision_id
    return save_answers(submission, answers, by=clerk_of(submission), revision_id=revision_id)


def accepted(submission: Submission, **columns) -> Submission:
    return accept(submit(stated(submission, **columns)))


def the_row(submission: Submission):
    (row,) = totals_of(submission, submission.current_revision)
    return row


def adjusted(submission: Submission, *, by=None, reason=WHY, **columns) -> Adjustment:
    """An adjustment of the only ratio, made of what its page showed."""
    (indicator,) = submission.current_revision.figures.filter(
        indicator__measure=Measure.RATIO,
        indicator__whole_is_quota=False,
        indicator__percentages_only=False,
    ).values_list("indicator", flat=True)
    return add_adjustment(
        submission,
        indicator,
        {name: Decimal(value) for name, value in columns.items()},
        reason=reason,
        by=by or clerk_of(submission),
        revision_id=submission.current_revision_id,
        seen=fingerprint(adjustment_facts(total_row(submission, indicator))),
    )
