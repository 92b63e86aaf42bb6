import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import environ
import psycopg2
import pytest

from script import programs
from script.programs import NOBODY, ServicesBusy
from script.services import LONGEST_FOLDER, Services, numbered

OWNER = """
import sys, time
from pathlib import Path
from script.services import Services
services = Services(Path(sys.argv[1]), durable=False)
services.start()
print(*(server.process.pid for server in services.running), flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def no_given_addresses(monkeypatch):
    """The services of the test run must not stand in for those under test."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")


def ask(services, query):
    address = environ.Env.db_url_config(services.environment["DATABASE_URL"])
    connection = psycopg2.connect(
        host=address["OPTIONS"]["host"], user=address["USER"], dbname=address["NAME"]
    )
    with closing(connection):
        cursor = connection.cursor()
        cursor.execute(query)
        return cursor.fetchone()[0]


def wait_until_gone(pids):
    deadline = time.monotonic() + 20
    while any(Path("/proc", pid).exists() for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_start_gives_addresses_that_answer(folder):
    with Services(folder, durable=False) as services:
        assert ask(services, "SELECT current_database()") == "quyet_thang"
        assert services.running[1].answers()


def test_stop_ends_both_servers(folder):
    services = Services(folder, durable=False)
    services.start()
    services.stop()
    assert [server.is_running for server in services.running] == [False, False]


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_start_writes_through_only_when_durable(folder, durable, fsync):
    with Services(folder, durable=durable) as services:
        assert ask(services, "SHOW fsync") == fsync


def test_start_keeps_what_was_stored(folder):
    with Services(folder, durable=True) as services:
        created = ask(services, "SELECT system_identifier::text FROM pg_control_system()")
    with Services(folder, durable=True) as services:
        kept = ask(services, "SELECT system_identifier::text FROM pg_control_system()")
    assert kept == created


def test_start_refuses_a_second_owner_of_the_folder(folder):
    refusal = (
        f"Tiến trình {os.getpid()} đang chạy dịch vụ của thư mục này; "
        "hãy dừng nó (Ctrl-C) rồi thử lại."
    )
    with Services(folder, durable=False):
        with pytest.raises(ServicesBusy, match=f"^{re.escape(refusal)}$"):
            Services(folder, durable=False).start()


@pytest.fixture
def stranger():
    """A living process of this user, no relative of the server: a server forgives its parents."""
    with subprocess.Popen(["sleep", "60"]) as stranger:
        yield stranger
        stranger.kill()


def test_start_ignores_a_stale_pid_that_another_process_has_by_now(folder, stranger):
    with Services(folder, durable=False) as services:
        postgres = services.running[0]
        pid_file = postgres.data / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        os.kill(postgres.process.pid, signal.SIGKILL)
        postgres.process.wait()
    pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
    with Services(folder, durable=False) as services:
        assert ask(services, "SELECT 1") == 1


def test_servers_end_with_an_owner_that_was_killed(folder):
    owner = subprocess.Popen([sys.executable, "-c", OWNER, folder], stdout=subprocess.PIPE)
    with owner:
        pids = owner.stdout.readline().decode().split()
        owner.kill()
    assert len(pids) == 2
    wait_until_gone(pids)


@pytest.mark.parametrize("name", ["x" * LONGEST_FOLDER, "Quyết Thắng"])
def test_sockets_move_when_the_path_would_not_do(folder, name):
    with Services(folder / name, durable=False) as services:
        sockets = services.running[0].sockets
        assert sockets.parent == Path("/tmp")
        assert ask(services, "SELECT 1") == 1
        assert services.running[1].answers()
    assert not sockets.exists()


def test_start_leaves_given_addresses_alone(folder, monkeypatch):
    given = {"DATABASE_URL": "postgres://db.example/x", "REDIS_URL": "redis://broker.example/1"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with Services(folder, durable=False) as services:
        assert (services.running, services.environment) == ([], given)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_postgresql_runs_as_nobody_where_namespaces_are_forbidden(folder, monkeypatch):
    monkeypatch.setattr(programs, "may_map_users", lambda: False)
    with Services(folder, durable=False) as services:
        assert os.stat(f"/proc/{services.running[0].process.pid}").st_uid == NOBODY
        assert ask(services, "SELECT 1") == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("redis+socket:///run/b.sock", "redis+socket:///run/b.sock?virtual_host=3"),
        ("redis+socket:///run/b.sock?virtual_host=1", "redis+socket:///run/b.sock?virtual_host=3"),
        ("redis://broker.example:6379/0", "redis://broker.example:6379/3"),
        ("redis://broker.example", "redis://broker.example/3"),
    ],
)
def test_numbered_names_one_database_of_the_broker(address, expected):
    assert numbered(address, 3) == expected
