"""Runs the benchmarks on private services and an empty database of their own."""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from script.services import Services

KNOWN = ("documents", "lists", "pages", "report", "results", "rush")


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="quyet-thang-bench-") as folder:
        with Services(Path(folder, "services"), durable=False) as services:
            os.environ |= services.environment
            os.environ["FILES_DIR"] = str(Path(folder, "files"))
            os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
            django.setup()
            call_command("migrate", verbosity=0)
            run(names)


def run(names: list[str]) -> None:
    for name in names:
        __import__(f"script.benchmarks.{name}", fromlist=["main"]).main()


if __name__ == "__main__":
    wanted = sys.argv[1:] or list(KNOWN)
    if unknown := set(wanted) - set(KNOWN):
        sys.exit(f"Không có phép đo {', '.join(sorted(unknown))}; có: {', '.join(KNOWN)}.")
    main(wanted)
