"""The figures of a unit's whole subtree in one period, added up."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from results.arithmetic.tally import NO_GRADES, Coverage, Tally
from results.domain.answers import GRADE_COLUMNS
from results.enums import AnswerKind
from results.models import Figure, Submission

_SUMS = {name: Sum(name) for name in ("part", "whole", *GRADE_COLUMNS)}
_ANSWERS = {
    "valued": Count("pk", filter=Q(answer=AnswerKind.VALUE)),
    "none_arisen": Count("pk", filter=Q(answer=AnswerKind.NONE_ARISEN)),
    "separate": Count("pk", filter=Q(answer=AnswerKind.REPORTED_SEPARATELY)),
}
_ACCEPTED = Q(revision=F("revision__submission__accepted_revision"))


@dataclass(frozen=True)
class Covered:
    """How many units are asked an indicator, how many are accepted, and of these only estimated."""

    asked: int = 0
    accepted: int = 0
    estimated: int = 0


def subtree_tallies(submission: Submission) -> dict[int, Tally]:
    """The accepted figures of the unit and of all under it in the period, by indicator. One query.

    Percentages without absolute numbers do not add up and are left out.
    """
    return _added_up(subtree(submission))


def tallies_before(submission: Submission) -> dict[int, Tally]:
    """The same of all earlier periods of the campaign together. One query."""
    earlier = answered_for(submission).filter(period__ordinal__lt=submission.period.ordinal)
    return _added_up(earlier)


def subtree_coverage(submission: Submission) -> dict[int, Covered]:
    """Of each indicator, how many units of the subtree are asked and how many accepted. One query.

    A unit whose report is open again counts by what was accepted of it before.
    """
    rows = Figure.objects.counted().filter(revision__submission__in=subtree(submission))
    counted = (
        rows.order_by()
        .values_list("indicator")
        .annotate(
            asked=Count("pk"),
            accepted=Count("pk", filter=_ACCEPTED),
            estimated=Count("pk", filter=_ACCEPTED & Q(is_estimate=True)),
        )
    )
    return {indicator: Covered(*numbers) for indicator, *numbers in counted}


def subtree(submission: Submission) -> QuerySet[Submission]:
    """The submissions of the unit and of all under it in the period."""
    return answered_for(submission).filter(period=submission.period_id)


def has_subordinates(submission: Submission) -> bool:
    """Whether other units' figures add up in this one's total."""
    return subtree(submission).exclude(pk=submission.pk).exists()


def answered_for(submission: Submission) -> QuerySet[Submission]:
    """The same in all periods of the campaign."""
    rows = Submission.objects.answered_for_by([submission.unit_id])
    return rows.filter(campaign=submission.campaign_id).order_by()


def _added_up(submissions: QuerySet[Submission]) -> dict[int, Tally]:
    accepted = Figure.objects.filter(revision__accepted_for__in=submissions).order_by()
    rows = accepted.values("indicator").annotate(**_SUMS, **_ANSWERS)
    return {row["indicator"]: _tally(row) for row in rows}


def _tally(row: dict) -> Tally:
    coverage = Coverage(**{name: row[name] for name in _ANSWERS})
    grades = tuple(row[name] or Decimal(0) for name in GRADE_COLUMNS)
    return Tally(row["part"], row["whole"], grades if any(grades) else NO_GRADES, coverage=coverage)
