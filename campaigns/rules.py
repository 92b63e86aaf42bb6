"""Which person may do what with a campaign, and under which grant.

What is possible now stands in domain/policies.py.
"""

import rules

from accounts.enums import Role
from accounts.models import Grant
from accounts.rules import holds_any, reads_figures


def officer_grant(user, campaign) -> Grant | None:
    """The grant under which the user runs the campaign for its managing unit."""
    return user.grant_for([Role.CAMPAIGN_OFFICER], [campaign.managing_unit_id])


rules.add_perm("campaigns.list_campaigns", reads_figures)
rules.add_perm("campaigns.view_campaign", reads_figures)
rules.add_perm("campaigns.add_campaign", holds_any(Role.CAMPAIGN_OFFICER))
rules.add_perm("campaigns.copy_campaign", holds_any(Role.CAMPAIGN_OFFICER))
rules.add_perm("campaigns.change_campaign", officer_grant)
rules.add_perm("campaigns.launch_campaign", officer_grant)
rules.add_perm("campaigns.close_campaign", officer_grant)
rules.add_perm("campaigns.set_quota", officer_grant)
