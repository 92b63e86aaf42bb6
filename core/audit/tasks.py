from celery import shared_task

from core.audit.trail import seal_finished


@shared_task
def seal() -> None:
    while seal_finished():
        pass
