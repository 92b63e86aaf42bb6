from django.dispatch import receiver

from core.jobs.signals import worker_started
from documents.render.local import render_client


@receiver(worker_started)
def warm_up_renderer(**_) -> None:
    """The first document of a worker waits no longer than the others."""
    render_client().start()
