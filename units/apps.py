from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UnitsConfig(AppConfig):
    name = "units"

    def ready(self):
        """The rooms above listen, in their `receivers`, to what happens in those below."""
        autodiscover_modules("receivers")
