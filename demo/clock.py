"""Setting the program's clock back, so that the past can be acted out with today's verbs."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone


@contextlib.contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Within the block, "now" is the moment. The audit trail has its time from the database and
    keeps the true one."""
    true_now = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = true_now
