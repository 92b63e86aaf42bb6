"""Takes the pictures, on private services and the demonstration in a database of its own."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from script.demo import answers
from script.programs import Program
from script.services import Services


def main(prefix: str) -> None:
    with tempfile.TemporaryDirectory(prefix="quyet-thang-pictures-") as folder:
        Path(folder).chmod(0o711)  # where PostgreSQL must run as another user, it passes through
        with Services(Path(folder, "services"), durable=False) as services:
            os.environ |= services.environment
            os.environ["FILES_DIR"] = str(Path(folder, "files"))
            os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
            django.setup()
            call_command("migrate", verbosity=0)
            call_command("load_demo", verbosity=0)
            with web(Path(folder, "web.log")) as address:
                __import__("script.pictures.walk", fromlist=["main"]).main(address, prefix)


@contextmanager
def web(log: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"]
    # `insecure` serves the style sheet as it lies in static/, with nothing collected
    program = Program("Trang web", [*command, "--noreload", "--insecure"], log)
    program.start()
    try:
        program.wait_until(lambda: answers(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        program.stop()


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""])
