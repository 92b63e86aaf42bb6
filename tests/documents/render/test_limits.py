"""A render that eats memory, time or disk, crashes or hangs; the server goes on."""

import os
import time
from dataclasses import asdict, replace
from threading import Timer

import psutil
import pytest

from documents.render import client as client_module
from documents.render.client import RenderClient, Rendered
from documents.render.errors import (
    RenderCrashed,
    RenderUnavailable,
    TooLarge,
    TooLong,
    TooMuchMemory,
)
from documents.render.frames import read_frame, write_frame
from documents.render.limits import MEGABYTE, Limits
from documents.render.local import render_client

SMALL = "<p>Quyết thắng</p>"
LARGE = f"<table>{'<tr><td>1<td>2<td>3' * 20_000}</table>"
HALF_A_MINUTE = LARGE * 2
LIMITS = Limits.for_document()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "document.pdf"


@pytest.fixture
def render(warm_client, target):
    def render(html, **limits):
        return warm_client.render(html, to=target, limits=replace(LIMITS, **limits))

    return render


def server_of(client):
    return psutil.Process(client._process.pid)


def has_ended(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def wait_for(condition, *, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        ({"cpu": 1}, TooLong),
        ({"wall": 1}, TooLong),
    ],
)
def test_render_stops_a_document_beyond_its_limits(render, limits, error):
    with pytest.raises(error):
        render(LARGE, **limits)


@pytest.mark.parametrize("megabytes", range(6, 18, 4))
def test_render_says_that_memory_ran_out_wherever_it_does(render, megabytes):
    """An interpreter without memory fails in more ways than by a MemoryError."""
    with pytest.raises(TooMuchMemory):
        render(LARGE, memory=megabytes * MEGABYTE)


def test_render_stops_a_file_beyond_its_size(render):
    with pytest.raises(TooLarge):
        render(SMALL, file=1000)


def test_render_goes_on_after_a_document_was_stopped(render, warm_client):
    render(SMALL)
    server = warm_client._process.pid
    with pytest.raises(TooLong):
        render(LARGE, wall=1)
    assert render(SMALL) == Rendered(pages=1)
    assert warm_client._process.pid == server


def test_render_reports_a_child_that_was_killed(client_of_its_own, target):
    client_of_its_own.render(SMALL, to=target, limits=LIMITS)
    server = server_of(client_of_its_own)

    killer = Timer(0.5, server.children()[0].kill)
    killer.start()
    with pytest.raises(RenderCrashed):
        client_of_its_own.render(LARGE, to=target, limits=LIMITS)
    killer.join()
    assert not has_ended(server)


def test_render_replaces_a_server_that_died_between_documents(client_of_its_own, target):
    client_of_its_own.render(SMALL, to=target, limits=LIMITS)
    client_of_its_own._process.kill()
    client_of_its_own._process.wait()
    assert client_of_its_own.render(SMALL, to=target, limits=LIMITS) == Rendered(pages=1)


def test_render_reports_a_server_that_died_and_replaces_it(client_of_its_own, target):
    client_of_its_own.render(SMALL, to=target, limits=LIMITS)
    killer = Timer(0.3, client_of_its_own._process.kill)
    killer.start()
    with pytest.raises(RenderCrashed):
        client_of_its_own.render(LARGE, to=target, limits=LIMITS)
    killer.join()
    assert client_of_its_own.render(SMALL, to=target, limits=LIMITS) == Rendered(pages=1)


def test_render_kills_a_server_that_hangs(client_of_its_own, target, monkeypatch):
    monkeypatch.setattr(client_module, "GRACE_SECONDS", 0)
    client_of_its_own.render(SMALL, to=target, limits=LIMITS)
    server_of(client_of_its_own).suspend()
    with pytest.raises(RenderCrashed):
        client_of_its_own.render(SMALL, to=target, limits=replace(LIMITS, wall=1))
    assert client_of_its_own._process is None


@pytest.fixture
def busy_server(client_of_its_own, target):
    """A server in mid-render, and its child; nobody reads the answer."""
    with client_of_its_own._spawn() as process:
        ask(process, SMALL, target)
        read_frame(process.stdout)
        ask(process, HALF_A_MINUTE, target)
        server = psutil.Process(process.pid)
        wait_for(server.children)
        yield process, server.children()[0]
        process.kill()


def ask(process, html, target):
    limits = asdict(replace(LIMITS, memory=4000 * MEGABYTE, cpu=60))
    request = {"html": html, "stylesheets": [], "to": str(target), "limits": limits}
    write_frame(process.stdin, request)


def test_server_that_is_killed_takes_its_child_with_it(busy_server):
    server, child = busy_server
    server.kill()
    wait_for(lambda: has_ended(child), seconds=5)


def test_server_ends_in_mid_render_when_its_owner_is_gone(busy_server):
    """The owner's end of the pipe is closed, as the kernel does when the owner is killed."""
    server, child = busy_server
    server.stdin.close()
    assert server.wait(timeout=5) == 0
    assert has_ended(child)


def test_server_inherits_no_passwords(client_of_its_own, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    client_of_its_own.start()
    assert "SECRET_KEY" not in server_of(client_of_its_own).environ()


def test_start_refuses_a_machine_without_fonts(styles, tmp_path):
    with pytest.raises(RenderUnavailable):
        RenderClient(fonts=tmp_path, styles=styles).start()


def test_start_refuses_a_machine_without_a_library(client_of_its_own, monkeypatch):
    monkeypatch.setattr(client_module, "missing_libraries", lambda: ["libharfbuzz-subset.so.0"])
    with pytest.raises(RenderUnavailable):
        client_of_its_own.start()


def test_forked_process_gets_a_client_of_its_own():
    inherited = render_client()
    child = os.fork()
    if child == 0:
        os._exit(render_client() is inherited)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(
    ("rows", "pages", "memory", "cpu"),
    [(0, 1, 256 * MEGABYTE, 20), (170, 11, 256 * MEGABYTE, 20), (3300, 80, 1730 * MEGABYTE, 236)],
)
def test_limits_grow_with_the_document(rows, pages, memory, cpu):
    limits = Limits.for_document(rows=rows, pages=pages)
    assert (limits.memory, limits.cpu) == (memory, cpu)
