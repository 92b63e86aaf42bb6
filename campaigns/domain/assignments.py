"""How the assignments of a plan stand, and marking them as done."""

from dataclasses import dataclass
from datetime import date, timedelta

import rules
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from campaigns.domain.policies import check_launched
from campaigns.domain.wording import ASSIGNMENT_TONES
from campaigns.enums import AssignmentState
from campaigns.models import Assignment, Campaign
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted, NotPossible, Stale
from core.audit.trail import record
from core.vietnamese.dates import short_date

SOON = timedelta(days=7)


class AssignmentGone(Stale):
    code = "assignment_gone"
    message = "Nhiệm vụ này vừa bị bỏ khỏi kế hoạch."


class AlreadyDone(Stale):
    code = "already_done"


class NotDone(Stale):
    code = "not_done"
    message = "Nhiệm vụ này đang ghi là chưa xong."


class DoneTooLate(NotPossible):
    """The day it was done is still to come."""

    code = "done_in_the_future"
    message = "Ngày xong không được sau hôm nay."


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment as the campaign's page shows it."""

    assignment: Assignment
    state: AssignmentState

    @property
    def tone(self) -> str:
        return ASSIGNMENT_TONES[self.state]

    @property
    def words(self) -> str:
        """The state: "Quá hạn", "Đã xong ngày 05/03/2026"."""
        day = self.assignment.done_on
        return f"{self.state.label} ngày {short_date(day)}" if day else self.state.label


def state_of(assignment: Assignment, today: date) -> AssignmentState:
    """Soon is due within seven days, today among them."""
    due = assignment.due_on
    if assignment.done_on:
        return AssignmentState.DONE
    if due is None:
        return AssignmentState.OPEN
    if due < today:
        return AssignmentState.OVERDUE
    return AssignmentState.SOON if due - today <= SOON else AssignmentState.AHEAD


def assignment_lines(campaign: Campaign, today: date) -> list[AssignmentLine]:
    """The assignments of the plan in its order, and how each stands."""
    return [AssignmentLine(row, state_of(row, today)) for row in campaign.assignments.all()]


def removed_assignment(campaign: Campaign, key: int) -> Assignment | None:
    """An assignment that was taken from the plan, as it stood last: what was typed about it is
    shown beside it."""
    history = apps.get_model("campaigns", "AssignmentEvent").objects
    last = history.filter(pgh_obj_id=key, campaign=campaign).order_by("pgh_id").last()
    if last is None:
        return None
    known = {name: getattr(last, name) for name in ("ordinal", "what", "assignee")}
    return Assignment(pk=key, campaign=campaign, **known)


@transaction.atomic
def mark_done(assignment: Assignment, *, done_on: date, by, note: str = "") -> Assignment:
    """The day may not be to come.

    Raises NotPermitted, NotLaunched, CampaignClosed, AssignmentGone, AlreadyDone, DoneTooLate.
    """
    assignment = _locked(assignment, by)
    if assignment.done_on:
        raise AlreadyDone(f"Nhiệm vụ này đã ghi xong ngày {short_date(assignment.done_on)}.")
    if done_on > timezone.localdate():
        raise DoneTooLate
    change = _set_done(assignment, done_on, note)
    record("campaigns.assignment_done", assignment.campaign, **change, **_hand(assignment, by))
    return assignment


@transaction.atomic
def take_back(assignment: Assignment, *, by) -> Assignment:
    """The assignment is not done after all.

    Raises NotPermitted, NotLaunched, CampaignClosed, AssignmentGone, NotDone.
    """
    assignment = _locked(assignment, by)
    if assignment.done_on is None:
        raise NotDone
    change = _set_done(assignment, None, "")
    record("campaigns.assignment_undone", assignment.campaign, **change, **_hand(assignment, by))
    return assignment


def _locked(assignment: Assignment, by) -> Assignment:
    """Behind the lock of the campaign, which its editor and its end take as well."""
    if not rules.has_perm("campaigns.change_campaign", by, assignment.campaign):
        raise NotPermitted
    campaign = Campaign.objects.select_for_update().get(pk=assignment.campaign_id)
    check_launched(campaign)
    stored = campaign.assignments.filter(pk=assignment.pk).first()
    if stored is None:
        raise AssignmentGone
    return stored


def _set_done(assignment: Assignment, done_on: date | None, note: str) -> dict[str, dict]:
    """Writes it, and says for the trail from what to what."""
    before = _words(assignment)
    assignment.done_on, assignment.done_note = done_on, note
    assignment.save(update_fields=["done_on", "done_note"])
    return {"before": before, "after": _words(assignment)}


def _words(assignment: Assignment) -> dict[str, str]:
    day, note = assignment.done_on, assignment.done_note
    done = f"xong ngày {short_date(day)}" if day else "chưa xong"
    return {str(assignment): f"{done}: {note}" if note else done}


def _hand(assignment: Assignment, by) -> dict:
    """Who did it, under which grant and where, for the trail."""
    campaign = assignment.campaign
    return {"by": by, "grant": officer_grant(by, campaign), "unit_id": campaign.managing_unit_id}
