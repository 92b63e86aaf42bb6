"""What becomes of submissions when another unit takes over the management of their campaign."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from campaigns.models import Campaign, Period
from results.domain.revisions import blank_revisions, first_revisions
from results.domain.rollup_keeping import rebuild
from results.enums import SubmissionState
from results.models import Submission
from units.models import Unit


def foreseen(campaign: Campaign, *, to: Unit, effective_on: date) -> list[str]:
    """What pass_reviews() would do, as sentences."""
    passing = _passing(campaign, campaign.managing_unit)
    by_period = passing.order_by("period__ordinal").values_list("period__label")
    lines = [
        f"{label}: {number} báo cáo chưa xác nhận chuyển về {to} kiểm tra"
        for label, number in by_period.annotate(number=Count("pk"))
    ]
    opened = _periods_to_answer_for(campaign, campaign.managing_unit, to, effective_on)
    return lines + [f"{period}: mở báo cáo của {to}" for period in opened]


def pass_reviews(campaign: Campaign, *, former: Unit, to: Unit, effective_on: date) -> None:
    """The new managing unit becomes the root of every submission that is not accepted.

    The former one's own submission is reviewed by it from now on. In every open period that this
    touches the new unit gets a submission of its own, on which it reports for all; it is asked
    for figures only where it takes part on the last day of the period's data. What was accepted
    counts for the new unit too, in every period.
    """
    periods = _periods_to_answer_for(campaign, former, to, effective_on)
    passing = list(_passing(campaign, former).select_for_update().order_by("pk"))
    for submission in passing:
        submission.lineage = _under(to.pk, submission.lineage)
        submission.superior_id = _last_above(submission.lineage)
    Submission.objects.bulk_update(passing, ["lineage", "superior"], batch_size=500)
    for period in periods:
        _open_for(to, period, campaign, is_asked=period.data_to >= effective_on)
    for period in campaign.periods.exclude(opened_at=None).order_by("pk"):
        rebuild(period)


def _passing(campaign: Campaign, former: Unit) -> QuerySet[Submission]:
    """Not accepted, with the former managing unit as their root."""
    open_ones = campaign.submissions.exclude(state=SubmissionState.ACCEPTED)
    return open_ones.filter(lineage__0=former.pk)


def _under(root: int, lineage: list[int]) -> list[int]:
    """The lineage with another root in place of its first; the former root goes under the new."""
    if root in lineage:
        return lineage[lineage.index(root) :]
    return [root, *(lineage[1:] or lineage)]


def _last_above(lineage: list[int]) -> int | None:
    return lineage[-2] if len(lineage) > 1 else None


def _periods_to_answer_for(
    campaign: Campaign, former: Unit, to: Unit, effective_on: date
) -> list[Period]:
    touched = Q(data_to__gte=effective_on) | Q(submissions__in=_passing(campaign, former))
    opened = campaign.periods.exclude(opened_at=None).filter(touched)
    return list(opened.exclude(submissions__unit=to).distinct().order_by("ordinal"))


def _open_for(unit: Unit, period: Period, campaign: Campaign, *, is_asked: bool) -> None:
    submission = Submission.objects.create(
        campaign=campaign, period=period, unit=unit, lineage=[unit.pk], due_on=period.due_on
    )
    version = campaign.versions.order_by("number").last()
    make = first_revisions if is_asked else blank_revisions
    make([submission], version)
