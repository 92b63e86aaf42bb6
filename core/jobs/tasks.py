"""What Celery calls, and all that it is told."""

import gc

from celery import shared_task
from celery.signals import worker_init, worker_process_init
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from core.jobs import queue, work
from core.jobs.signals import worker_started


@shared_task(time_limit=settings.JOBS_TIME_LIMIT_SECONDS)
def run(job_id: int) -> None:
    work.run(job_id)


@shared_task
def sweep() -> None:
    queue.sweep()


@worker_init.connect
def check_machine(**_) -> None:
    """A worker on a machine that cannot do the work stops at once, and says what is missing."""
    try:
        call_command("check")
    except SystemCheckError as error:
        raise SystemExit(str(error)) from error


@worker_process_init.connect
def announce_process(**_) -> None:
    """The program itself stays for good: what is collected later is only what jobs leave behind."""
    worker_started.send(sender=None)
    gc.collect()
    gc.freeze()
