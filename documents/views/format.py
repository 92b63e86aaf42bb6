"""Any PDF against Decree 30/2020/NĐ-CP. Nothing is stored, so the report is the answer itself."""

from django.http import Http404
from django.shortcuts import render

from core.access.views import ScopedView
from core.files.storage import open_stored
from documents.checker.client import check_pdf
from documents.checker.errors import Uncheckable
from documents.checker.findings import Report, Verdict
from documents.domain.printing import filename
from documents.forms.format import FormatForm
from documents.views.register import DocumentView


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
            context |= told(report, form.cleaned_data["file"].name)
        return render(self.request, "documents/pages/format.html", context, status=status)


class DocumentFormat(DocumentView):
    """The file of a document as the decree measures it, for whoever checks its format."""

    permission = "documents.view_document"

    def get(self, request, pk):
        document = self.object
        if document.file is None:
            raise Http404
        context = {"document": document}
        try:
            with open_stored(document.file) as file:
                context |= told(check_pdf(file), filename(document))
        except Uncheckable as refusal:
            context["refusal"] = refusal.message
        return render(request, "documents/pages/document_format.html", context)


def told(report: Report, name: str) -> dict:
    """The findings by their verdict."""
    by_verdict = {verdict.value: report.of(verdict) for verdict in Verdict}
    return by_verdict | {"report": report, "name": name}
