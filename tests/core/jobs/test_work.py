"""Running a job in this process: it always ends in a row that says how it went."""

import pytest

from core.jobs import queue, work
from core.jobs.enums import State
from core.jobs.models import MAX_ATTEMPTS, Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(ask):
    """Runs a job as often as the sweeper might ring for it, and once more."""

    def run(kind, **args):
        job = ask(kind, **args)
        for _ in range(MAX_ATTEMPTS + 1):
            work.run(job.pk)
        job.refresh_from_db()
        return job

    return run


def test_run_keeps_the_result(run):
    job = run("tests.echo", text="hai")
    assert (job.state, job.file.path.read_text(), job.attempts) == (State.DONE, "hai", 1)


def test_run_keeps_the_reason_of_a_final_failure(run):
    job = run("tests.refuse")
    assert (job.state, job.failure_message, job.attempts) == (
        State.FAILED,
        "Kỳ này chưa có số liệu.",
        1,
    )


def test_run_tries_again_after_an_error(run):
    job = run("tests.stumble")
    assert (job.state, job.failure_message, job.attempts) == (
        State.FAILED,
        "Công việc gặp lỗi khi xử lý. Hãy thử lại sau hoặc báo quản trị viên.",
        MAX_ATTEMPTS,
    )


def test_run_survives_a_lack_of_memory(run):
    assert run("tests.exhaust_memory").state == State.FAILED


def test_run_fails_a_job_whose_handler_is_gone(run, monkeypatch):
    monkeypatch.setattr(queue.registry, "_handlers", {"tests.echo": None})
    monkeypatch.delitem(queue.registry._handlers, "tests.echo")
    job = Job.objects.create(kind="tests.echo", key="1", requested_by_id=7)
    work.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 1)


def test_run_leaves_a_job_alone_that_another_worker_has(ask):
    claimed = queue.claim(ask().pk)
    work.run(claimed.pk)
    assert Job.objects.get().lease_token == claimed.lease_token


@pytest.mark.django_db(transaction=True)
def test_run_keeps_its_lease_while_the_handler_works(ask, settings):
    settings.JOBS_LEASE_SECONDS = 0.5
    work.run(ask("tests.outlast_lease", seconds=1.5).pk)
    assert Job.objects.get().state == State.DONE
