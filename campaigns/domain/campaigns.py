"""The verbs of a campaign: launch, close."""

import rules
from django.db import transaction

from campaigns.domain.policies import check_definitions, check_next_state
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Criterion, DefinitionVersion, Target
from campaigns.rules import officer_grant
from core.access.refusals import NotPermitted
from core.audit.trail import record


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


def definitions_of(campaign: Campaign) -> list[dict]:
    """The targets as JSON: all that is asked of the units, and all that a verdict rests on."""
    targets = campaign.targets.select_related("indicator", "judged_from")
    return [
        _target_facts(target)
        for target in targets.prefetch_related("asked_in", "reporting_units", "criteria__nested_in")
    ]


def _target_facts(target: Target) -> dict:
    indicator = target.indicator
    return {
        "code": target.code,
        "title": target.title,
        "sentence": target.sentence,
        "anchor": target.anchor,
        "source": target.source,
        "indicator": indicator.code,
        "measure": indicator.measure,
        "part_rule": indicator.part_rule,
        "whole_rule": indicator.whole_rule,
        "whole_is_quota": indicator.whole_is_quota,
        "reporting_kinds": target.reporting_kinds,
        "reporting_units": [
            {"code": unit.code, "name": unit.short_name} for unit in target.reporting_units.all()
        ],
        "asked_in": [period.ordinal for period in target.asked_in.all()],
        "judged_from": target.judged_from.ordinal if target.judged_from else None,
        "criteria": [_criterion_facts(criterion) for criterion in target.criteria.all()],
    }


def _criterion_facts(criterion: Criterion) -> dict:
    return {
        "ordinal": criterion.ordinal,
        "label": criterion.label,
        "grades": criterion.grades,
        "operator": criterion.operator,
        "threshold": str(criterion.threshold),
        "nested_in": criterion.nested_in.ordinal if criterion.nested_in else None,
        "exceeding_counts": criterion.exceeding_counts,
        "answer_note": criterion.answer_note,
    }


def _locked(campaign: Campaign, permission: str, by) -> Campaign:
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not rules.has_perm(permission, by, campaign):
        raise NotPermitted
    return campaign


def _set_state(campaign: Campaign, state: CampaignState, by) -> Campaign:
    before = campaign.state
    campaign.state = state
    campaign.save(update_fields=["state"])
    record(
        f"campaigns.{state}",
        campaign,
        by=by,
        grant=officer_grant(by, campaign),
        unit_id=campaign.managing_unit_id,
        before={"state": before},
        after={"state": state},
    )
    return campaign
