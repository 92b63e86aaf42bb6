"""Files of evidence: attached and taken away while one enters, read by whoever sees the report."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.files.responses import file_response
from results.domain.evidence import attach_evidence, evidence_name, remove_evidence
from results.domain.policies import is_editable
from results.forms.evidence import EvidenceForm
from results.models import Evidence, Submission
from results.views.submissions import SubmissionView, seen_revision
from units.views.acts import Act


class AttachEvidence(SubmissionView, Act):
    permission = "results.enter_figures"
    template = "results/evidence_attach.html"
    title = "Đính kèm tệp minh chứng"
    done = "Đã đính kèm tệp minh chứng."

    def get(self, request, pk):
        if not is_editable(self.object):
            return redirect(self.object)
        return super().get(request, pk=pk)

    def form(self, data=None):
        files = self.request.FILES if data is not None else None
        initial = {"revision": self.object.current_revision_id}
        return EvidenceForm(data, files, initial=initial)

    def act(self, form) -> Submission:
        given = form.cleaned_data
        attach_evidence(
            self.object,
            given["file"],
            title=given["title"],
            by=self.request.user,
            revision_id=given["revision"],
        )
        return self.object

    def show(self, form, status: int = 200):
        context = self.page_context(self.object.current_revision, act=self, form=form)
        return render(self.request, self.template, context, status=status)


class RemoveEvidence(SubmissionView):
    permission = "results.enter_figures"

    def post(self, request, pk, evidence):
        revision = seen_revision(request)
        remove_evidence(self.object, evidence, by=request.user, revision_id=revision)
        messages.success(request, "Đã bỏ tệp minh chứng.")
        return redirect("results:enter", pk)


class EvidenceFile(SubmissionView):
    permission = "results.view_submission"

    def get(self, request, pk, evidence):
        rows = Evidence.objects.filter(revision__submission=self.object).select_related("file")
        found = get_object_or_404(rows, pk=evidence)
        return file_response(found.file, evidence_name(found))
