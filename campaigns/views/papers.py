"""The plan as an official document."""

from django.contrib import messages
from django.shortcuts import redirect

from campaigns.domain.paper import draft_plan
from campaigns.views.base import CampaignPage


class DraftPlan(CampaignPage):
    permission = "campaigns.draft_plan"

    def post(self, request, pk):
        paper = draft_plan(self.object, by=request.user)
        messages.success(request, "Đã lập dự thảo văn bản kế hoạch; tệp PDF đang được in.")
        return redirect(paper.document)
