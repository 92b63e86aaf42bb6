"""The papers on which content stands that must be erased, in every form in which they are kept."""

from collections.abc import Iterable

from core.erasure.copies import Copy
from core.erasure.spill import Paper
from core.erasure.wording import ERASED
from core.files.models import StoredFile
from core.jobs.models import Job
from documents.domain.blocks import paragraph
from documents.domain.encoding import to_json
from documents.domain.prints import JOB_KIND
from documents.enums import OUT
from documents.models import Document, DocumentLook, RecordArchive


def papers_holding(copies: Iterable[Copy]) -> list[Paper]:
    """The documents among the copies, each with all its files."""
    keys = {copy.pk for copy in copies if copy.model is Document}
    return papers_of(Document.objects.filter(pk__in=keys))


def papers_of(documents) -> list[Paper]:
    """Each with its prints, signed copies, scans and the archives that it was packed into."""
    return [_paper(document) for document in documents.without_text().order_by("pk")]


def empty_documents(documents) -> None:
    """Of what was made from content that is gone nothing stays but the mark, number and date.

    Nor what somebody saw who looked it through.
    """
    DocumentLook.objects.filter(document__in=documents).delete()
    body = to_json([paragraph("da-xoa", ERASED)])
    documents.update(body=body, annexes=[])


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
    prints = Job.objects.filter(kind=JOB_KIND, args__document=document.pk).values_list("file")
    archives = RecordArchive.objects.filter(record_file__entries__document=document)
    kept = [
        prints,
        document.scans.values_list("file"),
        document.signed_copies.values_list("file"),
        archives.values_list("job__file"),
    ]
    keys = {document.file_id, *(pk for rows in kept for (pk,) in rows)}
    return StoredFile.objects.filter(pk__in=keys - {None}).order_by("pk")
