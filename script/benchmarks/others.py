"""Other processes beside this one, and the CPU of all of them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil


def cpu_of_all() -> float:
    """Seconds of CPU of this process and all below it; of the two measured, one is always idle."""
    me = psutil.Process()
    return sum(sum(process.cpu_times()[:4]) for process in (me, *me.children(recursive=True)))


@contextmanager
def answering(module: str, *arguments: str) -> Iterator[Callable[[], str]]:
    """Starts `python -m module`, which answers every line with a line."""
    command = [sys.executable, "-m", module, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, **pipes) as process:

        def ask() -> str:
            process.stdin.write("\n")
            return process.stdout.readline().strip()

        yield ask
        process.stdin.close()
