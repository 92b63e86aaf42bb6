import rules
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from campaigns.domain.assignments import assignment_lines
from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.paper import may_draft_plan
from campaigns.domain.papers import papers_of
from campaigns.domain.plan import managements_of, plan_of, with_plan
from campaigns.domain.policies import can_become
from campaigns.domain.tied_text import body_of, tied_lines
from campaigns.domain.timeline import timeline_of
from campaigns.enums import CampaignState
from campaigns.filters import CampaignFilter
from campaigns.models import Campaign
from campaigns.tables import CampaignTable
from campaigns.views.base import CampaignPage
from core.access.lists import ListPage


class CampaignList(ListPage):
    permission = "campaigns.list_campaigns"
    model = Campaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    title = "Phong trào thi đua"
    export_name = "phong-trao-thi-dua"
    template_name = "campaigns/campaign_list.html"
    empty_hint = "Danh sách gồm phong trào mà đơn vị bạn phát động, quản lý hoặc tham gia."

    def get_queryset(self):
        return super().get_queryset().select_related("managing_unit")


class CampaignDetail(CampaignPage):
    """The plan's own words beside what they were turned into."""

    permission = "campaigns.view_campaign"

    def get_queryset(self):
        return with_plan(super().get_queryset(), reader=self.request.user)

    def get(self, request, pk):
        today = timezone.localdate()
        return self.render_page(
            "campaigns/campaign_detail.html",
            areas=plan_of(self.object),
            assignments=assignment_lines(self.object, today),
            today=today,
            may_mark=self.object.state == CampaignState.LAUNCHED
            and rules.has_perm("campaigns.change_campaign", self.request.user, self.object),
            timeline=timeline_of(self.object),
            managements=managements_of(self.object),
            papers=papers_of(self.object),
            may_draft=may_draft_plan(self.object, by=self.request.user, on=today),
            may_launch=self.may("campaigns.launch_campaign", CampaignState.LAUNCHED),
            may_close=self.may("campaigns.close_campaign", CampaignState.CLOSED),
            may_transfer=self.may("campaigns.transfer_campaign", CampaignState.CLOSED),
        )

    def may(self, permission: str, state: CampaignState) -> bool:
        possible = can_become(self.object, state)
        return possible and rules.has_perm(permission, self.request.user, self.object)


class CampaignText(CampaignPage):
    """The whole text of the plan beside its targets; on a page of its own, for it is long."""

    permission = "campaigns.view_campaign"

    def get_queryset(self):
        return super().get_queryset().select_related("body")

    def get(self, request, pk):
        targets = self.object.targets.prefetch_related("criteria")
        lines = tied_lines(body_of(self.object).blocks, targets)
        return self.render_page(
            "campaigns/campaign_text.html",
            lines=lines,
            doubtful=[line for line in lines if line.doubts],
            untied=[target for target in targets if not target.anchor],
        )


class Launch(CampaignPage):
    permission = "campaigns.launch_campaign"

    def post(self, request, pk):
        launch_campaign(self.object, by=request.user)
        messages.success(request, "Đã phát động phong trào.")
        return redirect(self.object)


class Close(CampaignPage):
    permission = "campaigns.close_campaign"

    def post(self, request, pk):
        close_campaign(self.object, by=request.user)
        messages.success(request, "Đã kết thúc phong trào.")
        return redirect(self.object)
