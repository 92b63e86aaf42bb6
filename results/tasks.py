import logging

from celery import shared_task
from django.utils import timezone

from campaigns.models import Period
from core.access.refusals import Refusal
from results.domain.periods import open_period
from results.domain.reminders import remind_on_schedule, waiting_for_a_reminder

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


@shared_task
def remind_units() -> None:
    """Reminds of what is owed, once for each step; hours and days missed are made up for.

    What was sent meanwhile is left alone.
    """
    for submission in waiting_for_a_reminder():
        try:
            remind_on_schedule(submission)
        except Refusal as refusal:
            logger.info("submission %s not reminded of: %s", submission.pk, refusal.code)
