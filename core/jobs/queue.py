"""Everything that changes a job's state: each a conditional update, so that one worker wins."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from core.files.models import StoredFile
from core.jobs import registry
from core.jobs.bell import ring
from core.jobs.enums import State
from core.jobs.errors import JobError, LeaseLost
from core.jobs.models import MAX_ATTEMPTS, DatabaseClock, Job

logger = logging.getLogger(__name__)

LEASE_GIVEN_UP = {"lease_token": None, "lease_until": None}
LOST = "Máy chủ xử lý dừng đột ngột trong cả ba lần thử. Hãy thử lại sau hoặc báo quản trị viên."


def request(kind: str, *, args: dict, key: str, by, result_url: str = "") -> Job:
    """Asks for work, in the caller's transaction; the workers hear of it when that commits.

    `args` are ids, `key` names the work: while a job of that key is live it is returned instead
    of a second one. `result_url` is the local page that shows the result. Raises LookupError for
    a kind without a handler.
    """
    title = registry.find(kind).title
    job, created = Job.objects.live().get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "args": args,
            "result_url": result_url,
            "requested_by_id": by.pk,
            "requested_by_name": by.full_name,
        },
    )
    if created:
        transaction.on_commit(partial(ring, [job.pk]), robust=True)
    return job


def claim(job_id: int) -> Job | None:
    """Takes the job under a new lease, or None when it is not there to be taken."""
    token = uuid4()
    taken = (
        Job.objects.claimable()
        .filter(pk=job_id)
        .update(
            state=State.RUNNING,
            attempts=F("attempts") + 1,
            lease_token=token,
            lease_until=_lease_end(),
            started_at=Coalesce("started_at", DatabaseClock()),
            progress_done=0,
            progress_total=0,
            progress_step="",
        )
    )
    return Job.objects.filter(pk=job_id, lease_token=token).first() if taken else None


def renew(job: Job) -> bool:
    """Prolongs the lease; False when it is no longer this worker's."""
    return Job.objects.held(job).update(lease_until=_lease_end()) == 1


def report_progress(job: Job, done: int, total: int, step: str) -> None:
    _change_held(job, progress_done=done, progress_total=total, progress_step=step)


@transaction.atomic
def finish(job: Job, stored: StoredFile | None, on_done: Callable | None = None) -> None:
    """Keeps the result, the only one there will be. Raises LeaseLost when it comes too late."""
    _change_held(job, state=State.DONE, file=stored, finished_at=DatabaseClock(), **LEASE_GIVEN_UP)
    if on_done:
        job.file = stored
        on_done(job)


def fail(job: Job, error: JobError) -> None:
    """Ends the job with the reason. Raises LeaseLost when it comes too late."""
    _change_held(
        job,
        state=State.FAILED,
        failure_code=error.code,
        failure_message=error.message,
        finished_at=DatabaseClock(),
        **LEASE_GIVEN_UP,
    )


def give_back(job: Job, error: JobError) -> None:
    """Puts the job back for another try, at the next sweep, or fails it after the last one."""
    if job.attempts < MAX_ATTEMPTS:
        _change_held(job, state=State.QUEUED, **LEASE_GIVEN_UP)
    else:
        fail(job, error)


def sweep() -> None:
    """Finds what workers and broker lost: abandoned jobs, and queued jobs nobody was told of."""
    abandoned = Job.objects.abandoned()
    requeued = abandoned.filter(attempts__lt=MAX_ATTEMPTS).update(
        state=State.QUEUED, **LEASE_GIVEN_UP
    )
    failed = abandoned.filter(attempts=MAX_ATTEMPTS).update(
        state=State.FAILED,
        failure_code="lost",
        failure_message=LOST,
        finished_at=DatabaseClock(),
        **LEASE_GIVEN_UP,
    )
    if failed or requeued:
        logger.warning("abandoned jobs: %s queued again, %s failed", requeued, failed)
    ring(Job.objects.overdue().values_list("pk", flat=True))


def _change_held(job: Job, **changes) -> None:
    if not Job.objects.held(job).update(**changes):
        raise LeaseLost(str(job))


def _lease_end():
    return DatabaseClock() + timedelta(seconds=settings.JOBS_LEASE_SECONDS)
