"""Collecting the reports of a campaign."""

from django.contrib import messages
from django.db.models import Case, When
from django.shortcuts import redirect, render

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.marking import mark
from core.access.seen import ChangedMeanwhile, fingerprint
from core.access.views import ScopedView
from core.excel.writing import excel_response
from results.domain.board import board_of
from results.domain.extensions import (
    InvalidDays,
    check_extensible,
    extend_submission,
    extension_facts,
    withdraw_extension,
)
from results.forms_board import BoardForm, ExtensionForm, WithdrawalForm
from results.models import Submission
from results.views import SubmissionView


class Board(ScopedView):
    permission = "results.list_submissions"

    def get(self, request):
        form = BoardForm(request.GET, campaigns=self.campaigns(), by=request.user)
        board = self.board(form) if form.is_valid() else None
        if board and request.GET.get("export") == "xlsx":
            return excel_response(board.as_values(), name="bang-theo-doi-thu-bao-cao")
        context = {"form": form, "board": board, "export_query": self.export_query()}
        return render(request, "results/board.html", context)

    def campaigns(self) -> list[Campaign]:
        """What was launched, the running ones first."""
        launched = Campaign.objects.visible_to(self.request.user).exclude(state=CampaignState.DRAFT)
        closed_last = Case(When(state=CampaignState.CLOSED, then=1), default=0)
        return list(launched.order_by(closed_last, "-starts_on", "pk").only("name"))

    def board(self, form: BoardForm):
        submissions = Submission.objects.visible_to(self.request.user)
        return board_of(submissions=submissions, **form.cleaned_data)

    def export_query(self) -> str:
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return query.urlencode()


class ExtensionPage(SubmissionView):
    """More time for one report: what was given, a form to give it, and one to take it back."""

    is_abstract = True
    permission = "results.extend_submission"

    def show(self, *, form=None, withdrawal=None, status: int = 200):
        seen = {"seen": fingerprint(extension_facts(self.object))}
        days = {"due_on": self.object.effective_due_on}
        days["closes_on"] = self.object.effective_closes_on
        context = self.page_context(
            self.object.current_revision,
            form=form or ExtensionForm(initial=seen | days),
            withdrawal=withdrawal or WithdrawalForm(initial=seen),
            extensions=self.object.extensions.for_history(),
        )
        return render(self.request, "results/submission_extend.html", context, status=status)

    def overtaken(self, form) -> None:
        """Somebody else changed the days: the page tells what stands, and what was typed stays."""
        self.object = self.get_object()
        form.data = form.data.copy()
        form.data[form.add_prefix("seen")] = fingerprint(extension_facts(self.object))
        messages.error(self.request, ChangedMeanwhile.message)


class Extend(ExtensionPage):
    def get(self, request, pk):
        check_extensible(self.object)
        return self.show()

    def post(self, request, pk):
        form = ExtensionForm(request.POST)
        if form.is_valid() and self.extend(form):
            messages.success(request, "Đã gia hạn cho đơn vị.")
            return redirect(self.object)
        return self.show(form=form, status=422)

    def extend(self, form: ExtensionForm) -> bool:
        try:
            extend_submission(self.object, by=self.request.user, **form.cleaned_data)
        except InvalidDays as refusal:
            mark(form, refusal.field, refusal.message)
        except ChangedMeanwhile:
            self.overtaken(form)
        else:
            return True
        return False


class Withdraw(ExtensionPage):
    def post(self, request, pk):
        form = WithdrawalForm(request.POST)
        if form.is_valid() and self.withdraw(form):
            messages.success(request, "Đã thu hồi gia hạn.")
            return redirect(self.object)
        return self.show(withdrawal=form, status=422)

    def withdraw(self, form: WithdrawalForm) -> bool:
        try:
            withdraw_extension(self.object, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile:
            self.overtaken(form)
        else:
            return True
        return False
