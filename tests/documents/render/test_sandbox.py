"""The child that prints: kept while its work is ordinary, replaced otherwise."""

import os
import signal
import time
from dataclasses import replace

import pytest

from documents.render import sandbox as sandbox_module
from documents.render.limits import Limits
from documents.render.sandbox import Sandbox

ORDINARY = Limits.for_document()
LARGE = Limits.for_document(rows=3300, pages=80)


def work(request):
    """Tells which process did it, in the place of a number of pages."""
    if request.get("fail"):
        raise ValueError
    until = time.process_time() + request.get("seconds", 0)
    while time.process_time() < until:
        pass
    return os.getpid()


@pytest.fixture
def sandbox():
    reading_end, writing_end = os.pipe()
    sandbox = Sandbox(work, caller=reading_end)
    yield sandbox
    if sandbox._child:
        sandbox._child.end()
    os.close(reading_end)
    os.close(writing_end)


@pytest.fixture
def worker(sandbox):
    """The process that does a piece of work."""

    def worker(limits=ORDINARY):
        return sandbox.run({}, limits)["pages"]

    return worker


def test_child_is_another_process(worker):
    assert worker() != os.getpid()


def test_child_is_kept_for_the_next_document(worker):
    assert worker() == worker()


def test_child_that_may_have_grown_is_replaced(worker):
    assert worker(LARGE) != worker()


def test_child_is_replaced_after_some_documents(worker, monkeypatch):
    monkeypatch.setattr(sandbox_module, "MOST_DOCUMENTS", 2)
    first, second, third = worker(), worker(), worker()
    assert (first == second, second == third) == (True, False)


def test_child_that_failed_is_replaced(sandbox, worker):
    before = worker()
    assert sandbox.run({"fail": True}, ORDINARY) == {"failed": "crashed"}
    assert worker() != before


def test_child_that_was_killed_while_it_waited_is_replaced(worker):
    before = worker()
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert worker() != before


def test_limit_of_time_counts_from_the_document(sandbox):
    """The child may have used more before than this document is allowed."""
    brief = replace(ORDINARY, cpu=1)
    first, second = (sandbox.run({"seconds": 0.7}, brief) for _ in range(2))
    assert first == second
