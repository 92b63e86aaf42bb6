"""What the worker does for a progress report."""

from core.access.refusals import Refusal
from core.jobs.errors import JobFailed
from core.jobs.models import Job
from core.jobs.registry import handler
from reports.domain.reports import JOB_KIND, freeze_report


@handler(JOB_KIND, title="Lập báo cáo kết quả thực hiện phong trào thi đua")
def build_report(job: Job, progress) -> None:
    """Its paper is printed by a job of the document's."""
    progress(0, 1, "Đang tổng hợp số liệu và soạn dự thảo")
    try:
        freeze_report(job.args["report"])
    except Refusal as refusal:
        raise JobFailed(refusal.code, refusal.message) from refusal
