"""Real workers, a real broker, real kills: every job ends within a minute, with one result."""

import os
import signal
import sys
import time
from types import SimpleNamespace

import psutil
import pytest
import redis

from core.files.models import StoredFile
from core.jobs import queue
from core.jobs.bell import Bell
from core.jobs.enums import State
from core.jobs.models import MAX_ATTEMPTS, Job
from script.programs import Program

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

MINUTE = 60
LONG_TABLE = 1500  # rows: a second or two of rendering
SOMEONE = SimpleNamespace(pk=7, full_name="Nguyễn Văn An")


@pytest.fixture(autouse=True)
def notices_soon(settings, monkeypatch):
    settings.JOBS_RING_AGAIN_SECONDS = 1
    monkeypatch.setattr("core.jobs.bell.SILENCE", 0)
    monkeypatch.setattr(queue, "ring", Bell().ring)


@pytest.fixture
def start(broker, child_environment, files_dir, tmp_path):
    """Starts a part of Celery in a process of its own, on the test's database, broker and files."""
    started = []

    def start(*command, settings="tests.core.jobs.worker_settings"):
        environment = child_environment | {
            "DJANGO_SETTINGS_MODULE": settings,
            "REDIS_URL": broker.url,
            "FILES_DIR": str(files_dir),
        }
        program = Program(
            command[0],
            [sys.executable, "-m", "celery", "-A", "config", *command],
            tmp_path / f"{command[0]}.log",
            env=environment,
        )
        program.start()
        started.append(program)
        return program

    yield start
    for program in started:
        kill(program)


@pytest.fixture
def start_worker(start):
    return lambda: start("worker", "-c", "1", "-l", "INFO", "-I", "tests.core.jobs.handlers")


def kill(program):
    """The worker and its children, as when the machine loses power; not the render server."""
    if program.is_running:
        os.killpg(program.process.pid, signal.SIGKILL)
    program.process.wait()


def ask(kind, **args):
    return queue.request(kind, args=args, key="1", by=SOMEONE)


def wait_until(condition, *, seconds=30):
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return result


def ended(job):
    """Waits for the end of the job, sweeping in place of beat."""

    def has_ended():
        queue.sweep()
        time.sleep(0.5)
        job.refresh_from_db()
        return not job.is_live

    wait_until(has_ended, seconds=MINUTE)
    return job.state, job.attempts


def renderers(worker):
    """The worker's render server and, in mid-render, the child of that."""
    return [*filter(renders, psutil.Process(worker.process.pid).children(recursive=True))]


def renders(process):
    try:
        return "documents.render.server" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def pool_process(worker):
    return psutil.Process(worker.process.pid).children()[0]


def in_mid_render(worker):
    wait_until(Job.objects.filter(state=State.RUNNING).exists)
    return wait_until(lambda: len(found := renderers(worker)) == 2 and found)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def one_result(files_dir):
    def one_result():
        (stored,) = StoredFile.objects.all()
        return files_in(files_dir) == [stored.path] and Job.objects.get().file == stored

    return one_result


def test_job_is_taken_over_when_its_worker_is_killed(start_worker, one_result):
    first = start_worker()
    job = ask("tests.render", rows=LONG_TABLE)
    orphans = in_mid_render(first)
    kill(first)
    start_worker()
    assert ended(job) == (State.DONE, 2)
    assert one_result()
    assert psutil.wait_procs(orphans, timeout=10)[1] == []


def test_job_is_taken_over_when_the_process_that_runs_it_is_killed(start_worker, one_result):
    worker = start_worker()
    job = ask("tests.render", rows=LONG_TABLE)
    in_mid_render(worker)
    pool_process(worker).kill()
    assert ended(job) == (State.DONE, 2)
    assert one_result()


def test_job_is_done_once_when_a_stopped_worker_comes_back(start_worker, one_result):
    """It sleeps past its lease, wakes and finishes a job that another has finished."""
    first = start_worker()
    job = ask("tests.render", rows=LONG_TABLE)
    in_mid_render(first)
    sleeper = pool_process(first)
    sleeper.suspend()
    start_worker()
    assert ended(job) == (State.DONE, 2)
    stored = job.file
    sleeper.resume()
    wait_until(lambda: "thrown away" in first.log.read_text())
    job.refresh_from_db()
    assert (job.file, job.attempts) == (stored, 2)
    assert one_result()


def test_job_is_tried_again_when_the_render_server_is_killed(start_worker, one_result):
    worker = start_worker()
    job = ask("tests.render", rows=LONG_TABLE)
    server, _ = in_mid_render(worker)
    server.kill()
    assert ended(job) == (State.DONE, 2)
    assert one_result()


def test_job_fails_with_a_reason_when_every_render_is_killed(start_worker, files_dir):
    start_worker()
    job = ask("tests.kill_renderer", rows=LONG_TABLE)
    assert ended(job) == (State.FAILED, MAX_ATTEMPTS)
    assert job.failure_code == "render_crashed"
    assert files_in(files_dir) == []


def test_job_fails_with_a_reason_when_it_kills_every_worker(start_worker):
    start_worker()
    job = ask("tests.kill_process")
    assert ended(job) == (State.FAILED, MAX_ATTEMPTS)
    assert job.failure_message == queue.LOST


def test_job_asked_for_while_the_broker_is_stopped_is_done_later(start_worker, broker, one_result):
    worker = start_worker()
    wait_until(lambda: " ready." in worker.log.read_text())
    broker.stop()
    asked_at = time.monotonic()
    job = ask("tests.echo", text="một")
    assert time.monotonic() - asked_at < 2
    broker.start()
    assert ended(job) == (State.DONE, 1)
    assert one_result()


def test_job_is_found_again_by_beat_when_the_broker_was_emptied(
    start, start_worker, broker, one_result, tmp_path
):
    job = ask("tests.echo", text="một")
    client = redis.Redis(unix_socket_path=str(broker.socket))
    assert client.llen("celery") == 1
    client.flushall()
    client.close()
    start_worker()
    start("beat", "-s", str(tmp_path / "schedule"))
    wait_until(lambda: not Job.objects.filter(pk=job.pk).live().exists(), seconds=MINUTE)
    assert one_result()


def test_job_asked_for_twice_is_done_once(start_worker, one_result):
    first, second = ask("tests.echo", text="một"), ask("tests.echo", text="một")
    start_worker()
    assert ended(first) == (State.DONE, 1)
    assert first == second
    assert one_result()


def test_worker_refuses_a_machine_that_cannot_print(start):
    worker = start("worker", settings="tests.core.jobs.unfit_settings")
    assert worker.process.wait(30) == 1
    assert "documents.E002" in worker.log.read_text()
