"""What the worker does for documents."""

from django.dispatch import receiver

from core.files.models import StoredFile
from core.jobs.errors import JobFailed
from core.jobs.models import Job
from core.jobs.registry import handler
from core.jobs.signals import worker_started
from documents.domain.facts import print_mark
from documents.domain.printing import print_document
from documents.domain.prints import JOB_KIND, keep_print
from documents.domain.records.archives import JOB_KIND as ARCHIVE_KIND
from documents.domain.records.archives import tell_archived
from documents.domain.records.contents import contents_of
from documents.domain.records.packing import pack
from documents.models import Document, RecordFile
from documents.render.local import render_client

CHANGED = "Văn bản đã được sửa sau khi yêu cầu in. Hãy yêu cầu tạo lại tệp PDF."
FILE_CHANGED = "Hồ sơ đã thay đổi sau khi yêu cầu. Hãy tạo lại gói lưu trữ."


@receiver(worker_started)
def warm_up_renderer(**_) -> None:
    """The first document of a worker waits no longer than the others."""
    render_client().start()


@handler(JOB_KIND, title="Tạo tệp PDF của văn bản", on_done=keep_print)
def print_as_asked(job: Job, progress) -> StoredFile:
    document = Document.objects.get(pk=job.args["document"])
    if print_mark(document) != job.args["mark"]:
        raise JobFailed("changed", CHANGED)
    progress(0, 1, "Đang dàn trang và tạo tệp PDF")
    return print_document(document)


@handler(ARCHIVE_KIND, title="Tạo gói lưu trữ hồ sơ", on_done=tell_archived)
def pack_as_asked(job: Job, progress) -> StoredFile:
    record_file = RecordFile.objects.select_related("issuer").get(pk=job.args["record_file"])
    contents = contents_of(record_file)
    if contents.mark != job.args["mark"]:
        raise JobFailed("changed", FILE_CHANGED)
    return pack(contents, progress)
