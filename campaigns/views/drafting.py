"""New drafts: from nothing, or from another campaign."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.enums import Role
from campaigns.domain.editing.about import create_campaign
from campaigns.domain.editing.sections import InvalidPlan
from campaigns.forms.about import CampaignForm
from campaigns.forms.copying import CopyForm
from campaigns.views.base import CampaignPage
from campaigns.views.editor import mark_problems
from core.access.views import ScopedView


class CampaignAdd(ScopedView):
    """A draft from nothing; what is not yet known can stay blank."""

    permission = "campaigns.add_campaign"

    def get(self, request):
        (unit, *others) = request.user.unit_ids_as([Role.CAMPAIGN_OFFICER])
        initial = {} if others else {"managing_unit": unit, "issuing_unit": unit}
        return self.show(CampaignForm(by=request.user, initial=initial))

    def post(self, request):
        form = CampaignForm(request.POST, by=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            campaign = create_campaign(form.facts(), by=request.user)
        except InvalidPlan as refusal:
            mark_problems(form, refusal)
            return self.show(form, status=422)
        messages.success(request, "Đã lập dự thảo. Tiếp theo là giai đoạn và kỳ báo cáo.")
        return redirect("campaigns:schedule", campaign.pk)

    def show(self, form: CampaignForm, status: int = 200):
        return render(self.request, "campaigns/campaign_add.html", {"form": form}, status=status)


class Copy(CampaignPage):
    """A new draft from this campaign."""

    permission = "campaigns.copy_campaign"

    def get(self, request, pk):
        return self.show(CopyForm(self.object, by=request.user))

    def post(self, request, pk):
        form = CopyForm(self.object, request.POST, by=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            campaign = form.draft(self.object, by=request.user)
        except InvalidPlan as refusal:
            mark_problems(form, refusal)
            return self.show(form, status=422)
        messages.success(request, "Đã lập dự thảo. Hãy xem lại từng phần trước khi phát động.")
        return redirect("campaigns:about", campaign.pk)

    def show(self, form: CopyForm, status: int = 200):
        response = self.render_page("campaigns/campaign_copy.html", form=form)
        response.status_code = status
        return response
