"""Drafting a campaign, and changing what it says of itself."""

from datetime import date
from typing import Any

import rules
from django.db import transaction
from django.utils.text import capfirst

from accounts.enums import Role
from campaigns.domain.editing.sections import (
    InvalidPlan,
    Problem,
    finish_editing,
    open_for_editing,
)
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted
from core.access.seen import check_unchanged
from core.audit.trail import record
from core.vietnamese.dates import short_date

TEXTS = (
    "name",
    "theme",
    "guiding_thought",
    "plan_reference",
    "legal_bases",
    "purposes",
    "requirements",
    "scope",
    "means",
    "recipients",
)
# What a launched movement is: another kind, issuer or first day would be another movement.
FIXED_BY_LAUNCH = ("kind", "starts_on", "issuing_unit", "managing_unit", "parent")
ENDS_BEFORE = "Ngày kết thúc phải sau ngày bắt đầu."
FIELDS = (*TEXTS, *FIXED_BY_LAUNCH, "ends_on", "signatory")


@transaction.atomic
def create_campaign(facts: dict[str, Any], *, by) -> Campaign:
    """A draft. `facts` are values by the names in FIELDS. Raises NotPermitted, InvalidPlan."""
    campaign = Campaign(**facts)
    if not rules.has_perm("campaigns.add_campaign", by):
        raise NotPermitted
    _check(campaign, by)
    campaign.save()
    record(
        "campaigns.created",
        campaign,
        by=by,
        grant=officer_grant(by, campaign),
        unit_id=campaign.managing_unit_id,
        after={name: words for name, words in _words(campaign).items() if words},
    )
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign, facts: dict[str, Any], *, by, seen: str, reason: str = ""
) -> Campaign:
    """Changes the given facts; `seen` is the fingerprint of facts_of() as they were shown.

    Raises NotPermitted, CampaignClosed, ReasonMissing, ChangedMeanwhile, InvalidPlan.
    """
    campaign = open_for_editing(campaign, by=by, reason=reason)
    stored, before = facts_of(campaign), _words(campaign)
    check_unchanged(stored, seen)
    for name, value in facts.items():
        setattr(campaign, name, value)
    _check_fixed(campaign, stored)
    _check(campaign, by)
    campaign.save(update_fields=list(facts))
    return finish_editing(campaign, before=before, after=_words(campaign), by=by, reason=reason)


def facts_of(campaign: Campaign) -> dict[str, Any]:
    """What the campaign says of itself, related rows by their ids."""
    return {name: getattr(campaign, campaign._meta.get_field(name).attname) for name in FIELDS}


def _words(campaign: Campaign) -> dict[str, str]:
    """The facts as people read them, by the names of their fields."""
    return {
        capfirst(campaign._meta.get_field(name).verbose_name): _word(campaign, name)
        for name in FIELDS
    }


def _word(campaign: Campaign, name: str) -> str:
    value = campaign.get_kind_display() if name == "kind" else getattr(campaign, name)
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(value)


def _check_fixed(campaign: Campaign, before: dict[str, Any]) -> None:
    if campaign.state == CampaignState.DRAFT:
        return
    after = facts_of(campaign)
    message = "Phong trào đã phát động nên mục này không thay đổi được nữa."
    changed = [name for name in FIXED_BY_LAUNCH if after[name] != before[name]]
    if changed:
        raise InvalidPlan([Problem(0, name, message) for name in changed])


def _check(campaign: Campaign, by) -> None:
    problems = list(_problems(campaign, by))
    if problems:
        raise InvalidPlan(problems)


def _problems(campaign: Campaign, by):
    if campaign.managing_unit_id not in by.unit_ids_as([Role.CAMPAIGN_OFFICER]):
        yield Problem(0, "managing_unit", "Bạn không soạn kế hoạch cho đơn vị này.")
    if campaign.ends_on < campaign.starts_on:
        yield Problem(0, "ends_on", ENDS_BEFORE)
    if campaign.parent_id and campaign.pk in _line_of(campaign.parent):
        yield Problem(0, "parent", "Phong trào không thể là cấp trên của chính nó.")
    if campaign.pk:
        yield from _phases_outside(campaign, campaign.starts_on, campaign.ends_on)


def _line_of(campaign: Campaign | None) -> list[int]:
    """The campaign and those above it."""
    line = []
    while campaign and campaign.pk not in line:
        line.append(campaign.pk)
        campaign = campaign.parent
    return line


def _phases_outside(campaign: Campaign, first: date, last: date):
    for phase in campaign.phases.all():
        if phase.starts_on < first:
            yield Problem(0, "starts_on", f"{phase.label} bắt đầu trước ngày này.")
        if phase.ends_on > last:
            yield Problem(0, "ends_on", f"{phase.label} kết thúc sau ngày này.")
