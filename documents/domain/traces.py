"""The papers on which content stands that must be erased, in every form in which they are kept."""

from collections.abc import Iterable

from core.erasure.copies import Copy
from core.erasure.spill import Paper
from core.files.models import StoredFile
from core.jobs.models import Job
from documents.domain.prints import JOB_KIND
from documents.enums import OUT
from documents.models import Document, RecordArchive


def papers_holding(copies: Iterable[Copy]) -> list[Paper]:
    """The documents among the copies, each with its prints, signed copies, scans and archives."""
    keys = {copy.pk for copy in copies if copy.model is Document}
    documents = Document.objects.filter(pk__in=keys).without_text().order_by("pk")
    return [_paper(document) for document in documents]


def forget_erased_prints() -> None:
    """A draft whose print was erased is printed anew; an issued document keeps naming its file."""
    drafts = Document.objects.exclude(state__in=OUT).exclude(file__erased_at=None)
    drafts.filter(file__isnull=False).update(file=None, print_job=None)


def _paper(document: Document) -> Paper:
    name = f"{document.get_kind_display()} (mã {document.pk})"
    if document.state in OUT:
        remains = f"{name} đã phát hành: còn phải thu hồi, hủy bản in và bản đã gửi."
    else:
        remains = f"{name} đang soạn thảo: còn phải hủy bản in nếu đã in."
    return Paper(name, tuple(_files_of(document)), remains)


def _files_of(document: Document) -> Iterable[StoredFile]:
    prints = Job.objects.filter(kind=JOB_KIND, args__document=document.pk).values("file")
    scans = document.scans.values("file")
    signed = document.signed_copies.values("file")
    archives = RecordArchive.objects.filter(record_file__entries__document=document)
    keys = [document.file_id]
    for rows in (prints, scans, signed, archives.values("job__file")):
        keys += [pk for row in rows for pk in row.values() if pk]
    return StoredFile.objects.filter(pk__in=filter(None, keys)).order_by("pk")
