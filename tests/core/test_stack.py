"""The interpreter's stack of frames: in pieces a busy call may map memory every time."""

import resource

from config import wsgi
from core.stack import roomy

CALLS, DEPTHS = 500, 300


def leaf():
    return None


def faults_of_a_busy_call() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def at_depth(depth: int) -> int:
    return at_depth(depth - 1) if depth else faults_of_a_busy_call()


def most_faults() -> int:
    return max(at_depth(depth) for depth in range(DEPTHS))


def test_without_room_some_depth_maps_memory_at_every_call():
    assert most_faults() >= CALLS


def test_roomy_leaves_no_depth_where_a_call_maps_memory():
    assert roomy(lambda: most_faults())() < CALLS / 10


def test_every_request_has_room(monkeypatch):
    monkeypatch.setattr(wsgi, "handler", lambda environ, start_response: most_faults())

    assert wsgi.application({}, None) < CALLS / 10
