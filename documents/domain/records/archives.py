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
    """What a page tells: the newest archive that is done, and what became of the newest asked for.

    `is_current` says whether the one that is done holds what the file holds now.
    """

    done: RecordArchive | None
    live: Job | None
    failure: str
    is_current: bool


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
    """In one query."""
    archives = list(contents.record_file.archives.select_related("job__file"))
    newest = archives[0].job if archives else None
    done = next((one for one in archives if one.job.state == State.DONE), None)
    return Archives(
        done=done,
        live=newest if newest and newest.is_live else None,
        failure=newest.failure_message if newest else "",
        is_current=done is not None and done.mark == contents.mark,
    )
