from django.apps import AppConfig
from django.core.checks import register

from documents.checks import check_printing, check_signing


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        register(check_printing)
        register(check_signing)
