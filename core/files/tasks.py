from celery import shared_task

from core.files.models import StoredFile
from core.files.storage import remove_erased


@shared_task
def remove_erased_files() -> None:
    """Makes up for what could not be taken off the disk when the erasure was committed."""
    remove_erased(StoredFile.objects.exclude(erased_at=None).iterator())
