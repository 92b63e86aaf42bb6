"""PostgreSQL and a Redis-compatible broker on private unix sockets.

For the demonstration, development and the tests; never for service. Each server comes from its
Python package, or from Debian when SERVICES=system, and is not started at all when DATABASE_URL or
REDIS_URL names one that runs already.
"""

import contextlib
import fcntl
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import redis

from script.programs import (
    Program,
    ServiceError,
    ServicesBusy,
    broker_program,
    demotion,
    own,
    postgresql_bin,
    private_home,
    reachable,
    version_of,
)

DATABASE = "quyet_thang"
PORT = 5432  # part of the socket's name; PGPORT in the environment must not change it
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432")  # the kernel's limit for the path of a socket
PLAIN_PATH = re.compile(r"[\w./-]+", re.ASCII)  # needs no quoting in any of the addresses

SETTINGS_FOR_TESTS = {
    "autovacuum": "off",  # it would take tables for empty that a test fills before it commits
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
}


class PostgreSQL(Program):
    """One cluster in `home`, with one database, trusted by whoever may open the folder."""

    def __init__(self, home: Path, sockets: Path, *, durable: bool):
        self.run_as = demotion()
        self.bin = reachable(postgresql_bin(), self.run_as)
        self.version = version_of(self.bin / "postgres")
        self.data = home / f"postgresql-{self.version.split('.')[0]}"
        self.sockets = sockets
        settings = {"listen_addresses": ""} | ({} if durable else SETTINGS_FOR_TESTS)
        super().__init__(
            "PostgreSQL",
            [
                *(self.bin / "postgres", "-D", self.data, "-k", sockets, "-p", PORT),
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            home / "postgresql.log",
            run_as=self.run_as,
            cwd=home,
            stop_signal=signal.SIGINT,
        )

    @property
    def url(self) -> str:
        return f"postgres://postgres@:{PORT}/{DATABASE}?host={self.sockets}"

    def start(self) -> None:
        if not self.data.exists():
            self.make_cluster()
        self.forget_stale_pid()
        super().start()
        self.wait_until(self.answers)
        self.make_database()

    def make_cluster(self) -> None:
        """Make it aside and rename it, so that a start cut short leaves no half cluster."""
        half = self.data.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        options = "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-instructions".split()
        command = [*self.run_as, self.bin / "initdb", "-D", half, *options]
        with self.log.open("ab") as log:
            done = subprocess.run(
                command, stdout=log, stderr=subprocess.STDOUT, cwd=self.cwd, check=False
            )
        if done.returncode:
            raise ServiceError(f"PostgreSQL không tạo được cơ sở dữ liệu; xem {self.log}")
        half.rename(self.data)

    def forget_stale_pid(self) -> None:
        """Remove the pid file of a killed server when its number names another process by now.

        PostgreSQL recognises a dead process itself, but refuses to start while any live process
        of the same user has that number.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            process = Path("/proc", pid_file.read_text().split()[0])
        except (FileNotFoundError, IndexError):
            return
        self.wait_for_predecessor(process)
        if process.exists():
            pid_file.unlink()
            (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def wait_for_predecessor(self, process: Path) -> None:
        """Let a server whose owner was killed a moment ago finish its shutdown."""
        deadline = time.monotonic() + 20
        while works_in(process, self.data):
            if time.monotonic() > deadline:
                raise ServicesBusy(f"PostgreSQL (tiến trình {process.name}) vẫn giữ {self.data}")
            time.sleep(0.1)

    def connect(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(
            host=str(self.sockets), port=PORT, user="postgres", dbname="postgres"
        )

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def make_database(self) -> None:
        with contextlib.closing(self.connect()) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE}")


class Broker(Program):
    """Valkey, or Debian's Redis: the bell of the job queue."""

    def __init__(self, home: Path, sockets: Path, *, durable: bool):
        program = broker_program()
        self.version = version_of(program)
        self.socket = sockets / "broker.sock"
        self.data = home / program.name  # the two do not read each other's files
        options = {
            "port": 0,
            "unixsocket": self.socket,
            "unixsocketperm": 700,
            "dir": self.data,
            "databases": 64,
            "save": "",
            "appendonly": "yes" if durable else "no",
        }
        arguments = [text for name, value in options.items() for text in (f"--{name}", value)]
        name = "Redis" if program.name == "redis-server" else "Valkey"
        super().__init__(name, [program, *arguments], home / "broker.log")

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        self.data.mkdir(exist_ok=True)
        super().start()
        self.wait_until(self.answers)

    def answers(self) -> bool:
        client = redis.Redis(unix_socket_path=str(self.socket), retry=None)
        try:
            return client.ping()
        except redis.ConnectionError:
            return False
        finally:
            client.close()


class Services:
    """The two servers of one folder, for as long as one process runs them."""

    def __init__(self, folder: Path, *, durable: bool):
        self.folder = folder.absolute()
        self.durable = durable
        self.running: list[PostgreSQL | Broker] = []
        self.environment = {
            name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if name in os.environ
        }
        self.cleanup = contextlib.ExitStack()

    def __enter__(self) -> "Services":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        with contextlib.ExitStack() as stack:
            self.folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(only_one(self.folder / "services.lock"))
            home = private_home(self.folder / "services")
            sockets = stack.enter_context(socket_folder(home))
            for variable, server in (("DATABASE_URL", PostgreSQL), ("REDIS_URL", Broker)):
                if variable not in self.environment:
                    program = server(home, sockets, durable=self.durable)
                    stack.callback(program.stop)
                    program.start()
                    self.running.append(program)
                    self.environment[variable] = program.url
            self.cleanup = stack.pop_all()

    def stop(self) -> None:
        self.cleanup.close()

    @property
    def description(self) -> str:
        started = [f"{program.name} {program.version}" for program in self.running]
        return " và ".join(started) or "dịch vụ có sẵn"


def works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").samefile(folder)
    except (FileNotFoundError, PermissionError):
        return False


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold the lock file, which the system lets go however the process ends."""
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise ServicesBusy(
                f"Tiến trình {file.read()} đang chạy dịch vụ của thư mục này; "
                "hãy dừng nó (Ctrl-C) rồi thử lại."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextlib.contextmanager
def socket_folder(home: Path) -> Iterator[Path]:
    """A folder for the sockets: in `home`, or where its path would not do, a short one."""
    usual = home / "sockets"
    if len(str(usual)) <= LONGEST_FOLDER and PLAIN_PATH.fullmatch(str(usual)):
        yield own(usual, demotion())
        return
    short = Path(tempfile.mkdtemp(prefix="quyet-thang-", dir="/tmp"))
    try:
        yield own(short, demotion())
    finally:
        shutil.rmtree(short, ignore_errors=True)


def numbered(url: str, number: int) -> str:
    """The same broker's database of that number, so that test processes do not share a queue."""
    address = url.partition("?")[0]
    if address.startswith("redis+socket:"):
        return f"{address}?virtual_host={number}"
    return urlsplit(address)._replace(path=f"/{number}").geturl()
