"""Files of evidence: attached and taken away while one enters, read by whoever sees the report."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from core.files.responses import file_response
from results.domain.evidence import attach_evidence, evidence_name, remove_evidence
from results.domain.policies import is_editable
from results.forms.evidence import EvidenceForm
from results.models import Evidence, Submission
from results.views.files import SeenAct
from results.views.submissions import SubmissionView, seen_revision


class AttachEvidence(SeenAct):
    permission = "results.enter_figures"
    template = "results/evidence_attach.html"
    form_class = EvidenceForm
    title = "Đính kèm tệp minh chứng"
    done = "Đã đính kèm tệp minh chứng."

    def is_possible(self) -> bool:
        return is_editable(self.object)

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
