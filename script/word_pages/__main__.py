"""Compares the pages on private services and the demonstration in a database of its own."""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from script.services import Services


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="quyet-thang-word-") as folder:
        Path(folder).chmod(0o711)  # where PostgreSQL must run as another user, it passes through
        with Services(Path(folder, "services"), durable=False) as services:
            os.environ |= services.environment
            os.environ["FILES_DIR"] = str(Path(folder, "files"))
            os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
            django.setup()
            call_command("migrate", verbosity=0)
            call_command("load_demo", verbosity=0)
            return __import__("script.word_pages.compare", fromlist=["main"]).main(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
