"""The verbs of a campaign: launch, close, give a quota."""

from decimal import Decimal

import rules
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from campaigns.domain.policies import check_definitions, check_next_state
from campaigns.enums import CampaignState
from campaigns.models import Campaign, DefinitionVersion, Indicator, Quota
from core.access.refusals import NotPermitted
from core.audit.trail import record
from units.models import Unit


@transaction.atomic
def launch_campaign(campaign: Campaign, *, by) -> Campaign:
    """Freezes version 1 of the definitions and lets periods open.

    Raises NotPermitted, NotPossible, IncompleteDefinitions.
    """
    campaign = _locked(campaign, "campaigns.launch_campaign", by)
    check_next_state(campaign, CampaignState.LAUNCHED)
    check_definitions(campaign)
    DefinitionVersion.objects.create(
        campaign=campaign, number=1, reason="Phát động", definitions=definitions_of(campaign)
    )
    return _set_state(campaign, CampaignState.LAUNCHED, by)


@transaction.atomic
def close_campaign(campaign: Campaign, *, by) -> Campaign:
    """Ends the campaign; its figures stay readable. Raises NotPermitted, NotPossible."""
    campaign = _locked(campaign, "campaigns.close_campaign", by)
    check_next_state(campaign, CampaignState.CLOSED)
    return _set_state(campaign, CampaignState.CLOSED, by)


@transaction.atomic
def set_quota(
    campaign: Campaign, unit: Unit, indicator: Indicator, value: Decimal, *, by, reason: str = ""
) -> Quota:
    """Gives a unit its quota, in the indicator's own counting; the former row stays as history."""
    campaign = _locked(campaign, "campaigns.set_quota", by)
    former = campaign.quotas.current().filter(unit=unit, indicator=indicator).first()
    campaign.quotas.current().filter(unit=unit, indicator=indicator).update(
        replaced_at=timezone.now()
    )
    quota = Quota.objects.create(
        campaign=campaign, unit=unit, indicator=indicator, value=value, reason=reason
    )
    record(
        "campaigns.quota_set",
        quota,
        by=by,
        grant=_grant(campaign, by),
        unit_id=unit.pk,
        before={"value": str(former.value)} if former else {},
        after={"value": str(value)},
        reason=reason,
    )
    return quota


def definitions_of(campaign: Campaign) -> list[dict]:
    """The targets and criteria as JSON: what a revision's verdicts rest on."""
    targets = campaign.targets.select_related("indicator").prefetch_related("criteria")
    return [
        {
            "code": target.code,
            "sentence": target.sentence,
            "source": target.source,
            "indicator": target.indicator.code,
            "measure": target.indicator.measure,
            "criteria": [
                {
                    "label": criterion.label,
                    "grades": criterion.grades,
                    "operator": criterion.operator,
                    "threshold": str(criterion.threshold),
                    "exceeding_counts": criterion.exceeding_counts,
                    "answer_note": criterion.answer_note,
                }
                for criterion in target.criteria.all()
            ],
        }
        for target in targets
    ]


def _locked(campaign: Campaign, permission: str, by) -> Campaign:
    if not rules.has_perm(permission, by, campaign):
        raise NotPermitted
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _grant(campaign: Campaign, by):
    return by.grant_for([Role.CAMPAIGN_OFFICER], [campaign.managing_unit_id])


def _set_state(campaign: Campaign, state: CampaignState, by) -> Campaign:
    before = campaign.state
    campaign.state = state
    campaign.save(update_fields=["state"])
    record(
        f"campaigns.{state}",
        campaign,
        by=by,
        grant=_grant(campaign, by),
        unit_id=campaign.managing_unit_id,
        before={"state": before},
        after={"state": state},
    )
    return campaign
