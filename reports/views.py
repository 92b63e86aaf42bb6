from itertools import groupby

from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

from core.access.lists import ListPage
from core.access.views import ScopedView
from documents.domain.naming import reference_of
from documents.models import Document
from reports.domain.reports import request_report
from reports.domain.wording import status_of
from reports.filters import ReportFilter
from reports.models import ProgressReport
from reports.tables import ReportTable
from results.domain.wording import VERDICT_TONES
from results.models import Revision, Submission
from units.models import Unit


class ReportList(ListPage):
    permission = "reports.list_reports"
    model = ProgressReport
    table_class = ReportTable
    filterset_class = ReportFilter
    title = "Báo cáo kết quả"
    export_name = "bao-cao-ket-qua"
    empty_hint = "Báo cáo kết quả được lập từ trang báo cáo số liệu của đơn vị trong kỳ."

    def get_queryset(self):
        return super().get_queryset().for_list()


class ReportDetail(ScopedView):
    """The figures with their working, the revisions they come from, and the way to the paper.

    While the report is being made the page asks again for its head, and at the end for all.
    """

    model = ProgressReport
    permission = "reports.view_report"

    def get_queryset(self):
        return super().get_queryset().with_paper(self.request.user)

    def get(self, request, pk):
        if request.htmx and not self.object.is_awaited:
            return HttpResponseClientRefresh()
        part = "#head" if request.htmx else ""
        response = render(request, f"reports/report_detail.html{part}", self.page_context())
        patch_vary_headers(response, ["HX-Request"])
        return response

    def page_context(self) -> dict:
        report = self.object
        label, tone = status_of(report)
        sources = _by_unit(report)
        return {
            "report": report,
            "label": label,
            "tone": tone,
            "reference": _reference(report.document),
            "areas": [_shown(area) for area in report.table.get("areas", ())],
            "sources": sources,
            "is_early": any(_was_entered(one, report) for _, each in sources for one in each),
        }


class RequestReport(ScopedView):
    permission = "reports.request_report"
    model = Submission

    def post(self, request, pk):
        report = request_report(self.object, by=request.user)
        return redirect(report)


def _reference(document: Document | None) -> str:
    """How the report is cited; nothing before it has its number."""
    return reference_of(document) if document and document.number else ""


def _shown(area: dict) -> dict:
    """A content area: its lines, each in the tone of its verdict, and what was said in words."""
    targets = area["targets"]
    lines = [line for target in targets for line in target["lines"]]
    return {
        "title": area["title"],
        "lines": [line | {"tone": VERDICT_TONES.get(line["verdict"], "neutral")} for line in lines],
        "statements": [target["statement"] for target in targets if target["statement"]],
    }


def _was_entered(source: Revision, report: ProgressReport) -> bool:
    """Whether it was still being entered when the report was asked for."""
    return source.submitted_at is None or source.submitted_at > report.created_at


def _by_unit(report: ProgressReport) -> list[tuple[Unit, list[Revision]]]:
    """Each unit with the revisions that went into the report, in the order of the periods."""
    revisions = (
        report.sources.select_related("submission__unit", "submission__period")
        .only("number", "submitted_at", "submission__unit__short_name", "submission__period__label")
        .order_by(
            "submission__unit__sort_key", "submission__unit_id", "submission__period__ordinal"
        )
    )
    by_unit = groupby(revisions, key=lambda revision: revision.submission.unit)
    return [(unit, list(group)) for unit, group in by_unit]
