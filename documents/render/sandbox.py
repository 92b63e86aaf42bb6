"""A child under limits: it may run out of memory, hang or crash, and the parent goes on."""

import ctypes
import errno
import math
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import BinaryIO

from weasyprint.urls import FatalURLFetchingError

from core.stack import roomy
from documents.render.frames import read_frame, write_frame
from documents.render.limits import Limits

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
STDIN, STDOUT, STDERR = range(3)
MOST_FILES = 1024
ORDINARY_MEMORY = Limits.for_document().memory
MOST_DOCUMENTS = 50
FULL_WITHIN = 1_000_000  # bytes; measured were a few kilobytes

# How the child ends, because a child without memory can say nothing more than that.
CRASHED, OUT_OF_MEMORY, FORBIDDEN_ADDRESS, FILE_TOO_LARGE = range(1, 5)
FAILURES = {
    OUT_OF_MEMORY: "too_much_memory",
    FORBIDDEN_ADDRESS: "forbidden_address",
    FILE_TOO_LARGE: "too_large",
    -signal.SIGXCPU: "too_long",
}


class Sandbox:
    """Gives requests to a child that does the work, and forks another when that one is gone.

    A child costs half a page to fork, because it copies what it touches; so one that did ordinary
    work is kept for the next.
    """

    def __init__(self, work: Callable[[dict], int], *, caller: int):
        """`work` counts pages; `caller` is the pipe the requests come by."""
        self._work = work
        self._caller = caller
        self._child: Child | None = None

    def run(self, request: dict, limits: Limits) -> dict:
        """Gives `{"pages": n}` or `{"failed": code}`.

        Ends the process when the caller's pipe is closed: nobody waits any more.
        """
        child, self._child = self._child, None
        if child is None or child.is_gone():
            child = Child.fork(self._work)
        child.ask(request, limits)
        in_time = self._answers(child, limits.wall)
        if reply := read_frame(child.replies) if in_time else None:
            self._keep(child, limits)
            return reply
        exit_code = child.end()
        return {"failed": FAILURES.get(exit_code, "crashed") if in_time else "too_long"}

    def _answers(self, child: "Child", seconds: float) -> bool:
        """Whether the child answered, or ended by itself, in time; otherwise it has been killed."""
        poll = select.poll()
        poll.register(child.replies, select.POLLIN)
        poll.register(self._caller, 0)  # a hang-up is reported unasked
        ready = dict(poll.poll(seconds * 1000))
        if child.replies.fileno() in ready:
            return True
        os.kill(child.pid, signal.SIGKILL)
        if self._caller in ready:
            sys.exit()
        return False

    def _keep(self, child: "Child", limits: Limits) -> None:
        """Unless it may have grown: memory is not given back."""
        child.done += 1
        if limits.memory <= ORDINARY_MEMORY and child.done < MOST_DOCUMENTS:
            self._child = child
        else:
            child.end()


@dataclass
class Child:
    pid: int
    requests: BinaryIO
    replies: BinaryIO
    done: int = 0

    @classmethod
    def fork(cls, work: Callable[[dict], int]) -> "Child":
        requests_out, requests_in = os.pipe()
        replies_out, replies_in = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            _work_and_exit(work, parent, requests_out, replies_in)
        os.close(requests_out)
        os.close(replies_in)
        return cls(pid, os.fdopen(requests_in, "wb"), os.fdopen(replies_out, "rb"))

    def ask(self, request: dict, limits: Limits) -> None:
        with suppress(BrokenPipeError):  # it died; its exit code says why
            write_frame(self.requests, {"request": request, "limits": asdict(limits)})

    def is_gone(self) -> bool:
        """Killed from outside while it had nothing to do."""
        poll = select.poll()
        poll.register(self.replies, select.POLLIN)
        if not poll.poll(0):
            return False
        self.end()
        return True

    def end(self) -> int:
        """Lets it end and gives its exit code."""
        with suppress(BrokenPipeError):
            self.requests.close()
        self.replies.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@roomy
def _work_and_exit(
    work: Callable[[dict], int], parent: int, requests_out: int, replies_in: int
) -> None:
    """Never returns: the child must not go on in the parent's loop."""
    status = CRASHED
    try:
        _shut_in(parent, requests_out, replies_in)
        requests, replies = os.fdopen(requests_out, "rb"), os.fdopen(replies_in, "wb")
        while message := read_frame(requests):
            _limit_to(Limits(**message["limits"]))
            write_frame(replies, {"pages": work(message["request"])})
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    except BaseException as error:
        status = _status_of(error)
        traceback.print_exc()
    finally:
        os._exit(status)


def _shut_in(parent: int, *kept: int) -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, STDIN)
    os.dup2(nothing, STDOUT)
    for before, after in pairwise((STDERR, *sorted(kept), MOST_FILES)):
        os.closerange(before + 1, after)
    _limit(resource.RLIMIT_CORE, 0)


def _limit_to(limits: Limits) -> None:
    """Beyond what the child has used so far."""
    _limit(resource.RLIMIT_AS, _address_space() + limits.memory)
    _limit(resource.RLIMIT_CPU, math.ceil(time.process_time()) + limits.cpu)
    _limit(resource.RLIMIT_FSIZE, limits.file)


def _memory_was_full() -> bool:
    """CPython that cannot even make a MemoryError says that a function returned nothing."""
    with open("/proc/self/status") as status:
        (peak,) = (line.split()[1] for line in status if line.startswith("VmPeak:"))
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return int(peak) * 1024 > limit - FULL_WITHIN


def _limit(name: int, value: int) -> None:
    """Softly, so that the next document can have more."""
    resource.setrlimit(name, (value, resource.getrlimit(name)[1]))


def _address_space() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def _status_of(error: BaseException) -> int:
    if isinstance(error, SystemError) and _memory_was_full():
        return OUT_OF_MEMORY
    if isinstance(error, FatalURLFetchingError):
        return FORBIDDEN_ADDRESS
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return FILE_TOO_LARGE
    return CRASHED
