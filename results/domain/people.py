"""Whom a submission concerns today: the rules of results.rules, asked for everybody at once."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant
from results.models import Submission
from results.rules import ERASERS, UNIT_HANDS
from units.models import Unit, holding_of


def hands_of(submission: Submission, roles: Iterable[Role] = UNIT_HANDS) -> set[int]:
    """The ids of who enters for the unit, or answers for it, as own_grant() says."""
    people = _holders(roles, [submission.unit_id])
    if submission.unit.valid_to and _has_no_heir(submission):
        people |= _holders(roles, [submission.campaign.managing_unit_id])
    return people


def hands_at(unit_ids: Iterable[int]) -> set[int]:
    """The ids of who enters for one of the units, or answers for it."""
    return _holders(UNIT_HANDS, list(unit_ids))


def judges_of(submission: Submission) -> set[int]:
    """The ids of who may judge the figures, as reviewing_grant() says."""
    if submission.is_root:
        return hands_of(submission, [Role.UNIT_HEAD])
    above = [*submission.lineage[:-1], submission.campaign.managing_unit_id]
    return _holders([Role.REVIEWER], above) - hands_of(submission)


def erasers_of(submission: Submission) -> set[int]:
    """The ids of who decides about an erasure, as erasing_grant() says."""
    return _holders(ERASERS, [submission.campaign.managing_unit_id])


def _holders(roles: Iterable[Role], unit_ids: list[int]) -> set[int]:
    grants = Grant.objects.in_force(timezone.localdate())
    held = grants.filter(role__in=roles, unit__in=holding_of(unit_ids), user__is_active=True)
    return set(held.values_list("user", flat=True))


def _has_no_heir(submission: Submission) -> bool:
    return Unit.objects.without_successor().filter(pk=submission.unit_id).exists()
