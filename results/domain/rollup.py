"""The figures of a unit's whole subtree, added up: read from the sums kept with acceptances."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from results.arithmetic.tally import NO_GRADES, Coverage, Tally, roll_up
from results.domain.answers import GRADE_COLUMNS
from results.models import RollUp, Submission


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
    return _added_up(_rows(submission).filter(period=submission.period_id))


def tallies_before(submission: Submission) -> dict[int, Tally]:
    """The same of all earlier periods of the campaign together. One query."""
    earlier = {"period__campaign": submission.campaign_id}
    earlier |= {"period__ordinal__lt": submission.period.ordinal}
    return _added_up(_rows(submission).filter(**earlier))


def subtree_coverage(submission: Submission) -> dict[int, Covered]:
    """Of each indicator, how many units of the subtree are asked and how many accepted. One query.

    A unit whose report is open again counts by what was accepted of it before.
    """
    return {
        row.indicator_id: Covered(row.asked, _coverage_of(row).reported, row.estimates)
        for row in _rows(submission).filter(period=submission.period_id)
    }


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


def _rows(submission: Submission):
    return RollUp.objects.filter(unit=submission.unit_id).order_by()


def _added_up(rows: Iterable[RollUp]) -> dict[int, Tally]:
    """Of those that anybody was accepted for."""
    said: dict[int, list[Tally]] = {}
    for row in rows:
        if _coverage_of(row).reported:
            said.setdefault(row.indicator_id, []).append(_tally_of(row))
    return {indicator: roll_up(tallies) for indicator, tallies in said.items()}


def _coverage_of(row: RollUp) -> Coverage:
    return Coverage(row.valued, row.none_arisen, row.separate, estimated=row.estimates)


def _tally_of(row: RollUp) -> Tally:
    grades = tuple(Decimal(getattr(row, name)) for name in GRADE_COLUMNS)
    return Tally(
        part=row.part if row.parts else None,
        whole=row.whole if row.wholes else None,
        grades=grades if any(grades) else NO_GRADES,
        coverage=_coverage_of(row),
    )
