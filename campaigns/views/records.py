"""The records file of a campaign: shown, opened, and filled with the papers that came since."""

import rules
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from campaigns.domain.records import (
    open_campaign_file,
    papers_left_out,
    papers_of,
    record_file_of,
)
from campaigns.models import Campaign
from campaigns.views.base import CampaignPage
from documents.domain.records.filing import file_documents
from documents.domain.records.proposals import Proposal
from documents.domain.wording import file_state
from documents.forms.records import PapersForm
from documents.models import RecordFile
from documents.views.records import Opening


class RecordsPage(CampaignPage):
    is_abstract = True

    def show(self, form: PapersForm | None = None, status: int = 200):
        campaign, user = self.object, self.request.user
        record_file = record_file_of(campaign, seen_by=user)
        context = {"may_open": rules.has_perm("campaigns.keep_records", user, campaign)}
        if record_file:
            proposals = papers_left_out(campaign, record_file)
            context = {
                "record_file": record_file,
                "file_state": file_state(record_file),
                "proposals": proposals,
                "form": form or PapersForm(proposals=proposals),
                "may_file": not record_file.is_closed
                and rules.has_perm("documents.keep_record_file", user, record_file),
            }
        return self.render_page("campaigns/campaign_records.html", status=status, **context)


class CampaignRecords(RecordsPage):
    permission = "campaigns.view_campaign"

    def get(self, request, pk):
        return self.show()


class OpenCampaignFile(Opening):
    permission = "campaigns.keep_records"
    model = Campaign
    title = "Mở hồ sơ của phong trào"

    @property
    def leave_url(self) -> str:
        return reverse("campaigns:records", args=[self.object.pk])

    def get(self, request, pk):
        if record_file_of(self.object, seen_by=request.user):
            return redirect("campaigns:records", pk)
        return super().get(request, pk=pk)

    def proposals(self) -> list[Proposal]:
        return papers_of(self.object, *self.issuers)

    def proposed_title(self) -> str:
        return self.object.name

    def proposed_issuer(self) -> dict:
        manager = self.object.managing_unit_id
        return {"issuer": next((one.pk for one in self.issuers if one.unit_id == manager), None)}

    def act(self, form) -> RecordFile:
        return open_campaign_file(
            self.object,
            form.to_heading(),
            form.to_documents(),
            issuer=form.cleaned_data["issuer"],
            by=self.request.user,
        )


class FilePapers(RecordsPage):
    """Puts papers of the campaign into its file."""

    permission = "campaigns.keep_records"

    def post(self, request, pk):
        record_file = record_file_of(self.object, seen_by=request.user)
        if record_file is None:
            return redirect("campaigns:records", pk)
        form = PapersForm(request.POST, proposals=papers_left_out(self.object, record_file))
        if not form.is_valid():
            return self.show(form, status=422)
        filed = file_documents(record_file, form.cleaned_data["documents"], by=request.user)
        messages.success(request, f"Đã đưa {len(filed)} văn bản vào hồ sơ.")
        return redirect("campaigns:records", pk)

    def refused_url(self) -> str:
        return self.request.path.removesuffix("papers/")
