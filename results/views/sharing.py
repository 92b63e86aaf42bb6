"""Reviewing by content area: who judges which, and confirming them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from campaigns.domain.policies import check_not_closed
from campaigns.views.base import CampaignPage
from core.access.marking import mark_what_stands
from core.access.seen import ChangedMeanwhile
from results.domain.confirming import confirm_areas
from results.domain.sharing import reviewers_of, share_review, shares_of
from results.domain.sheet import sheet_of
from results.enums import SubmissionState
from results.forms.sharing import AreasForm, SharingForm
from results.views.submissions import SubmissionView


class Sharing(CampaignPage):
    permission = "results.share_review"

    def get(self, request, pk):
        check_not_closed(self.object)
        return self.show(self.form())

    def post(self, request, pk):
        form = self.form(request.POST)
        if not (form.is_valid() and self.share(form)):
            return self.show(form, status=422)
        messages.success(request, "Đã ghi phân công kiểm tra.")
        return redirect("results:sharing", pk)

    def share(self, form: SharingForm) -> bool:
        """Writes it; where somebody else did so meanwhile, what was ticked stays."""
        seen = form.cleaned_data["seen"]
        try:
            share_review(self.object, form.to_shares(), by=self.request.user, seen=seen)
        except ChangedMeanwhile as refusal:
            messages.error(self.request, refusal.message)
            mark_what_stands(form, self.form())
            return False
        return True

    def form(self, data=None) -> SharingForm:
        self.areas = list(self.object.areas.all())
        shares = shares_of(self.object)
        return SharingForm(data, grants=reviewers_of(self.object), areas=self.areas, shares=shares)

    def show(self, form: SharingForm, status: int = 200):
        return self.render_page(
            "results/review_sharing.html", status=status, form=form, areas=self.areas
        )


class ConfirmAreas(SubmissionView):
    permission = "results.confirm_rows"

    def post(self, request, pk):
        sections = sheet_of(self.object, self.object.current_revision)
        form = AreasForm(request.POST, areas=[section.area for section in sections])
        if "revision" in form.errors:
            raise Http404
        if not form.is_valid():
            messages.error(request, form.errors["areas"][0])
            return redirect(self.object)
        given = form.cleaned_data
        done = confirm_areas(
            self.object, by=request.user, revision_id=given["revision"], area_ids=given["areas"]
        )
        messages.success(request, said_of(done))
        return redirect(self.object)


def said_of(submission) -> str:
    if submission.state == SubmissionState.ACCEPTED:
        return "Đã xác nhận nội dung cuối cùng; báo cáo đã được xác nhận."
    return "Đã xác nhận theo nội dung. Báo cáo còn chờ các nội dung khác."
