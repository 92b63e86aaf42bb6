"""Progress reports that were added up from numbers which must be erased.

A number stands in sums, tables and sentences, where it cannot be told from others: such a report
is emptied as a whole, and can be made anew from the figures as they are now.
"""

from django.db.models import Q

from core.erasure.spill import Paper, Spill
from documents.domain.traces import empty_documents, papers_of
from documents.models import Document
from reports.models import ProgressReport
from results.domain.spills import SUBJECT, VALUE_NAMES


def papers_with_numbers(spill: Spill) -> list[Paper]:
    """The documents of these reports and the copies taken of them."""
    return papers_of(_documents(_reports_with_numbers(spill)))


def empty_reports(spill: Spill) -> None:
    reports = _reports_with_numbers(spill)
    empty_documents(_documents(reports))
    ProgressReport.objects.filter(pk__in=[report.pk for report in reports]).update(table={})


def _documents(reports: list[ProgressReport]):
    keys = [report.document_id for report in reports]
    return Document.objects.filter(Q(pk__in=keys) | Q(copied_from__in=keys))


def _reports_with_numbers(spill: Spill) -> list[ProgressReport]:
    codes = {code for code, fields in spill.keys.items() if fields >= VALUE_NAMES}
    codes |= {code for code, _ in spill.said}
    if spill.subject_type != SUBJECT or not codes:
        return []
    used = ProgressReport.objects.filter(sources__submission=spill.subject_id).distinct()
    return [one for one in used.order_by("pk") if codes & one.table.get("indicators", {}).keys()]
