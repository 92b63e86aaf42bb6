"""What the worker does for a campaign."""

from campaigns.domain.paper import JOB_KIND
from campaigns.models import PlanPaper
from core.files.models import StoredFile
from core.jobs.models import Job
from core.jobs.registry import handler
from documents.domain.printing import print_document
from documents.domain.prints import keep_first_print


def keep(job: Job) -> None:
    keep_first_print(PlanPaper.objects.get(pk=job.args["paper"]).document, job.file)


@handler(JOB_KIND, title="In văn bản kế hoạch phát động thi đua", on_done=keep)
def print_plan(job: Job, progress) -> StoredFile:
    progress(0, 1, "Đang dàn trang và tạo tệp PDF")
    return print_document(PlanPaper.objects.get(pk=job.args["paper"]).document)
