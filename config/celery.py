"""Celery is a bell: the truth about work stands in the jobs table (core.jobs)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("quyet_thang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
