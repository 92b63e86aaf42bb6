"""The demonstration on one machine: services, web, worker, beat, and one report through the queue.

Started by script/demo. Everything it starts ends with it; the data stay in var/.
"""

import argparse
import contextlib
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import PIPE

from script.programs import Program, ServiceError
from script.services import Services

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
SHORTEST_LIFE = 5  # seconds; a program that ended sooner would only end again
GLANCE = 0.5  # seconds between two looks at the programs
PORT_TIMEOUT = 5  # seconds, for the web server of a run that was just stopped
CELERY = [sys.executable, "-m", "celery", "-A", "config"]


class DemoError(Exception):
    """The demonstration cannot go on; the message tells the person at the terminal why."""


def main() -> int:
    once = parse_arguments().once
    for signal_name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_name, signal.default_int_handler)
    try:
        demonstrate(once=once)
    except KeyboardInterrupt:
        say("\nĐã dừng trước khi xong.")
        return 130
    except (DemoError, ServiceError) as error:
        print(f"\nLỗi: {error}", file=sys.stderr)
        return 1
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description="Bản trình diễn Quyết Thắng")
    parser.add_argument("--once", action="store_true", help="dừng sau khi lập xong một báo cáo")
    return parser.parse_args()


def demonstrate(*, once: bool) -> None:
    say("Quyết Thắng: bản trình diễn")
    LOGS.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            services = start_services(stack)
            port = free_port(os.environ.get("PORT", "8000"))
            prepare()
            programs = start_programs(stack, port)
            report = make_report(programs)
            introduce(report, port)
            if not once:
                say("Nhấn Ctrl-C để dừng.")
                with contextlib.suppress(KeyboardInterrupt):
                    watch(services.running, programs)
            say("Đang dừng…")
        finally:
            ignore_interrupts()
    say("Đã dừng; dữ liệu còn trong var/.")


def start_services(stack: contextlib.ExitStack) -> Services:
    with step("PostgreSQL và hàng đợi"):
        services = stack.enter_context(Services(VAR, durable=True))
    os.environ |= services.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.local"}
    stack.enter_context(environment_file(VAR / "services.env", services.environment))
    return services


def prepare() -> None:
    with step("Cấu trúc cơ sở dữ liệu"):
        manage("migrate")
    with step("Tệp tĩnh"):
        collect_static()
    with step("Dữ liệu trình diễn"):
        manage("load_demo")


def start_programs(stack: contextlib.ExitStack, port: int) -> list[Program]:
    web = Program("Trang web", web_command(port), LOGS / "web.log")
    worker = Program("Tiến trình xử lý việc", worker_command(), LOGS / "worker.log")
    beat = Program("Bộ hẹn giờ", [*CELERY, "beat", "--loglevel=warning"], LOGS / "beat.log")
    with step("Trang web, tiến trình xử lý việc, bộ hẹn giờ"):
        for program in (web, worker, beat):
            stack.callback(program.stop)
            program.start()
        web.wait_until(lambda: answers(port))
    return [web, worker, beat]


def web_command(port: int) -> list[str]:
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}"]
    workers = ["--worker-class=gthread", "--workers=2", "--threads=4"]
    return [*gunicorn, *workers, "--no-control-socket", "--access-logfile=-"]


def worker_command() -> list[str]:
    shared_memory = os.access("/dev/shm", os.W_OK)  # noqa: S108
    pool = "prefork" if shared_memory else "solo"  # only prefork locks through it
    alone = ["--without-gossip", "--without-mingle"]
    return [*CELERY, "worker", f"--pool={pool}", "--concurrency=1", "--loglevel=info", *alone]


def make_report(programs: Sequence[Program]) -> str:
    with step("Báo cáo đầu tiên, qua hàng đợi"):
        return manage("request_demo_report", "--wait", meanwhile=lambda: look_after(programs))


def introduce(report: str, port: int) -> None:
    say(f"\nBáo cáo:  {report}\nĐịa chỉ:  http://127.0.0.1:{port}/\n")
    say(manage("demo_accounts") + "\n")


def watch(servers: Sequence[Program], programs: Sequence[Program]) -> None:
    while True:
        for server in servers:
            if not server.is_running:
                raise DemoError(f"{server.name} đã dừng; xem {server.log}")
        look_after(programs)
        time.sleep(GLANCE)


def look_after(programs: Sequence[Program]) -> None:
    """Start again a program that died, unless it would only die again."""
    for program in programs:
        if program.is_running:
            continue
        if time.monotonic() - program.started_at < SHORTEST_LIFE:
            raise DemoError(f"{program.name} không chạy được; xem {program.log}")
        say(f"  ! {program.name} đã dừng, khởi động lại; xem {program.log}")
        program.start()


def manage(*arguments: str, meanwhile: Callable[[], None] = lambda: None) -> str:
    """Run manage.py, keep what it says in the log, and return its output."""
    command = [sys.executable, "manage.py", *arguments]
    log = LOGS / "manage.log"
    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) as process:
        try:
            output, errors = listen(process, meanwhile)
        except BaseException:
            process.kill()
            raise
    with log.open("a") as file:
        file.write(f"$ manage.py {' '.join(arguments)}\n{output}{errors}")
    if process.returncode:
        raise DemoError(f"{arguments[0]} không chạy được; xem {log}\n{last_line(errors)}")
    return output.strip()


def listen(process: subprocess.Popen, meanwhile: Callable[[], None]) -> tuple[str, str]:
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=GLANCE)
        meanwhile()


def last_line(text: str) -> str:
    return text.rstrip().rpartition("\n")[2]


def collect_static() -> None:
    """Collect and compress the static files, unless they were made from the same sources."""
    mark = VAR / "static" / ".made-from"
    sources = fingerprint([*(ROOT / "static").rglob("*"), ROOT / "requirements.txt"])
    if not mark.exists() or mark.read_text() != sources:
        manage("collectstatic", "--noinput", "--clear")
        mark.write_text(sources)


def fingerprint(files: Sequence[Path]) -> str:
    seen = sorted((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    return hashlib.sha256(repr(seen).encode()).hexdigest()


@contextlib.contextmanager
def environment_file(path: Path, environment: dict[str, str]) -> Iterator[None]:
    """Lets `manage.py` find the services from another terminal while they run."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def free_port(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise DemoError(f"PORT={text} không phải là số cổng.")
    deadline = time.monotonic() + PORT_TIMEOUT
    while not is_free(int(text)):
        if time.monotonic() > deadline:
            raise DemoError(f"Cổng {text} đang bận; hãy chọn cổng khác: PORT=8080 bash script/demo")
        time.sleep(0.2)
    return int(text)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def ignore_interrupts() -> None:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


@contextlib.contextmanager
def step(label: str) -> Iterator[None]:
    started = time.monotonic()
    if sys.stdout.isatty():
        print(f"  … {label}", end="\r", flush=True)
    yield
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    say(f"  ✓ {label} ({seconds} giây)")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
