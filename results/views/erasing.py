"""Erasing secret content from a submission: one person asks, another looks and decides."""

import rules
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.access.lists import ListPage
from core.access.refusals import NotPermitted, NotPossible
from core.access.seen import fingerprint
from core.erasure.models import ErasureRequest
from results.domain.erasing import (
    confirm_erasure,
    decline_erasure,
    erasure_findings,
    erasures_of,
    erasures_seen_by,
    request_erasure,
)
from results.domain.spills import places_of
from results.filters import ErasureFilter
from results.forms.erasing import DecisionForm, DeclineForm, ErasureForm
from results.tables import ErasureTable
from results.views.submissions import SubmissionView


class ErasureList(ListPage):
    permission = "results.list_erasures"
    model = ErasureRequest
    table_class = ErasureTable
    filterset_class = ErasureFilter
    title = "Đề nghị xóa nội dung bí mật"
    export_name = "de-nghi-xoa-noi-dung-bi-mat"
    empty_hint = "Nếu nội dung bí mật đã bị nhập, hãy mở báo cáo số liệu đó rồi đề nghị xóa."

    def get_queryset(self):
        return erasures_seen_by(self.request.user)


class AskForErasure(SubmissionView):
    permission = "results.ask_for_erasure"

    def get(self, request, pk):
        return self.show(self.form())

    def post(self, request, pk):
        form = self.form(request.POST)
        asked = form.is_valid() and self.attempt(form)
        if not asked:
            return self.show(form, status=422)
        messages.success(request, "Đã gửi đề nghị. Nội dung chỉ bị xóa khi người thứ hai đồng ý.")
        return redirect("results:erasure", pk, asked.pk)

    def form(self, data=None) -> ErasureForm:
        return ErasureForm(data, places=places_of(self.object).values())

    def attempt(self, form: ErasureForm) -> ErasureRequest | None:
        given = form.cleaned_data
        try:
            return request_erasure(
                self.object,
                given["places"],
                phrases=given["phrases"],
                reason=given["reason"],
                by=self.request.user,
            )
        except NotPermitted:
            raise
        except NotPossible as refusal:
            form.refuse(refusal)
        return None

    def show(self, form: ErasureForm, status: int = 200):
        context = self.page_context(
            self.object.current_revision, form=form, requests=erasures_of(self.object)
        )
        return render(self.request, "results/erasure_ask.html", context, status=status)


class ErasureView(SubmissionView):
    """A page about one request; `asked` is the request."""

    is_abstract = True

    @property
    def asked(self) -> ErasureRequest:
        return get_object_or_404(erasures_of(self.object), pk=self.kwargs["erasure"])

    def show(self, asked: ErasureRequest, *, decline: DeclineForm | None = None, status=200):
        decides = asked.is_waiting and self.may_decide(asked)
        findings = erasure_findings(self.object, asked) if decides else None
        context = self.page_context(
            self.object.current_revision,
            asked=asked,
            findings=findings,
            confirm=DecisionForm(initial={"seen": findings and fingerprint(findings.facts)}),
            decline=decline or DeclineForm(),
        )
        return render(self.request, "results/erasure_detail.html", context, status=status)

    def may_decide(self, asked: ErasureRequest) -> bool:
        user = self.request.user
        permitted = rules.has_perm("results.decide_on_erasure", user, self.object)
        return permitted and asked.asked_by_id != user.pk


class ErasurePage(ErasureView):
    permission = "results.view_erasures"

    def get(self, request, pk, **kwargs):
        return self.show(self.asked)


class Confirm(ErasureView):
    permission = "results.decide_on_erasure"

    def post(self, request, pk, **kwargs):
        asked, seen = self.asked, request.POST.get("seen", "")
        try:
            confirm_erasure(self.object, asked, seen=seen, by=request.user)
        except NotPossible as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Đã xóa nội dung ở mọi chỗ nêu dưới đây.")
        return redirect("results:erasure", pk, asked.pk)


class Decline(ErasureView):
    permission = "results.decide_on_erasure"

    def post(self, request, pk, **kwargs):
        asked, form = self.asked, DeclineForm(request.POST)
        if not form.is_valid():
            return self.show(asked, decline=form, status=422)
        try:
            decline_erasure(self.object, asked, reason=form.cleaned_data["reason"], by=request.user)
        except NotPossible as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Đã ghi quyết định không xóa.")
        return redirect("results:erasure", pk, asked.pk)
