"""Doing one job: claim it, hold its lease while the handler works, keep result or reason."""

import logging
import threading
from functools import partial

from django.conf import settings
from django.db import DatabaseError, connection

from core.jobs import queue, registry
from core.jobs.errors import JobError, JobFailed, LeaseLost
from core.jobs.models import Job

logger = logging.getLogger(__name__)


def run(job_id: int) -> None:
    """Ends in a changed row whatever the handler does; only the death of this process does not."""
    job = queue.claim(job_id)
    if job is None:
        logger.info("job %s is not to be had: done, or another worker has it", job_id)
        return
    with Heartbeat(job):
        try:
            _attempt(job)
        except LeaseLost:
            logger.warning("job %s: lease lost, the result is thrown away", job_id)


def _attempt(job: Job) -> None:
    try:
        handler = registry.find(job.kind)
        stored = handler.work(job, partial(queue.report_progress, job))
        queue.finish(job, stored, handler.on_done)
    except LeaseLost:
        raise
    except JobFailed as failure:
        logger.warning("job %s failed: %s", job.pk, failure)
        queue.fail(job, failure)
    except Exception as error:
        logger.exception("job %s: attempt %s stopped", job.pk, job.attempts)
        queue.give_back(job, error if isinstance(error, JobError) else JobError())


class Heartbeat:
    """Renews the lease from a thread, with a database connection of its own.

    A thread, because the wait for the renderer is only one of the long steps of a handler; it
    dies with its process, which is all that a lease has to show. A handler that hangs is ended by
    the time limit of the task.
    """

    def __init__(self, job: Job):
        self._job = job
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_) -> None:
        self._stopped.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._stopped.wait(settings.JOBS_LEASE_SECONDS / 3):
            try:
                if not queue.renew(self._job):
                    break
            except DatabaseError:
                logger.warning("job %s: the lease could not be renewed", self._job.pk)
                connection.close()
        connection.close()
