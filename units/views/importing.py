"""Units from a workbook: upload, look, confirm.

Between the two requests the rows wait in the session: on the server, of one person only, and gone
with it. What is confirmed is therefore what was uploaded, and a file that is never confirmed
leaves nothing behind. Everything is checked again when it is written.
"""

from dataclasses import asdict

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.refusals import NotPossible, Stale
from core.access.seen import fingerprint
from core.access.views import ScopedView
from core.excel.reading import SheetRow
from core.excel.writing import excel_response
from units.domain.importing import HEADS, ImportPlan, RowsRefused, import_units, plan_import
from units.enums import UnitKind
from units.forms import WorkbookForm

WAITING = "units.import"


class EmptyForm(ScopedView):
    permission = "units.add_unit"

    def get(self, request):
        return excel_response([HEADS], name="mau-nhap-don-vi")


class Upload(ScopedView):
    permission = "units.add_unit"
    title = "Nhập đơn vị từ Excel"

    def get(self, request):
        return self.show(WorkbookForm())

    def post(self, request):
        form = WorkbookForm(request.POST, request.FILES)
        if not (form.is_valid() and self.keep(form)):
            return self.show(form, status=422)
        return redirect("units:import_check")

    def keep(self, form: WorkbookForm) -> bool:
        try:
            rows = form.rows()
        except NotPossible as refusal:
            form.add_error("file", refusal.message)
            return False
        self.request.session[WAITING] = [asdict(row) for row in rows]
        return True

    def show(self, form: WorkbookForm, status: int = 200):
        context = {"act": self, "form": form, "heads": HEADS, "kinds": UnitKind.labels}
        return render(self.request, "units/unit_import.html", context, status=status)


class Check(ScopedView):
    """What the uploaded rows would make, or what is wrong with them."""

    permission = "units.add_unit"
    title = "Kiểm tra trước khi nhập"

    def dispatch(self, request, *args, **kwargs):
        self.rows = [SheetRow(**row) for row in request.session.get(WAITING, ())]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show() if self.rows else redirect("units:import")

    def post(self, request):
        if not self.rows:
            return redirect("units:import")
        try:
            self.check_seen()
            units = import_units(self.rows, by=request.user)
        except (RowsRefused, Stale) as refusal:
            messages.error(request, refusal.message)
            return self.show(status=422)
        del request.session[WAITING]
        messages.success(request, f"Đã nhập {len(units)} đơn vị.")
        return redirect("units:list")

    def check_seen(self) -> None:
        """Another file may have been uploaded in another window meanwhile."""
        if self.request.POST.get("seen") != self.digest:
            raise Stale("Tệp chờ nhập đã được thay bằng tệp khác. Hãy xem lại trước khi nhập.")

    @property
    def digest(self) -> str:
        return fingerprint(self.rows)

    def show(self, status: int = 200):
        plan: ImportPlan = plan_import(self.rows, by=self.request.user)
        context = {"act": self, "plan": plan, "rows": self.rows, "heads": HEADS}
        return render(self.request, "units/unit_import_check.html", context, status=status)
