"""Telling the workers that there is something to do. The only module that speaks to the broker."""

import logging
import time
from collections.abc import Iterable

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PATIENCE = 0.5  # seconds: a person waits for this answer, and the sweeper rings again anyway
SHORT = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "max_retries": 0}
SILENCE = 5.0  # seconds


class Bell:
    """Never raises for a broker that is away. After a failure it stays silent for a while, so
    that a verb that asks for many jobs waits once."""

    def __init__(self):
        self._silent_until = 0.0

    def ring(self, job_ids: Iterable[int]) -> None:
        if time.monotonic() < self._silent_until:
            return
        try:
            self._send(job_ids)
        except OperationalError as error:
            self._silent_until = time.monotonic() + SILENCE
            logger.warning("the broker is away, jobs wait for the sweeper: %s", error)

    def _send(self, job_ids: Iterable[int]) -> None:
        """Over a connection of its own: the usual one is as patient as a worker."""
        usual = current_app.connection_for_write()
        with usual.clone(connect_timeout=PATIENCE, transport_options=SHORT) as connection:
            for job_id in job_ids:
                current_app.send_task(
                    "core.jobs.tasks.run", args=[job_id], connection=connection, retry=False
                )


ring = Bell().ring
