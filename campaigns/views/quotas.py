import rules
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from accounts.enums import FIGURE_READERS
from campaigns.domain.quota_sheet import QuotaSheet, quota_sheet, values_at
from campaigns.domain.quotas import QuotaConflict, QuotaTakenAway, save_quotas
from campaigns.enums import CampaignState
from campaigns.filters import QuotaFilter
from campaigns.forms.quotas import QuotaGrid, SaveForm, WorkbookForm, keys_of, workbook_rows
from campaigns.models import Quota
from campaigns.tables import QuotaTable
from campaigns.views.base import CampaignPage
from core.access.lists import ListPage
from core.access.refusals import NotPossible, ReasonMissing
from core.excel.writing import excel_response

WORKBOOK = "don-vi-va-chi-tieu-giao"


class SheetPage(CampaignPage):
    """A page about the units of a campaign and their quotas."""

    is_abstract = True

    def sheet(self) -> QuotaSheet:
        reach = set(self.request.user.units_as(FIGURE_READERS).values_list("pk", flat=True))
        return quota_sheet(self.object, timezone.localdate(), reach=reach)

    @property
    def is_closed(self) -> bool:
        return self.object.state == CampaignState.CLOSED


class CampaignUnits(SheetPage):
    """The units taking part, and their quotas."""

    permission = "campaigns.view_campaign"

    def get(self, request, pk):
        sheet = self.sheet()
        if request.GET.get("export") == "xlsx":
            return excel_response(sheet_values(sheet), name=WORKBOOK)
        may_give = rules.has_perm("campaigns.set_quota", request.user, self.object)
        return self.render_page(
            "campaigns/campaign_units.html",
            sheet=sheet,
            may_give=may_give and not self.is_closed,
        )


class QuotaEntry(SheetPage):
    """The grid of units and indicators, given out and changed at once."""

    permission = "campaigns.set_quota"

    def get(self, request, pk):
        if self.is_closed:
            return redirect("campaigns:units", pk)
        sheet = self.sheet()
        if request.GET.get("export") == "xlsx":
            return excel_response(workbook_rows(sheet), name=WORKBOOK)
        return self.show(QuotaGrid(sheet))

    def post(self, request, pk):
        grid = QuotaGrid(self.sheet(), request.POST)
        if grid.is_valid() and self.save(grid):
            return redirect("campaigns:quotas", pk)
        messages.error(request, "Chưa ghi được. Hãy xem các ô được đánh dấu.")
        return self.show(grid, status=422)

    def save(self, grid: QuotaGrid) -> bool:
        """Writes what was typed, or shows why it could not be."""
        said = grid.form.cleaned_data
        try:
            given = save_quotas(
                self.object,
                grid.typed,
                by=self.request.user,
                seen=said["seen"],
                reason=said["reason"],
            )
        except QuotaConflict as refusal:
            before = values_at(self.object, said["seen"])
            grid.show_conflict(self.sheet(), refusal.stands, before)
        except QuotaTakenAway as refusal:
            grid.show_problem(refusal.cells, refusal.message)
        except ReasonMissing:
            grid.show_reason_missing()
        except NotPossible as refusal:
            messages.error(self.request, refusal.message)
        else:
            self.tell(len(given))
            return True
        return False

    def tell(self, number: int) -> None:
        if number:
            messages.success(self.request, f"Đã ghi {number} chỉ tiêu giao.")
        else:
            messages.info(self.request, "Không có ô nào thay đổi.")

    def show(self, grid: QuotaGrid, status: int = 200):
        return self.render_page("campaigns/quota_entry.html", status=status, grid=grid)


class QuotaImport(SheetPage):
    """Uploading the filled-in workbook, and what it would change; the grid's page writes it."""

    permission = "campaigns.set_quota"

    def get(self, request, pk):
        if self.is_closed:
            return redirect("campaigns:units", pk)
        return self.show(WorkbookForm())

    def post(self, request, pk):
        sheet = self.sheet()
        form = WorkbookForm(request.POST, request.FILES, sheet=sheet)
        if not form.is_valid():
            return self.show(form, status=422)
        rows = form.differences()
        return self.render_page(
            "campaigns/quota_preview.html",
            sheet=sheet,
            rows=rows,
            form=SaveForm(initial=keys_of(sheet, [unit for unit, _ in rows])),
        )

    def show(self, form: WorkbookForm, status: int = 200):
        return self.render_page("campaigns/quota_import.html", status=status, form=form)


class QuotaHistory(ListPage):
    """Every quota that was given, with who gave it and why."""

    permission = "campaigns.list_quotas"
    model = Quota
    table_class = QuotaTable
    filterset_class = QuotaFilter
    title = "Lịch sử giao chỉ tiêu"
    template_name = "campaigns/quota_history.html"
    export_name = "lich-su-giao-chi-tieu"
    empty_hint = "Mỗi lần giao hoặc thay đổi chỉ tiêu được ghi lại ở đây."

    def get_queryset(self):
        quotas = super().get_queryset().with_giver()
        return quotas.select_related("campaign", "unit", "indicator")


def sheet_values(sheet: QuotaSheet):
    """The sheet as rows of a workbook, heads first."""
    yield ["Đơn vị", "Loại đơn vị", "Cấp trên trực tiếp", *map(str, sheet.indicators)]
    for row in sheet.rows:
        yield [row.unit, row.kind.label, row.superior, *row.quotas]
