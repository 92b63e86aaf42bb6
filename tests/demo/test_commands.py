"""What the demonstration prints, and waiting for its report."""

import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from core.files.storage import store
from core.jobs.errors import JobFailed
from core.jobs.queue import claim, fail, finish, request
from demo.people import PASSWORD, introduced_people
from demo.reading import PLACES
from demo.report import NAME, ReportFailed, wait_for

PDF = b"%PDF-1.7"


@pytest.fixture
def job(db, settings, tmp_path):
    settings.FILES_DIR, settings.VAR_DIR = tmp_path / "files", tmp_path
    someone = SimpleNamespace(pk=7, full_name="Lãnh đạo (minh họa)")
    return request("reports.build", args={"report": 7}, key="reports.build:7", by=someone)


def test_demo_accounts_names_every_introduced_account_and_the_password():
    lines = printed("demo_accounts").splitlines()
    listed = {word for line in lines for word in line.split() if "." in word}
    introduced = {one.username for place in PLACES for one in introduced_people(place)}
    assert introduced - listed == set()
    assert lines[-1] == f"Mật khẩu chung: {PASSWORD}"


def test_password_is_one_that_people_could_choose():
    validate_password(PASSWORD)


def test_wait_for_gives_the_printed_file_under_a_name_people_can_open(job, tmp_path):
    finish(claim(job.pk), store(PDF, "application/pdf"))
    job.refresh_from_db()
    path = wait_for(job)
    assert (path, path.read_bytes()) == (tmp_path / NAME, PDF)


def test_wait_for_looks_again_until_the_job_is_done(job, monkeypatch):
    def pause(seconds):
        finish(claim(job.pk), store(PDF, "application/pdf"))

    monkeypatch.setattr("demo.report.time.sleep", pause)
    assert wait_for(job).read_bytes() == PDF


def test_wait_for_gives_the_reason_of_a_failed_job(job):
    fail(claim(job.pk), JobFailed("no_figures", "Kỳ này chưa có số liệu."))
    job.refresh_from_db()
    with pytest.raises(ReportFailed, match=re.escape("Kỳ này chưa có số liệu.")):
        wait_for(job)


def test_wait_for_gives_up_when_nobody_works(job):
    with pytest.raises(ReportFailed, match="Sau 0 giây báo cáo vẫn ở trạng thái “Đang chờ”"):
        wait_for(job, patience=0)


def test_request_demo_report_fails_with_the_reason(job, monkeypatch):
    def refuse(job):
        raise ReportFailed("Máy chủ xử lý dừng đột ngột.")

    command = "demo.management.commands.request_demo_report"
    monkeypatch.setattr(f"{command}.ask_for_report", lambda: SimpleNamespace(job=job))
    monkeypatch.setattr(f"{command}.wait_for", refuse)
    with pytest.raises(CommandError, match=re.escape("Máy chủ xử lý dừng đột ngột.")):
        printed("request_demo_report", "--wait")


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()
