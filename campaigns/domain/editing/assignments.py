"""Setting what the plan gives people to do, in its words and order."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from campaigns.domain.calendar import same_day
from campaigns.domain.editing.participants import candidates_of
from campaigns.domain.editing.sections import (
    InvalidPlan,
    Problem,
    finish_editing,
    open_for_editing,
    put_off,
)
from campaigns.models import Assignment, Campaign
from core.access.seen import check_unchanged
from core.vietnamese.dates import short_date
from units.models import Unit

NOT_OURS = "Chỉ chọn đơn vị quản lý phong trào hoặc đơn vị thuộc quyền."


@dataclass(frozen=True)
class AssignmentText:
    """An assignment as it is to be; without a key it is a new one."""

    pk: int | None
    what: str
    assignee: str
    unit_id: int | None = None
    due_on: date | None = None


def assignable_units(campaign: Campaign) -> QuerySet[Unit]:
    """The managing unit and those under it; they need not take part. What stands may stay."""
    standing = campaign.assignments.exclude(unit=None).values("unit")
    others = Q(pk=campaign.managing_unit_id) | Q(pk__in=standing)
    return candidates_of(campaign) | Unit.objects.filter(others)


def assignments_of(campaign: Campaign) -> list[AssignmentText]:
    return [
        AssignmentText(row.pk, row.what, row.assignee, row.unit_id, row.due_on)
        for row in campaign.assignments.all()
    ]


def assignment_facts(campaign: Campaign) -> list[dict]:
    """The assignments as plain facts, for their fingerprint; whether they are done is no part."""
    return [asdict(text) for text in assignments_of(campaign)]


@transaction.atomic
def set_assignments(
    campaign: Campaign, texts: Sequence[AssignmentText], *, by, seen: str, reason: str = ""
) -> Campaign:
    """Makes the assignments what `texts` says, in that order; those left out are removed.

    What was marked as done stays so. Raises NotPermitted, CampaignClosed, ReasonMissing,
    ChangedMeanwhile, InvalidPlan.
    """
    campaign = open_for_editing(campaign, by=by, reason=reason)
    check_unchanged(assignment_facts(campaign), seen)
    before = _words(campaign)
    stored = {row.pk: row for row in campaign.assignments.all()}
    _check(campaign, texts)
    with put_off("one_assignment_at_an_ordinal"):
        kept = [_write(campaign, number, text, stored) for number, text in enumerate(texts, 1)]
        for row in campaign.assignments.exclude(pk__in=kept):
            row.delete()
    return finish_editing(campaign, before=before, after=_words(campaign), by=by, reason=reason)


def _words(campaign: Campaign) -> dict[str, str]:
    """Each assignment by its number, for the trail."""
    rows = campaign.assignments.select_related("unit")
    return {str(row): _row_words(row) for row in rows}


def _row_words(row: Assignment) -> str:
    parts = [f"{row.assignee}: {row.what}"]
    if row.unit:
        parts.append(f"chủ trì: {row.unit}")
    if row.due_on:
        parts.append(f"hạn {short_date(row.due_on)}")
    return "; ".join(parts)


def _write(campaign: Campaign, ordinal: int, text: AssignmentText, stored: dict) -> int:
    row = stored.get(text.pk) or Assignment(campaign=campaign)
    row.ordinal = ordinal
    for name in ("what", "assignee", "unit_id", "due_on"):
        setattr(row, name, getattr(text, name))
    row.save()
    return row.pk


def _check(campaign: Campaign, texts: Sequence[AssignmentText]) -> None:
    problems = [*_due_problems(campaign, texts), *_unit_problems(campaign, texts)]
    if problems:
        raise InvalidPlan(problems)


def _due_problems(campaign: Campaign, texts: Sequence[AssignmentText]) -> Iterator[Problem]:
    """An assignment may be due before the start or after the end, but not years away."""
    first, last = same_day(campaign.starts_on, -1), same_day(campaign.ends_on, 1)
    message = f"Hạn phải trong khoảng từ {short_date(first)} đến {short_date(last)}."
    for row, text in enumerate(texts):
        if text.due_on and not first <= text.due_on <= last:
            yield Problem(row, "due_on", message)


def _unit_problems(campaign: Campaign, texts: Sequence[AssignmentText]) -> Iterator[Problem]:
    offered = {None, *assignable_units(campaign).values_list("pk", flat=True)}
    for row, text in enumerate(texts):
        if text.unit_id not in offered:
            yield Problem(row, "unit_id", NOT_OURS)
