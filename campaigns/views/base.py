import rules
from django.shortcuts import render

from campaigns.domain.wording import STATE_TONES
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.views import ScopedView


class CampaignPage(ScopedView):
    """A page about a campaign."""

    is_abstract = True
    model = Campaign

    def get_queryset(self):
        return super().get_queryset().select_related("managing_unit")

    def render_page(self, template: str, *, status: int = 200, **context):
        campaign = self.object
        frame = {
            "campaign": campaign,
            "state_tone": STATE_TONES[CampaignState(campaign.state)],
            "may_copy": rules.has_perm("campaigns.copy_campaign", self.request.user, campaign),
            "may_change": campaign.state != CampaignState.CLOSED
            and rules.has_perm("campaigns.change_campaign", self.request.user, campaign),
        }
        return render(self.request, template, frame | context, status=status)
