"""Archives of records files: asked for, made by the worker, and held against what stands now."""

from dataclasses import dataclass

from django.db import transaction

from core.audit.trail import record
from core.jobs.enums import LIVE, State
from core.jobs.models import Job
from core.jobs.queue import request
from documents.domain.records.contents import Contents, contents_of
from documents.domain.records.turns import locked_file, told_of
from documents.domain.refusals import FileEmpty
from documents.models import RecordArchive, RecordFile

JOB_KIND = "documents.archive"


@dataclass(frozen=True)
class Archives:
    """What a page tells: the archive to take, whether it holds what the file holds now, the job
    that is at work, and why the file as it is now could not be packed.
    """

    done: RecordArchive | None
    is_current: bool
    live: Job | None
    failure: str


@transaction.atomic
def request_archive(record_file: RecordFile, *, by) -> RecordArchive:
    """Asks the worker for an archive of the file as it stands; gives the one there is already.

    Raises NotPermitted, FileEmpty.
    """
    record_file = locked_file(record_file, by=by)
    contents = contents_of(record_file)
    if not contents.kept:
        raise FileEmpty
    useful = record_file.archives.filter(mark=contents.mark, job__state__in=[*LIVE, State.DONE])
    if archive := useful.select_related("job").first():
        return archive
    job = request(
        JOB_KIND,
        args={"record_file": record_file.pk, "mark": contents.mark},
        key=f"{JOB_KIND}:{record_file.pk}:{contents.mark}",
        by=by,
        result_url=record_file.get_absolute_url(),
    )
    record("documents.archive_requested", record_file, **told_of(record_file, by))
    return RecordArchive.objects.create(record_file=record_file, job=job, mark=contents.mark)


@transaction.atomic
def tell_archived(job: Job) -> None:
    """Puts the finished archive on the trail of its file."""
    record_file = RecordFile.objects.select_related("issuer").get(pk=job.args["record_file"])
    record(
        "documents.archive_made",
        record_file,
        by=None,
        unit_id=record_file.issuer.unit_id,
        after={"sha256": job.file.sha256},
    )


def archives_of(contents: Contents) -> Archives:
    """In one query. The archive of the file as it is now goes before newer ones."""
    archives = list(contents.record_file.archives.select_related("job__file"))
    done = [one for one in archives if one.job.state == State.DONE]
    current = [one for one in done if one.mark == contents.mark]
    newest = archives[0] if archives else None
    failed = newest is not None and newest.mark == contents.mark
    return Archives(
        done=next(iter(current + done), None),
        is_current=bool(current),
        live=newest.job if newest and newest.job.is_live else None,
        failure=newest.job.failure_message if failed else "",
    )
