"""One row of a report, what was said of it, and a form to say more."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core.access.refusals import NotPossible
from results.domain.policies import check_editable, check_under_review
from results.domain.remarks import answer_remark, check_remarked, remark_on_row
from results.domain.sheet import row_of, sheet_of
from results.forms.acts import RemarkForm
from results.views.submissions import SubmissionView


class RowPage(SubmissionView):
    """`back` is the page that holds the row."""

    is_abstract = True
    verb = None
    label = ""
    done = ""
    back = ""

    def get(self, request, pk, indicator):
        self.check()
        return self.show(RemarkForm(initial={"revision": self.object.current_revision_id}))

    def post(self, request, pk, indicator):
        form = RemarkForm(request.POST)
        if not (form.is_valid() and self.say(form)):
            return self.show(form, status=422)
        messages.success(request, self.done)
        return HttpResponseRedirect(self.row_url())

    def say(self, form: RemarkForm) -> bool:
        """Writes it; where the report went on meanwhile, what was typed stays on the page."""
        given = form.cleaned_data
        try:
            self.verb(
                self.object,
                by=self.request.user,
                revision_id=given["revision"],
                indicator_id=self.kwargs["indicator"],
                text=given["text"],
            )
        except NotPossible as refusal:
            messages.error(self.request, refusal.message)
            self.object = self.get_object()
            form.data = form.data.copy()
            form.data["revision"] = self.object.current_revision_id
            return False
        return True

    def show(self, form: RemarkForm, status: int = 200):
        revision = self.object.current_revision
        row = row_of(sheet_of(self.object, revision), self.kwargs["indicator"])
        if row is None:
            raise Http404
        context = self.page_context(
            revision, row=row, form=form, label=self.label, row_url=self.row_url()
        )
        return render(self.request, "results/row_remark.html", context, status=status)

    def row_url(self) -> str:
        return f"{reverse(self.back, args=[self.object.pk])}#row-{self.kwargs['indicator']}"


class RemarkOnRow(RowPage):
    permission = "results.remark_on_row"
    verb = staticmethod(remark_on_row)
    label = "Ghi nhận xét"
    done = "Đã ghi nhận xét."
    back = "results:submission"

    def row_url(self) -> str:
        """The table of one target over all units, for whoever came from there."""
        if not (target := self.request.GET.get("target")):
            return super().row_url()
        query = urlencode({"period": self.object.period_id, "target": target})
        return f"{reverse('results:by_target')}?{query}#unit-{self.object.pk}"

    def check(self) -> None:
        check_under_review(self.object)


class AnswerRemark(RowPage):
    permission = "results.answer_remark"
    verb = staticmethod(answer_remark)
    label = "Trả lời nhận xét"
    done = "Đã ghi trả lời."
    back = "results:enter"

    def check(self) -> None:
        check_editable(self.object)
        check_remarked(self.object, self.kwargs["indicator"])
