"""The worker's side of the render server: starts it, asks it, and replaces it when it is gone."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock, Timer

from documents.render import errors
from documents.render.frames import read_frame, write_frame
from documents.render.limits import Limits
from documents.render.requirements import APT_LINE, missing_fonts, missing_libraries

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
GRACE_SECONDS = 30  # to start, and beyond the document's own limit; then the server counts as hung
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR")  # and no passwords


@dataclass(frozen=True)
class Rendered:
    pages: int


class RenderClient:
    """One render server and the pipe to it. Threads take turns; a forked process needs its own."""

    def __init__(self, *, fonts: Path, styles: Path):
        self._fonts = fonts
        self._styles = styles
        self._process: subprocess.Popen | None = None
        self._turn = Lock()

    def start(self) -> None:
        """Starts the server and does not wait until it is warm. Raises RenderUnavailable."""
        with self._turn:
            self._ensure_running()

    def render(
        self, html: str, *, stylesheets: Iterable[str] = (), to: Path, limits: Limits
    ) -> Rendered:
        """Writes the PDF to `to`, synced to disk. Raises a RenderError.

        `stylesheets` are names of files in the folder of styles, in the order of the cascade.
        """
        request = {
            "html": html,
            "stylesheets": list(stylesheets),
            "to": str(to.resolve()),
            "limits": asdict(limits),
        }
        with self._turn:
            self._ensure_running()
            reply = self._exchange(request, limits.wall + GRACE_SECONDS)
            if reply is None:
                self._stop()
                raise errors.RenderCrashed
        if "failed" in reply:
            raise errors.BY_REPLY[reply["failed"]]
        return Rendered(pages=reply["pages"])

    def close(self) -> None:
        with self._turn:
            self._stop()

    def _ensure_running(self) -> None:
        if self._process and self._process.poll() is None:
            return
        self._stop()
        self._check_machine()
        self._process = self._spawn()

    def _check_machine(self) -> None:
        if missing := missing_libraries() + missing_fonts(self._fonts):
            logger.critical("cannot print without %s; %s", ", ".join(missing), APT_LINE)
            raise errors.RenderUnavailable

    def _spawn(self) -> subprocess.Popen:
        """In a session of its own: Ctrl-C reaches the worker, which still finishes its document."""
        arguments = ["--fonts", self._fonts.resolve(), "--styles", self._styles.resolve()]
        return subprocess.Popen(
            [sys.executable, "-m", "documents.render.server", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            start_new_session=True,
        )

    def _exchange(self, request: dict, seconds: float) -> dict | None:
        """The reply, or None when the server died or had to be killed for its silence."""
        watchdog = Timer(seconds, self._process.kill)
        watchdog.start()
        try:
            write_frame(self._process.stdin, request)
            return read_frame(self._process.stdout)
        except BrokenPipeError:
            return None
        finally:
            watchdog.cancel()

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None
