"""The plan as an official document: drafted, and sent as PDF and Word."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from campaigns.domain.paper import draft_plan
from campaigns.models import PlanPaper
from campaigns.views.base import CampaignPage
from core.access.views import ScopedView
from core.files.responses import file_response
from documents.domain.printing import filename
from documents.responses import word_response


class DraftPlan(CampaignPage):
    permission = "campaigns.draft_plan"

    def post(self, request, pk):
        paper = draft_plan(self.object, by=request.user)
        messages.success(request, "Đã lập dự thảo văn bản kế hoạch; tệp PDF đang được in.")
        return redirect(paper.job)


class PlanFile(ScopedView):
    permission = "campaigns.view_campaign"
    model = PlanPaper

    def get_queryset(self):
        return super().get_queryset().with_file()

    def get(self, request, pk):
        document = self.object.document
        if document.file is None:
            raise Http404
        return file_response(document.file, filename(document))


class PlanWord(ScopedView):
    permission = "campaigns.view_campaign"
    model = PlanPaper

    def get_queryset(self):
        return super().get_queryset().select_related("document")

    def get(self, request, pk):
        return word_response(self.object.document)
