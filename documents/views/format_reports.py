"""Papers against Decree 30/2020/NĐ-CP: any PDF, and the print of a document.

No report is stored, so it is the answer itself; of a document's the trail keeps the sum.
"""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.access.marking import mark_what_stands
from core.access.seen import ChangedMeanwhile
from core.access.views import ScopedView
from documents.checker.client import check_pdf
from documents.checker.errors import Uncheckable
from documents.checker.findings import Report, Verdict
from documents.domain.approval import check_format
from documents.domain.facts import seen_mark
from documents.domain.measuring import kept_of, measured
from documents.domain.printing import filename
from documents.domain.prints import may_print
from documents.domain.refusals import NotPrinted
from documents.domain.workflow import ACTIONS
from documents.forms.acts import FormatCheckForm
from documents.forms.format import FormatForm
from documents.models import Document
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


class FormatPage(DocumentView):
    """The print of a document as the decree measures it, for whoever checks its format."""

    is_abstract = True

    def show(self, findings: dict, form: FormatCheckForm, status: int = 200):
        document = self.object
        context = {
            "document": document,
            "form": form,
            "may_confirm": self.may("check_format"),
            "may_print": may_print(document, self.request.user),
        }
        page = "documents/pages/document_format.html"
        return render(self.request, page, context | findings, status=status)

    def form(self, findings: dict, data=None) -> FormatCheckForm:
        """A reason that was typed stays in its field, also when there are no findings this time."""
        asks_reason = bool(findings.get("not_met")) or "reason" in (data or {})
        initial = {"seen": seen_mark(self.object)}
        return FormatCheckForm(data, asks_reason=asks_reason, initial=initial)


class DocumentFormat(FormatPage):
    permission = "documents.view_document"

    def get(self, request, pk):
        findings = findings_of(self.object)
        return self.show(findings, self.form(findings))


class ConfirmFormat(FormatPage):
    """The step itself, which rests on what the checker finds at this moment."""

    permission = ACTIONS["check_format"].permission

    def post(self, request, pk):
        findings = findings_of(self.object)
        form = self.form(findings, request.POST)
        if "report" not in findings or not form.is_valid():
            return self.show(findings, form, status=422)
        kept = kept_of(findings["report"], self.object)
        try:
            check_format(self.object, kept, by=request.user, **form.cleaned_data)
        except ChangedMeanwhile as refusal:
            return self.show_again(refusal)
        messages.success(request, "Đã ghi nhận kiểm tra thể thức.")
        return redirect(self.object)

    def show_again(self, refusal: ChangedMeanwhile):
        """What was typed, below the findings of what stands now."""
        self.object = self.get_object()
        findings = findings_of(self.object)
        form = self.form(findings, self.request.POST)
        mark_what_stands(form, self.form(findings), names=["seen"])
        form.add_error(None, refusal.message)
        return self.show(findings, form, status=422)


def findings_of(document: Document) -> dict:
    """For the page: the report of the file as it is, or why there is none."""
    try:
        return told(measured(document), filename(document))
    except NotPrinted:
        return {}
    except Uncheckable as refusal:
        return {"refusal": refusal.message}


def told(report: Report, name: str) -> dict:
    """The findings by their verdict."""
    by_verdict = {verdict.value: report.of(verdict) for verdict in Verdict}
    return by_verdict | {"report": report, "name": name}
