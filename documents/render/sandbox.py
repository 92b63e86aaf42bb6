"""A forked child under limits: it may run out of memory, hang or crash, and the parent goes on."""

import ctypes
import errno
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable

from weasyprint.urls import FatalURLFetchingError

from core.stack import roomy
from documents.render.limits import Limits

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
MOST_FILES = 1024
FULL_WITHIN = 1_000_000  # bytes; measured were a few kilobytes

# How the child ends, because a child without memory can say nothing more than that.
CRASHED, OUT_OF_MEMORY, FORBIDDEN_ADDRESS, FILE_TOO_LARGE = range(1, 5)
FAILURES = {
    OUT_OF_MEMORY: "too_much_memory",
    FORBIDDEN_ADDRESS: "forbidden_address",
    FILE_TOO_LARGE: "too_large",
    -signal.SIGXCPU: "too_long",
}


def run_limited(work: Callable[[], int], limits: Limits, *, caller: int) -> dict:
    """Runs `work`, which counts pages, in a child: `{"pages": n}` or `{"failed": code}`.

    Ends the process when `caller`, the pipe the request came by, is closed: nobody waits any more.
    """
    reading_end, writing_end = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _work_and_exit(work, limits, parent, writing_end)
    os.close(writing_end)
    try:
        in_time = _wait(child, caller, limits.wall)
        exit_code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if exit_code == 0:
            return {"pages": int(os.read(reading_end, select.PIPE_BUF))}
    finally:
        os.close(reading_end)
    return {"failed": FAILURES.get(exit_code, "crashed") if in_time else "too_long"}


def _wait(child: int, caller: int, seconds: float) -> bool:
    """Whether the child ended by itself in time; otherwise it has been killed."""
    pidfd = os.pidfd_open(child)
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.register(caller, 0)  # a hang-up is reported unasked
    try:
        ready = dict(poll.poll(seconds * 1000))
    finally:
        os.close(pidfd)
    if pidfd in ready:
        return True
    os.kill(child, signal.SIGKILL)
    if caller in ready:
        sys.exit()
    return False


@roomy
def _work_and_exit(work: Callable[[], int], limits: Limits, parent: int, writing_end: int) -> None:
    """Never returns: the child must not go on in the parent's loop."""
    status = CRASHED
    try:
        _shut_in(limits, parent, writing_end)
        os.write(writing_end, str(work()).encode())
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    except BaseException as error:
        status = _status_of(error)
        traceback.print_exc()
    finally:
        os._exit(status)


def _shut_in(limits: Limits, parent: int, writing_end: int) -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdin.fileno())
    os.dup2(nothing, sys.stdout.fileno())
    os.closerange(sys.stderr.fileno() + 1, writing_end)
    os.closerange(writing_end + 1, MOST_FILES)
    _limit(resource.RLIMIT_AS, _address_space() + limits.memory)
    _limit(resource.RLIMIT_CPU, limits.cpu, grace=5)
    _limit(resource.RLIMIT_FSIZE, limits.file)
    _limit(resource.RLIMIT_CORE, 0)


def _memory_was_full() -> bool:
    """CPython that cannot even make a MemoryError says that a function returned nothing."""
    with open("/proc/self/status") as status:
        (peak,) = (line.split()[1] for line in status if line.startswith("VmPeak:"))
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return int(peak) * 1024 > limit - FULL_WITHIN


def _limit(name: int, value: int, grace: int = 0) -> None:
    """With a grace the process is told by a signal of its own before it is killed."""
    resource.setrlimit(name, (value, value + grace))


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
