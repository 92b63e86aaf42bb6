"""Which person may do what with a campaign, and under which grant.

What is possible now stands in domain/policies.py.
"""

import rules
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant
from accounts.rules import holds_any, reads_figures
from documents.rules import RECORDS


def officer_grant(user, campaign) -> Grant | None:
    """The grant under which the user runs the campaign for its managing unit."""
    return user.grant_for([Role.CAMPAIGN_OFFICER], [campaign.managing_unit_id])


def transferring_grant(user, campaign) -> Grant | None:
    """The grant under which the user hands the campaign on.

    That of an officer of the managing unit or, since its rights pass on, of its successor. When
    the unit has ended, an officer of a unit above it may do so too: it may have no successor.
    """
    if grant := officer_grant(user, campaign):
        return grant
    if not campaign.managing_unit.has_ended(timezone.localdate()):
        return None
    managing = campaign.managing_unit_id
    return user.grants_reaching([Role.CAMPAIGN_OFFICER], [managing]).get(managing)


def keeping_grant(user, campaign) -> Grant | None:
    """The grant under which the user keeps the records of the campaign: at either of its units."""
    return user.grant_for(RECORDS, [campaign.managing_unit_id, campaign.issuing_unit_id])


def catalogue_grant(user) -> Grant | None:
    """The grant under which the user keeps the catalogue.

    It belongs to the whole program: only an administrator of a unit that stands under no other.
    """
    for grant in user.grants_today:
        unit = grant.unit
        is_root = unit.administrative_parent_id is None and unit.command_parent_id is None
        if grant.role == Role.ADMINISTRATOR and is_root:
            return grant
    return None


@rules.predicate
def plans_for_a_lasting_unit(user) -> bool:
    """An officer; a unit that has ended begins nothing new."""
    today = timezone.localdate()
    return any(
        grant.role == Role.CAMPAIGN_OFFICER and not grant.unit.has_ended(today)
        for grant in user.grants_today
    )


reads_catalogue = holds_any(Role.CAMPAIGN_OFFICER, Role.ADMINISTRATOR)

rules.add_perm("campaigns.list_campaigns", reads_figures)
rules.add_perm("campaigns.view_campaign", reads_figures)
rules.add_perm("campaigns.add_campaign", plans_for_a_lasting_unit)
rules.add_perm("campaigns.copy_campaign", plans_for_a_lasting_unit)
rules.add_perm("campaigns.change_campaign", officer_grant)
rules.add_perm("campaigns.launch_campaign", officer_grant)
rules.add_perm("campaigns.close_campaign", officer_grant)
rules.add_perm("campaigns.draft_plan", officer_grant)
rules.add_perm("campaigns.keep_records", keeping_grant)
rules.add_perm("campaigns.transfer_campaign", transferring_grant)
rules.add_perm("campaigns.set_quota", officer_grant)
rules.add_perm("campaigns.list_quotas", reads_figures)
rules.add_perm("campaigns.view_catalogue", reads_catalogue)
rules.add_perm("campaigns.change_catalogue", catalogue_grant)
