"""Which person may do what with a campaign. What is possible now stands in domain/policies.py."""

import rules

from accounts.enums import Role


@rules.predicate
def is_campaign_officer(user, campaign) -> bool:
    return user.grant_for([Role.CAMPAIGN_OFFICER], [campaign.managing_unit_id]) is not None


rules.add_perm("campaigns.list_campaigns", rules.is_authenticated)
rules.add_perm("campaigns.view_campaign", rules.is_authenticated)
rules.add_perm("campaigns.launch_campaign", is_campaign_officer)
rules.add_perm("campaigns.close_campaign", is_campaign_officer)
rules.add_perm("campaigns.set_quota", is_campaign_officer)
