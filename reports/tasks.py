"""What the worker does for a progress report."""

from core.files.models import StoredFile
from core.jobs.models import Job
from core.jobs.registry import handler
from documents.domain.printing import print_document
from reports.domain.reports import JOB_KIND, keep_print
from reports.models import ProgressReport


def keep(job: Job) -> None:
    keep_print(_report_of(job), job.file)


@handler(JOB_KIND, title="Lập báo cáo kết quả thực hiện phong trào thi đua", on_done=keep)
def print_report(job: Job, progress) -> StoredFile:
    progress(0, 1, "Đang dàn trang và tạo tệp PDF")
    stored = print_document(_report_of(job).document)
    progress(1, 1, "Đã tạo tệp PDF")
    return stored


def _report_of(job: Job) -> ProgressReport:
    reports = ProgressReport.objects.select_related("document__issuer", "submission")
    return reports.get(pk=job.args["report"])
