"""Reviewing the other way round: one target over all units, and its rows confirmed at once."""

from collections.abc import Collection
from urllib.parse import urlencode

import rules
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from campaigns.models import Campaign, Period
from core.access.views import ScopedView
from core.excel.writing import excel_response
from results.domain.bulk import Outcome, confirm_column
from results.domain.by_target import TargetTable, UnitLine, table_of
from results.domain.columns import Limits, column_of, judged_lines, lines_to_confirm
from results.domain.waiting import limits_of
from results.enums import SubmissionState
from results.forms.by_target import ByTargetForm, ColumnForm
from results.models import Figure, Submission


class TargetPage(ScopedView):
    """Each person sees the units within reach, and the median of these alone."""

    is_abstract = True

    @cached_property
    def form(self) -> ByTargetForm:
        by = self.request.user
        return ByTargetForm(self.request.GET, periods=self.periods(), by=by, limits=self.limits)

    @cached_property
    def limits(self) -> Limits:
        return limits_of(self.request.user)

    def periods(self) -> list[Period]:
        """What was opened, the newest campaign and its newest period first."""
        campaigns = Campaign.objects.visible_to(self.request.user).values("pk")
        opened = Period.objects.filter(campaign__in=campaigns).exclude(opened_at=None)
        return list(
            opened.select_related("campaign").order_by(
                "-campaign__starts_on", "campaign", "-ordinal"
            )
        )

    def submissions(self):
        return Submission.objects.visible_to(self.request.user)

    def table(self) -> TargetTable | None:
        if not self.form.is_valid():
            return None
        chosen = self.form.cleaned_data
        return table_of(submissions=self.submissions(), alike=self.form.alike, **chosen)

    def show(self, table: TargetTable | None, *, ticked: Collection[str] | None = None, status=200):
        """`ticked` are the rows as they were posted; without, those that are clear."""
        judged = judged_lines(table, self.limits, by=self.request.user) if table else []
        offered = self.offered(judged)
        if ticked is None:
            ticked = [line.row_key for line in offered if line.is_clear]
        context = {
            "form": self.form,
            "table": table,
            "remarkable": {line.submission.pk for line in judged},
            "offered": {line.row_key for line in offered},
            "ticked": set(ticked),
            "clear": sum(line.is_clear for line in offered),
            "column_query": urlencode({name: self.form.data[name] for name in self.form.fields}),
            "export_query": self.export_query(),
        }
        return render(self.request, "results/by_target.html", context, status=status)

    def offered(self, judged: list[UnitLine]) -> list[UnitLine]:
        if rules.has_perm("results.accept_submissions", self.request.user):
            return lines_to_confirm(judged, by=self.request.user)
        return []

    def export_query(self) -> str:
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return query.urlencode()


class ByTarget(TargetPage):
    permission = "results.list_submissions"

    def get(self, request):
        table = self.table()
        if table and request.GET.get("export") == "xlsx":
            return excel_response(table.as_values(), name="so-lieu-theo-chi-tieu")
        return self.show(table)


class ConfirmColumn(TargetPage):
    """What could not be confirmed stays ticked on the page that says why."""

    permission = "results.accept_submissions"

    def post(self, request):
        choice = ColumnForm(request.POST, figures=self.column())
        if not choice.is_valid():
            messages.error(request, choice.errors["chosen"][0])
            return self.show_again()
        outcome = confirm_column(choice.cleaned_data["chosen"], by=request.user)
        self.tell(outcome)
        if outcome.refused:
            return self.show_again()
        return HttpResponseRedirect(reverse("results:by_target", query=request.GET))

    def column(self) -> list[Figure]:
        if not self.form.is_valid():
            return []
        return column_of(submissions=self.submissions(), **self.form.cleaned_data)

    def show_again(self):
        return self.show(self.table(), ticked=self.request.POST.getlist("chosen"), status=422)

    def tell(self, outcome: Outcome) -> None:
        if outcome.done:
            told = f"Đã xác nhận chỉ tiêu này của {len(outcome.done)} đơn vị."
            messages.success(self.request, told)
        if accepted := sum(one.state == SubmissionState.ACCEPTED for one in outcome.done):
            told = f"{accepted} báo cáo đã đủ mọi chỉ tiêu và được xác nhận."
            messages.success(self.request, told)
        for submission, reason in outcome.refused:
            messages.error(self.request, f"{submission}: {reason}")
