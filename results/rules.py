"""Which person may do what with a submission, and under which grant.

What is possible now stands in domain/policies.py.
"""

import rules

from accounts.enums import Role
from accounts.models import Grant
from accounts.rules import holds_any, reads_figures
from campaigns.rules import officer_grant
from units.models import Unit

UNIT_HANDS = (Role.CLERK, Role.UNIT_HEAD)
ERASERS = (Role.LEADER, Role.INSPECTOR)
LETTER_WRITERS = (Role.REVIEWER, Role.CAMPAIGN_OFFICER)


def own_grant(user, submission) -> Grant | None:
    """The grant under which the user is one of the unit's own hands."""
    return _grant_of_hands(user, UNIT_HANDS, submission)


def head_grant(user, submission) -> Grant | None:
    """The grant under which the user is the head of the unit."""
    return _grant_of_hands(user, [Role.UNIT_HEAD], submission)


def entering_grant(user, submission) -> Grant | None:
    """The grant under which the user enters the unit's figures, as one of its hands or for it."""
    return own_grant(user, submission) or _grant_in_its_stead(user, submission)


def sending_grant(user, submission) -> Grant | None:
    """The grant under which the user answers for the unit's figures, or sends what it signed."""
    return head_grant(user, submission) or _grant_in_its_stead(user, submission)


def standing_in_grant(user, submission) -> Grant | None:
    """The grant under which the user may take over entering, with the unit's paper in hand.

    Who enters at the direct superior, or judges the figures from above; never a hand of the unit.
    """
    if submission.is_root or own_grant(user, submission):
        return None
    at_superior = user.grant_for(UNIT_HANDS, [submission.superior_id])
    return at_superior or reviewing_grant(user, submission)


def ending_grant(user, submission) -> Grant | None:
    """The grant under which the user gives entering back to the unit, or takes it back for it."""
    return head_grant(user, submission) or standing_in_grant(user, submission)


def _grant_in_its_stead(user, submission) -> Grant | None:
    """While somebody stands in for the unit; the submission is read with that fact."""
    grant = standing_in_grant(user, submission)
    return grant if grant and submission.has_stand_in else None


def _grant_of_hands(user, roles, submission) -> Grant | None:
    """At the unit itself, or at one that its rights passed on to.

    Where they passed on to nobody, at the managing unit, which answers for all: what the unit
    still owes, or was asked to mend, would have no hands.
    """
    if grant := user.grant_for(roles, [submission.unit_id]):
        return grant
    grant = user.grant_for(roles, [submission.campaign.managing_unit_id])
    if grant and submission.unit.valid_to:
        ended = Unit.objects.without_successor().filter(pk=submission.unit_id)
        return grant if ended.exists() else None
    return None


def reviewing_grant(user, submission) -> Grant | None:
    """The nearest grant under which the user judges the figures from above, or some of them."""
    return next(iter(_reviewing_grants(user, submission)), None)


def accepting_grant(user, submission) -> Grant | None:
    """The nearest grant under which the user judges the report as a whole."""
    grants = _reviewing_grants(user, submission)
    shares = _shares(grants, submission)
    return next((grant for grant in grants if grant.pk not in shares), None)


def judging_grant(user, submission) -> Grant | None:
    """The grant that an acceptance rests on: of the whole report, or of its last area."""
    return accepting_grant(user, submission) or reviewing_grant(user, submission)


def area_grant(user, submission, area_id: int) -> Grant | None:
    """The nearest grant under which the user judges the content area."""
    grants = _reviewing_grants(user, submission)
    shares = _shares(grants, submission)
    reaching = (grant for grant in grants if area_id in shares.get(grant.pk, [area_id]))
    return next(reaching, None)


def reviewed_areas(user, submission) -> frozenset[int] | None:
    """The keys of the content areas that the user judges in the report; None stands for all."""
    grants = _reviewing_grants(user, submission)
    shares = _shares(grants, submission)
    if len(shares) < len(grants):
        return None
    return frozenset(area for areas in shares.values() for area in areas)


def _reviewing_grants(user, submission) -> list[Grant]:
    """The nearest first.

    Nobody reviews the own unit; above the root there is nobody, so its own head answers for it.
    What was accepted before the campaign was passed on, the unit that manages it now may reopen.
    """
    if submission.is_root:
        return list(filter(None, [head_grant(user, submission)]))
    if own_grant(user, submission):
        return []
    above = [*reversed(submission.lineage[:-1]), submission.campaign.managing_unit_id]
    held = (grant for unit_id in above for grant in user.grants_by_unit.get(unit_id, ()))
    return list(dict.fromkeys(grant for grant in held if grant.role == Role.REVIEWER))


def _shares(grants: list[Grant], submission) -> dict[int, list[int]]:
    """The content areas of each grant that is limited to some, by the grant's key."""
    if not grants:
        return {}
    limited = Grant.objects.filter(
        pk__in=[grant.pk for grant in grants], review_shares__campaign=submission.campaign_id
    )
    return dict(limited.order_by().values_list("pk", "review_shares__area_ids"))


def comparing_grant(user, submission) -> Grant | None:
    """The grant under which the user learns how the unit's cluster stands; its own hands never."""
    return None if submission.is_root else reviewing_grant(user, submission)


def collecting_grant(user, submission) -> Grant | None:
    """The grant under which the user sees to it that the report comes, and may give it more time.

    Who judges the figures from above, or runs the campaign; the unit's own hands never, except
    that above the root there is only the officer, who sets the days for everybody.
    """
    if submission.is_root:
        return officer_grant(user, submission.campaign)
    if own_grant(user, submission):
        return None
    return reviewing_grant(user, submission) or officer_grant(user, submission.campaign)


def reminding_grant(user, issuer) -> Grant | None:
    """The grant under which the user has letters drafted in the name of the issuer."""
    return user.grant_for(LETTER_WRITERS, [issuer.unit_id])


def asking_grant(user, submission) -> Grant | None:
    """The grant under which the user may ask that secret content be erased from the report."""
    if grant := head_grant(user, submission) or reviewing_grant(user, submission):
        return grant
    places = [*reversed(submission.lineage), submission.campaign.managing_unit_id]
    return user.grant_for([Role.INSPECTOR], places)


def erasing_grant(user, submission) -> Grant | None:
    """The grant under which the user decides, as the second person, about such a request.

    A leader or an inspector of the unit that manages the campaign, who answers for all of it.
    """
    return user.grant_for(ERASERS, [submission.campaign.managing_unit_id])


@rules.predicate
def sees_erasures(user, submission) -> bool:
    return bool(asking_grant(user, submission) or erasing_grant(user, submission))


rules.add_perm("results.list_submissions", reads_figures)
rules.add_perm("results.view_submission", reads_figures)
rules.add_perm("results.view_history", reads_figures)
rules.add_perm("results.enter_figures", entering_grant)
rules.add_perm("results.submit_submission", sending_grant)
rules.add_perm("results.attach_paper", own_grant)
rules.add_perm("results.enter_on_behalf", standing_in_grant)
rules.add_perm("results.end_on_behalf", ending_grant)
rules.add_perm("results.accept_submission", accepting_grant)
rules.add_perm("results.confirm_rows", reviewing_grant)
rules.add_perm("results.return_submission", reviewing_grant)
rules.add_perm("results.reopen_submission", reviewing_grant)
rules.add_perm("results.remark_on_row", reviewing_grant)
rules.add_perm("results.answer_remark", entering_grant)
rules.add_perm("results.recalculate_submission", accepting_grant)
rules.add_perm("results.extend_submission", collecting_grant)
rules.add_perm("results.log_call", collecting_grant)
rules.add_perm("results.compare_with_cluster", comparing_grant)
rules.add_perm("results.share_review", officer_grant)
rules.add_perm("results.accept_submissions", holds_any(Role.REVIEWER))
rules.add_perm("results.call_units", holds_any(Role.REVIEWER, Role.CAMPAIGN_OFFICER))
rules.add_perm("results.draft_letters", holds_any(*LETTER_WRITERS))
rules.add_perm("results.remind_unit", collecting_grant)
rules.add_perm("results.remind_units", holds_any(Role.REVIEWER, Role.CAMPAIGN_OFFICER))
rules.add_perm("results.ask_for_erasure", asking_grant)
rules.add_perm("results.decide_on_erasure", erasing_grant)
rules.add_perm("results.view_erasures", sees_erasures)
rules.add_perm("results.list_erasures", holds_any(Role.UNIT_HEAD, Role.REVIEWER, *ERASERS))
