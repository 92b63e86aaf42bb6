"""For the workers of the tests: what is lost is noticed in seconds."""

from config.settings.test import *  # noqa: F403

JOBS_LEASE_SECONDS = 2
JOBS_RING_AGAIN_SECONDS = 1
CELERY_BEAT_SCHEDULE = {"sweep-jobs": {"task": "core.jobs.tasks.sweep", "schedule": 1.0}}
