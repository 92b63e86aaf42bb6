from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "core.jobs"
    verbose_name = "Công việc nền"

    def ready(self):
        """Handlers register themselves on import (registry.py)."""
        autodiscover_modules("tasks")
