"""Printing a document beside the worker: asked for, and kept when nothing has changed since."""

import rules
from django.db import transaction

from core.files.models import StoredFile
from core.jobs.models import Job
from core.jobs.queue import request
from documents.domain.documents import set_file
from documents.domain.facts import print_mark
from documents.domain.refusals import WrongState
from documents.domain.turns import locked
from documents.enums import OUT
from documents.models import Document

JOB_KIND = "documents.print"


@transaction.atomic
def request_print(document: Document, *, by) -> Document:
    """Asks the worker for the PDF of the document as it stands.

    A draft has blanks for number and day. Raises NotPermitted, WrongState once it is issued.
    """
    document = locked(document, "documents.print_document", by=by)
    if document.state in OUT:
        raise WrongState("Văn bản đã phát hành: tệp đã phát hành không thay được.")
    ask_for_print(document, by=by)
    document.save(update_fields=["print_job"])
    return document


def ask_for_print(document: Document, *, by) -> None:
    """In the caller's transaction; the caller saves the document. One job for one wording."""
    mark = print_mark(document)
    document.print_job = request(
        JOB_KIND,
        args={"document": document.pk, "mark": mark},
        key=f"{JOB_KIND}:{document.pk}:{mark}",
        by=by,
        result_url=document.get_absolute_url(),
    )


@transaction.atomic
def keep_print(job: Job) -> None:
    """Keeps what was printed, unless the document says something else by now."""
    document = Document.objects.lock(job.args["document"])
    if document.state not in OUT and print_mark(document) == job.args["mark"]:
        set_file(document, job.file, by=None)


def erased_print(document: Document) -> StoredFile | None:
    """The last print of a draft that was taken from it when its content was erased."""
    jobs = Job.objects.filter(kind=JOB_KIND, args__document=document.pk)
    erased = jobs.filter(file__erased_at__isnull=False).select_related("file")
    last = erased.order_by("-pk").first()
    return last.file if last else None


def may_print(document: Document, user) -> bool:
    """Whether the document as it stands has no file yet, and the user may ask for one."""
    permitted = rules.has_perm("documents.print_document", user, document)
    return permitted and document.file is None
