from celery import shared_task

from core.notices import sending


@shared_task
def send_waiting() -> None:
    sending.send_waiting()
