from django.utils import timezone

from accounts.enums import FIGURE_READERS
from campaigns.domain.quotas import QuotaSheet, quota_sheet
from campaigns.views.base import CampaignPage
from core.excel.writing import excel_response


class CampaignUnits(CampaignPage):
    """The units taking part, and their quotas."""

    permission = "campaigns.view_campaign"

    def get(self, request, pk):
        reach = set(request.user.units_as(FIGURE_READERS).values_list("pk", flat=True))
        sheet = quota_sheet(self.object, timezone.localdate(), reach=reach)
        if request.GET.get("export") == "xlsx":
            return excel_response(sheet_values(sheet), name="don-vi-va-chi-tieu-giao")
        return self.render_page("campaigns/campaign_units.html", sheet=sheet)


def sheet_values(sheet: QuotaSheet):
    """The sheet as rows of a workbook, heads first."""
    yield ["Đơn vị", "Loại đơn vị", "Cấp trên trực tiếp", *map(str, sheet.indicators)]
    for row in sheet.rows:
        unit, superior = row.participation.unit, row.participation.superior
        yield [unit, unit.get_kind_display(), superior, *row.quotas]
