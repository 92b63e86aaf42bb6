"""Any PDF against Decree 30/2020/NĐ-CP. Nothing is stored, so the report is the answer itself."""

from django.shortcuts import render

from core.access.views import ScopedView
from documents.checker.client import check_pdf
from documents.checker.errors import Uncheckable
from documents.checker.findings import Report, Verdict
from documents.forms.format import FormatForm


class CheckFormat(ScopedView):
    permission = "documents.read_format"

    def get(self, request):
        return self.show(FormatForm())

    def post(self, request):
        form = FormatForm(request.POST, request.FILES)
        report = self.report(form) if form.is_valid() else None
        return self.show(form, report, status=200 if report else 422)

    def report(self, form: FormatForm) -> Report | None:
        try:
            return check_pdf(form.cleaned_data["file"])
        except Uncheckable as refusal:
            form.add_error("file", refusal.message)
            return None

    def show(self, form: FormatForm, report: Report | None = None, status: int = 200):
        context = {"form": form, "report": report}
        if report:
            context |= {verdict.value: report.of(verdict) for verdict in Verdict}
            context["name"] = form.cleaned_data["file"].name
        return render(self.request, "documents/pages/format.html", context, status=status)
