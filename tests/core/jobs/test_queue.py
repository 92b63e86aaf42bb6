"""Asking, claiming and ending: each control with the harm it prevents."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from core.files.storage import store
from core.jobs import queue
from core.jobs.enums import State
from core.jobs.errors import JobError, JobFailed, LeaseLost
from core.jobs.models import MAX_ATTEMPTS, Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(ask):
    return ask()


@pytest.fixture
def claimed(job):
    return queue.claim(job.pk)


@pytest.fixture
def stale(claimed, abandon):
    """The job as the first worker has it, after a second one took it over."""
    abandon(claimed)
    return claimed, queue.claim(claimed.pk)


def test_request_writes_who_asked_for_what(job):
    job.refresh_from_db()
    assert (job.kind, job.args, job.state) == ("tests.echo", {"text": "một"}, State.QUEUED)
    assert (job.requested_by_id, job.requested_by_name) == (7, "Nguyễn Văn An")


def test_request_rings_when_the_transaction_commits(ask, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
        assert rung == []
    assert rung == [job.pk]


def test_request_rings_nobody_when_the_transaction_fails(
    ask, rung, django_capture_on_commit_callbacks
):
    @transaction.atomic
    def verb():
        ask()
        raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        verb()
    assert (rung, Job.objects.count()) == ([], 0)


def test_request_twice_gives_the_same_job(ask):
    assert ask() == ask()


def test_request_while_running_gives_the_same_job(ask, claimed):
    assert ask() == claimed


def test_request_after_the_end_gives_a_new_job(ask, claimed):
    queue.finish(claimed, None)
    assert ask() != claimed


def test_request_with_another_key_gives_another_job(ask):
    assert ask() != ask(key="echo:2")


@pytest.mark.django_db(transaction=True)
def test_request_from_two_threads_gives_one_job(ask):
    ready = threading.Barrier(2)
    jobs = []

    def click():
        ready.wait()
        jobs.append(ask().pk)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert (len(jobs), len(set(jobs)), Job.objects.count()) == (2, 1, 1)


def test_request_refuses_a_kind_without_handler(ask):
    with pytest.raises(LookupError):
        ask("tests.unknown")


def test_database_refuses_a_second_live_job_of_a_key(job):
    with pytest.raises(IntegrityError, match="job_key_unique_while_live"):
        Job.objects.create(kind="tests.echo", key=job.key, requested_by_id=8)


def test_claim_counts_the_attempt_and_takes_a_lease(claimed):
    assert (claimed.state, claimed.attempts) == (State.RUNNING, 1)
    assert claimed.lease_token is not None


def test_claim_lets_one_worker_have_the_job(claimed):
    assert queue.claim(claimed.pk) is None


def test_claim_takes_over_an_abandoned_job_under_a_new_lease(stale):
    first, second = stale
    assert second.attempts == 2
    assert second.lease_token != first.lease_token


def test_claim_leaves_a_job_without_tries_alone(claimed, abandon):
    abandon(claimed, attempts=MAX_ATTEMPTS)
    assert queue.claim(claimed.pk) is None


def test_claim_of_a_job_that_is_gone_gives_nothing():
    assert queue.claim(0) is None


def test_renew_prolongs_the_lease(claimed):
    Job.objects.update(lease_until=F("lease_until") - timedelta(seconds=5))
    before = Job.objects.get().lease_until
    assert queue.renew(claimed)
    assert Job.objects.get().lease_until > before


def test_renew_refuses_a_lost_lease(stale):
    first, _ = stale
    assert not queue.renew(first)


def test_report_progress_writes_the_step(claimed):
    queue.report_progress(claimed, 2, 5, "Đang dàn trang")
    job = Job.objects.get()
    assert (job.progress_done, job.progress_total, job.progress_step, job.percent) == (
        2,
        5,
        "Đang dàn trang",
        40,
    )


def test_report_progress_refuses_a_lost_lease(stale):
    first, _ = stale
    with pytest.raises(LeaseLost):
        queue.report_progress(first, 1, 1, "")


def test_finish_keeps_the_result(claimed):
    stored = store(b"1", "text/plain")
    queue.finish(claimed, stored)
    job = Job.objects.get()
    assert (job.state, job.file, job.lease_token) == (State.DONE, stored, None)


def test_finish_refuses_a_lost_lease(stale):
    first, second = stale
    good, late = store(b"good", "text/plain"), store(b"late", "text/plain")
    queue.finish(second, good)
    with pytest.raises(LeaseLost):
        queue.finish(first, late)
    assert Job.objects.get().file == good


def test_finish_refuses_a_second_end_under_the_same_lease(claimed):
    queue.finish(claimed, None)
    with pytest.raises(LeaseLost):
        queue.finish(claimed, None)


def test_finish_calls_on_done_once_with_the_result(stale):
    first, second = stale
    stored, done = store(b"1", "text/plain"), []
    queue.finish(second, stored, done.append)
    with pytest.raises(LeaseLost):
        queue.finish(first, stored, done.append)
    assert [(job.pk, job.file) for job in done] == [(second.pk, stored)]


def test_finish_is_undone_when_on_done_fails(claimed):
    def on_done(job):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        queue.finish(claimed, None, on_done)
    assert Job.objects.get().state == State.RUNNING


def test_fail_keeps_the_reason(claimed):
    queue.fail(claimed, JobFailed("no_figures", "Kỳ này chưa có số liệu."))
    job = Job.objects.get()
    assert (job.state, job.failure_code, job.failure_message) == (
        State.FAILED,
        "no_figures",
        "Kỳ này chưa có số liệu.",
    )


def test_fail_refuses_a_lost_lease(stale):
    first, _ = stale
    with pytest.raises(LeaseLost):
        queue.fail(first, JobFailed())


def test_give_back_queues_the_job_while_tries_are_left(claimed):
    queue.give_back(claimed, JobError())
    job = Job.objects.get()
    assert (job.state, job.attempts, job.lease_token) == (State.QUEUED, 1, None)


def test_give_back_fails_the_job_after_the_last_try(job):
    for _ in range(MAX_ATTEMPTS):
        queue.give_back(queue.claim(job.pk), JobError())
    job.refresh_from_db()
    assert (job.state, job.failure_code, job.attempts) == (State.FAILED, "error", MAX_ATTEMPTS)


def test_sweep_queues_an_abandoned_job_and_rings(claimed, abandon, rung, settings):
    settings.JOBS_RING_AGAIN_SECONDS = 0
    abandon(claimed)
    queue.sweep()
    assert (Job.objects.get().state, rung) == (State.QUEUED, [claimed.pk])


def test_sweep_fails_a_job_abandoned_in_its_last_try(claimed, abandon, rung):
    abandon(claimed, attempts=MAX_ATTEMPTS)
    queue.sweep()
    job = Job.objects.get()
    assert (job.state, job.failure_code, rung) == (State.FAILED, "lost", [])


def test_sweep_leaves_a_job_with_a_lease_alone(claimed, rung):
    queue.sweep()
    assert (Job.objects.get().lease_token, rung) == (claimed.lease_token, [])


def test_sweep_rings_again_for_what_has_waited(job, rung, settings):
    Job.objects.update(
        created_at=timezone.now() - timedelta(seconds=settings.JOBS_RING_AGAIN_SECONDS + 1)
    )
    queue.sweep()
    assert rung == [job.pk]


def test_sweep_does_not_ring_for_what_was_just_asked(job, rung):
    queue.sweep()
    assert rung == []


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("job_state_agrees_with_times_and_lease", {"state": State.QUEUED}),
        ("job_state_agrees_with_times_and_lease", {"state": State.DONE}),
        ("job_state_agrees_with_times_and_lease", {"lease_until": None}),
        ("job_state_agrees_with_times_and_lease", {"finished_at": timezone.now()}),
        ("job_state_agrees_with_times_and_lease", {"started_at": None}),
        ("job_failure_has_a_reason", {"failure_code": "lost"}),
        ("job_attempts_are_limited", {"attempts": MAX_ATTEMPTS + 1}),
        ("job_progress_in_range", {"progress_done": 1}),
        ("job_result_url_is_local", {"result_url": "//elsewhere.vn/"}),
        ("job_result_url_is_local", {"result_url": "https://elsewhere.vn/"}),
    ],
)
def test_database_refuses_a_row_that_contradicts_itself(claimed, constraint, changes):
    with pytest.raises(IntegrityError, match=constraint):
        Job.objects.update(**changes)


def test_database_refuses_a_result_before_the_end(claimed):
    with pytest.raises(IntegrityError, match="job_result_only_when_done"):
        Job.objects.update(file=store(b"1", "text/plain"))
