"""The web's side of the child process: starts it for one file, and outlives it."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from documents.signing.refusals import BY_CODE, Unreadable

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
MOST_COUNTED = 200  # files in one process; each takes some milliseconds of its time
SECONDS = 40  # by the clock; twice what the child may compute
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR")  # and no passwords


def prepare(issued: Path, prepared: Path) -> None:
    """Writes the issued file with empty signature fields. Raises a SigningRefusal."""
    _ask("prepare", issued.resolve(), prepared.resolve())


def inspect(signed: Path, issued_size: int, roots: Path | None) -> list[dict]:
    """The findings on every signature (see documents.signing.inspection).

    Raises a SigningRefusal, Unreadable also for a file that used up what one file may use.
    """
    trusted = [] if roots is None else [roots.resolve()]
    return _ask("inspect", signed.resolve(), str(issued_size), *trusted)["signatures"]


def count_pages(files: Sequence[Path]) -> list[int | None]:
    """How many pages each file has; None for one that cannot be read. Raises Unreadable."""
    counted = []
    for start in range(0, len(files), MOST_COUNTED):
        some = (file.resolve() for file in files[start : start + MOST_COUNTED])
        counted += _ask("count", *some)["pages"]
    return counted


def _ask(*arguments: str | Path) -> dict:
    command = [sys.executable, "-m", "documents.signing.child", *arguments]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        logger.warning(
            "could not read a signed file: %s",
            (error.stderr or b"")[-2000:].decode(errors="replace"),
        )
        raise Unreadable from error
    reply = json.loads(done.stdout)
    if "refused" in reply:
        raise BY_CODE[reply["refused"]](reply["signer"])
    return reply
