import logging

from celery import shared_task
from django.utils import timezone

from campaigns.models import Period
from core.access.refusals import Refusal
from results.domain.periods import open_period

logger = logging.getLogger(__name__)


@shared_task
def open_due_periods() -> None:
    """Opens what is to be opened by today; missed days are made up for by the next run.

    A period that cannot be opened is logged and holds up no other.
    """
    for period in Period.objects.to_open(timezone.localdate()):
        try:
            open_period(period)
        except Refusal as refusal:
            logger.error("period %s not opened: %s", period.pk, refusal.code)
