"""Collecting the reports of a campaign."""

import rules
from django.contrib import messages
from django.db.models import Case, When
from django.shortcuts import redirect, render
from django.urls import reverse

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.lists import ListPage
from core.access.marking import mark
from core.access.seen import ChangedMeanwhile, fingerprint
from core.access.views import ScopedView
from core.excel.writing import excel_response
from results.domain.board import board_of
from results.domain.bulk import accept_all
from results.domain.calls import is_owed, log_call, to_call_about
from results.domain.contacts import NOBODY, contacts_of
from results.domain.doubts import doubts_of
from results.domain.extensions import (
    InvalidDays,
    check_extensible,
    extend_submission,
    extension_facts,
    withdraw_extension,
)
from results.domain.letters import letters_of, with_letters
from results.domain.waiting import to_judge
from results.enums import SubmissionState
from results.filters import CallFilter
from results.forms.board import BoardForm, CallForm, ExtensionForm, WithdrawalForm
from results.models import Submission
from results.tables import CallTable
from results.views.submissions import SubmissionView


class Board(ScopedView):
    permission = "results.list_submissions"

    def get(self, request):
        form = BoardForm(request.GET, campaigns=self.campaigns(), by=request.user)
        board = self.board(form) if form.is_valid() else None
        if board and request.GET.get("export") == "xlsx":
            return excel_response(board.as_values(), name="bang-theo-doi-thu-bao-cao")
        context = {
            "form": form,
            "board": board,
            "may_accept": rules.has_perm("results.accept_submissions", request.user),
            "may_call": rules.has_perm("results.call_units", request.user),
            "may_remind": rules.has_perm("results.remind_units", request.user),
            "may_draft_letter": rules.has_perm("results.draft_letters", request.user),
            "letters": letters_of((period for period, _ in board.periods), request.user)
            if board
            else [],
            "export_query": self.export_query(),
            "remind_query": self.remind_query(),
        }
        return render(request, "results/board.html", context)

    def campaigns(self) -> list[Campaign]:
        """What was launched, the running ones first."""
        launched = Campaign.objects.visible_to(self.request.user).exclude(state=CampaignState.DRAFT)
        closed_last = Case(When(state=CampaignState.CLOSED, then=1), default=0)
        return list(launched.order_by(closed_last, "-starts_on", "pk").only("name"))

    def board(self, form: BoardForm):
        submissions = Submission.objects.visible_to(self.request.user)
        periods = with_letters(form.cleaned_data["campaign"].periods.order_by("ordinal"))
        return board_of(submissions=submissions, periods=periods, **form.cleaned_data)

    def export_query(self) -> str:
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return query.urlencode()

    def remind_query(self) -> str:
        """What the list of what is owed is narrowed to as well; it knows other states."""
        query = self.request.GET.copy()
        query.pop("state", None)
        return query.urlencode()


class AcceptMany(ScopedView):
    """All that waits for the person; what raises no doubt can be confirmed at once."""

    permission = "results.accept_submissions"

    def get(self, request):
        waiting = self.waiting()
        doubts = doubts_of([one.current_revision_id for one in waiting])
        context = {
            "clear": [
                (token_of(one), one) for one in waiting if one.current_revision_id not in doubts
            ],
            "doubtful": [
                (one, doubts[one.current_revision_id])
                for one in waiting
                if one.current_revision_id in doubts
            ],
        }
        return render(request, "results/accept_many.html", context)

    def post(self, request):
        chosen = set(request.POST.getlist("chosen"))
        standing = [one for one in self.waiting() if token_of(one) in chosen]
        outcome = accept_all(standing, by=request.user)
        self.tell(outcome, overtaken=len(chosen) - len(standing))
        return redirect("results:accept_many")

    def waiting(self) -> list[Submission]:
        rows = to_judge(self.request.user, Submission.objects.visible_to(self.request.user))
        shown = rows.with_timeliness().select_related("campaign", "period", "unit")
        return list(shown.order_by("campaign", "period__ordinal", "unit__sort_key", "pk"))

    def tell(self, outcome, *, overtaken: int) -> None:
        accepted = sum(one.state == SubmissionState.ACCEPTED for one in outcome.done)
        if accepted:
            messages.success(self.request, f"Đã xác nhận {accepted} báo cáo.")
        if in_part := len(outcome.done) - accepted:
            told = f"Đã xác nhận nội dung bạn phụ trách của {in_part} báo cáo."
            messages.success(self.request, told)
        for submission, reason in outcome.refused:
            messages.error(self.request, f"{submission}: {reason}")
        if overtaken:
            messages.error(
                self.request,
                f"{overtaken} báo cáo đã thay đổi từ khi bạn mở trang nên chưa được xác nhận.",
            )
        if not (outcome.done or outcome.refused or overtaken):
            messages.error(self.request, "Hãy chọn ít nhất một báo cáo.")


def token_of(submission: Submission) -> str:
    """Names the submission and the revision that the person has on the page."""
    return f"{submission.pk}-{submission.current_revision_id}"


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


class CallList(ListPage):
    """Whom to call today; printed, or taken along as Excel."""

    permission = "results.call_units"
    model = Submission
    table_class = CallTable
    filterset_class = CallFilter
    template_name = "results/call_list.html"
    title = "Danh sách gọi đôn đốc"
    export_name = "danh-sach-goi-don-doc"
    is_whole = True
    empty_hint = "Không có báo cáo nào quá hạn hay bị trả lại ở các đơn vị bạn theo dõi."

    def get_queryset(self):
        owed = to_call_about(self.request.user, super().get_queryset())
        return owed.for_list().order_by("unit__sort_key", "effective_due_on", "pk")

    def get_table_kwargs(self):
        units = self.object_list.order_by().values_list("unit", flat=True)
        return {"contacts": contacts_of(units)}


class Calls(SubmissionView):
    """The calls about one report, and a form to write down the next."""

    permission = "results.log_call"

    def get(self, request, pk):
        return self.show(CallForm())

    def post(self, request, pk):
        form = CallForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        log_call(self.object, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, "Đã ghi cuộc gọi.")
        return redirect("results:calls", pk)

    def refused_url(self) -> str:
        return reverse("results:calls", args=[self.object.pk])

    def show(self, form: CallForm, status: int = 200):
        unit_id = self.object.unit_id
        context = self.page_context(
            self.object.current_revision,
            form=form,
            contact=contacts_of([unit_id]).get(unit_id, NOBODY),
            calls=self.object.calls.select_related("called_by"),
            reminders=self.object.reminders.select_related("reminded_by"),
            may_log=is_owed(self.object),
        )
        return render(self.request, "results/submission_calls.html", context, status=status)
