import rules
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.enums import FIGURE_READERS
from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.plan import plan_of, with_plan
from campaigns.domain.policies import can_become
from campaigns.domain.quotas import QuotaSheet, quota_sheet
from campaigns.domain.wording import STATE_TONES
from campaigns.enums import CampaignState
from campaigns.filters import CampaignFilter
from campaigns.models import Campaign
from campaigns.tables import CampaignTable
from core.access.lists import ListPage
from core.access.views import ScopedView
from core.export.excel import excel_response


class CampaignList(ListPage):
    permission = "campaigns.list_campaigns"
    model = Campaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    title = "Phong trào thi đua"
    export_name = "phong-trao-thi-dua"
    empty_hint = "Danh sách gồm phong trào mà đơn vị bạn phát động, quản lý hoặc tham gia."

    def get_queryset(self):
        return super().get_queryset().select_related("managing_unit")


class CampaignPage(ScopedView):
    """A page about a campaign."""

    is_abstract = True
    model = Campaign

    def get_queryset(self):
        return super().get_queryset().select_related("managing_unit")

    def render_page(self, template: str, **context):
        campaign = self.object
        frame = {
            "campaign": campaign,
            "state_tone": STATE_TONES[CampaignState(campaign.state)],
        }
        return render(self.request, template, frame | context)


class CampaignDetail(CampaignPage):
    """The plan's own words beside what they were turned into."""

    permission = "campaigns.view_campaign"

    def get_queryset(self):
        return with_plan(super().get_queryset())

    def get(self, request, pk):
        return self.render_page(
            "campaigns/campaign_detail.html",
            areas=plan_of(self.object),
            may_launch=self.may("campaigns.launch_campaign", CampaignState.LAUNCHED),
            may_close=self.may("campaigns.close_campaign", CampaignState.CLOSED),
        )

    def may(self, permission: str, state: CampaignState) -> bool:
        possible = can_become(self.object, state)
        return possible and rules.has_perm(permission, self.request.user, self.object)


class CampaignUnits(CampaignPage):
    """The units taking part, and their quotas."""

    permission = "campaigns.view_campaign"

    def get(self, request, pk):
        reach = set(request.user.units_as(FIGURE_READERS).values_list("pk", flat=True))
        sheet = quota_sheet(self.object, timezone.localdate(), reach=reach)
        if request.GET.get("export") == "xlsx":
            return excel_response(sheet_values(sheet), name="don-vi-va-chi-tieu-giao")
        return self.render_page("campaigns/campaign_units.html", sheet=sheet)


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


def sheet_values(sheet: QuotaSheet):
    """The sheet as rows of a workbook, heads first."""
    yield ["Đơn vị", "Loại đơn vị", "Cấp trên trực tiếp", *map(str, sheet.indicators)]
    for row in sheet.rows:
        unit, superior = row.participation.unit, row.participation.superior
        yield [unit, unit.get_kind_display(), superior, *row.quotas]
