"""Ringing: a broker that is away costs a person half a second and never an error."""

import json
import socket
import threading
import time

import pytest
import redis

from core.jobs.bell import PATIENCE, Bell

AT_ONCE = 0.2  # seconds, with room for a busy machine


@pytest.fixture
def bell():
    return Bell()


@pytest.fixture(params=["unix", "tcp"])
def frozen_broker(request, tmp_path, broker_url):
    """It takes connections and never answers."""
    if request.param == "unix":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(tmp_path / "s"))
            listener.listen()
            broker_url(f"redis+socket://{tmp_path / 's'}")
            yield
    else:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            broker_url(f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
            yield


def seconds_of(action, *args):
    started = time.monotonic()
    action(*args)
    return time.monotonic() - started


def messages_in(broker):
    client = redis.Redis(unix_socket_path=str(broker.socket))
    waiting = [json.loads(message) for message in client.lrange("celery", 0, -1)]
    client.close()
    return [(message["headers"]["task"], message["headers"]["argsrepr"]) for message in waiting]


def test_ring_names_the_task_and_the_job(bell, broker):
    bell.ring([5])
    assert messages_in(broker) == [("core.jobs.tasks.run", "[5]")]


def test_ring_from_another_thread_reaches_the_same_broker(bell, broker):
    thread = threading.Thread(target=bell.ring, args=([5],))
    thread.start()
    thread.join()
    assert len(messages_in(broker)) == 1


@pytest.mark.parametrize("url", ["redis+socket:///nowhere/broker.sock", "redis://127.0.0.1:1/0"])
def test_ring_costs_nothing_when_the_broker_is_stopped(bell, broker_url, url):
    broker_url(url)
    assert seconds_of(bell.ring, [5]) < AT_ONCE


def test_ring_costs_one_wait_when_the_broker_is_frozen(bell, frozen_broker):
    assert PATIENCE <= seconds_of(bell.ring, [5]) < 2 * PATIENCE


def test_ring_waits_once_for_many_jobs(bell, frozen_broker):
    bell.ring([5])
    assert seconds_of(bell.ring, [6]) < AT_ONCE


def test_ring_tries_again_after_a_silence(bell, broker, monkeypatch):
    monkeypatch.setattr("core.jobs.bell.SILENCE", 0)
    broker.stop()
    bell.ring([5])
    broker.start()
    bell.ring([6])
    assert messages_in(broker) == [("core.jobs.tasks.run", "[6]")]
