"""What the worker does for a progress report."""

from core.access.refusals import Refusal
from core.files.models import StoredFile
from core.jobs.errors import JobFailed
from core.jobs.models import Job
from core.jobs.registry import handler
from documents.domain.printing import print_document
from reports.domain.reports import JOB_KIND, freeze_report, keep_print
from reports.models import ProgressReport


def keep(job: Job) -> None:
    keep_print(_report_of(job), job.file)


@handler(JOB_KIND, title="Lập báo cáo kết quả thực hiện phong trào thi đua", on_done=keep)
def build_report(job: Job, progress) -> StoredFile:
    progress(0, 2, "Đang tổng hợp số liệu và soạn dự thảo")
    try:
        report = freeze_report(job.args["report"])
    except Refusal as refusal:
        raise JobFailed(refusal.code, refusal.message) from refusal
    progress(1, 2, "Đang dàn trang và tạo tệp PDF")
    return print_document(report.document)


def _report_of(job: Job) -> ProgressReport:
    """With what the audit trail calls it, and without its long columns."""
    rows = ProgressReport.objects.select_related(
        "submission__unit", "submission__period", "document__issuer"
    )
    light = rows.defer("table", "document__body", "document__annexes")
    return light.get(pk=job.args["report"])
