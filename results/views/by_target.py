"""Reviewing the other way round: one target over all units."""

from django.shortcuts import render

from campaigns.models import Campaign, Period
from core.access.views import ScopedView
from core.excel.writing import excel_response
from results.domain.by_target import TargetTable, UnitLine, table_of
from results.domain.waiting import limits_of
from results.enums import SubmissionState
from results.forms.by_target import ByTargetForm
from results.models import Submission
from results.rules import reviewing_grant


class ByTarget(ScopedView):
    """Each person sees the units within reach, and the median of these alone."""

    permission = "results.list_submissions"

    def get(self, request):
        form = ByTargetForm(request.GET, periods=self.periods())
        table = self.table(form) if form.is_valid() else None
        if table and request.GET.get("export") == "xlsx":
            return excel_response(table.as_values(), name="so-lieu-theo-chi-tieu")
        context = {
            "form": form,
            "table": table,
            "remarkable": self.remarkable(table) if table else set(),
            "export_query": self.export_query(),
        }
        return render(request, "results/by_target.html", context)

    def periods(self) -> list[Period]:
        """What was opened, the newest campaign and its newest period first."""
        campaigns = Campaign.objects.visible_to(self.request.user).values("pk")
        opened = Period.objects.filter(campaign__in=campaigns).exclude(opened_at=None)
        return list(
            opened.select_related("campaign").order_by(
                "-campaign__starts_on", "campaign", "-ordinal"
            )
        )

    def table(self, form: ByTargetForm) -> TargetTable:
        submissions = Submission.objects.visible_to(self.request.user)
        return table_of(submissions=submissions, alike=form.alike, **form.cleaned_data)

    def remarkable(self, table: TargetTable) -> set[int]:
        """The keys of the reports on whose row the person may remark."""
        limits = limits_of(self.request.user)
        areas = limits.get(table.target.campaign_id)
        if areas is not None and table.target.area_id not in areas:
            return set()
        return {line.submission.pk for line in table.lines if self.may_remark(line)}

    def may_remark(self, line: UnitLine) -> bool:
        is_waiting = line.submission.state == SubmissionState.SUBMITTED
        return is_waiting and reviewing_grant(self.request.user, line.submission) is not None

    def export_query(self) -> str:
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return query.urlencode()
