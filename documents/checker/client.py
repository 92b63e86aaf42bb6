"""Asks for the check of a file, in a process that may fail alone.

A process for each file, and none kept warm as for rendering: a check is rare and asked for by a
person, half a second of start is little, and nothing of one file reaches the next. The program
itself never loads the reader of PDF files.
"""

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import BinaryIO

from documents.checker.errors import BY_CODE, MOST_BYTES, Busy, TooComplex, TooLarge
from documents.checker.findings import Box, Finding, Report, Verdict

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
WALL_SECONDS = 60  # beyond the child's own limit of processor time
PATIENCE_SECONDS = 5

_turn = Lock()  # one check at a time in each process of the server


def check_pdf(file: BinaryIO) -> Report:
    """Raises Uncheckable. The file is copied to a place without a name, and gone afterwards."""
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Busy
    try:
        with TemporaryFile() as copy:
            shutil.copyfileobj(file, copy)
            if copy.tell() > MOST_BYTES:
                raise TooLarge
            copy.seek(0)
            return _report(_ask(copy))
    finally:
        _turn.release()


def _ask(file: BinaryIO) -> dict:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "documents.checker.child"],
            stdin=file,
            capture_output=True,
            cwd=PROJECT,
            env={},
            timeout=WALL_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise TooComplex from error
    if child.returncode:
        logger.warning("a format check ended badly: %s", child.stderr.decode(errors="replace"))
        raise TooComplex
    return json.loads(child.stdout)


def _report(reply: dict) -> Report:
    if "refused" in reply:
        raise BY_CODE[reply["refused"]]
    return Report(reply["kind"], reply["pages"], tuple(map(_finding, reply["findings"])))


def _finding(row: dict) -> Finding:
    box = Box(**row["box"]) if row["box"] else None
    return Finding(**row | {"verdict": Verdict(row["verdict"]), "box": box})
