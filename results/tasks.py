from celery import shared_task
from django.utils import timezone

from campaigns.models import Period
from results.domain.periods import open_period


@shared_task
def open_due_periods() -> None:
    """Opens what is to be opened by today; missed days are made up for by the next run."""
    for period in Period.objects.to_open(timezone.localdate()):
        open_period(period)
