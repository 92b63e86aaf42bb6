"""What the demonstration prints, and waiting for its report."""

import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from core.files.storage import store
from core.jobs.errors import JobFailed
from core.jobs.models import Job
from core.jobs.queue import claim, fail, finish, request
from demo.people import PASSWORD, introduced_people
from demo.reading import PLACES
from demo.report import NAME, ReportFailed, wait_for

PDF = b"%PDF-1.7"


@pytest.fixture
def job(db, settings, tmp_path):
    settings.FILES_DIR, settings.VAR_DIR = tmp_path / "files", tmp_path
    return asked_for("reports.build")


def asked_for(kind: str) -> Job:
    someone = SimpleNamespace(pk=7, full_name="Lãnh đạo (minh họa)")
    return request(kind, args={}, key=f"{kind}:7", by=someone)


@pytest.fixture
def report(job):
    """Its document is there when it is looked at again, with the print asked for."""

    def freeze():
        report.document = SimpleNamespace(print_job=asked_for("documents.print"))

    report = SimpleNamespace(job=job, refresh_from_db=freeze)
    return report


def test_demo_accounts_names_every_introduced_account_and_the_password():
    lines = printed("demo_accounts").splitlines()
    listed = {word for line in lines for word in line.split() if "." in word}
    introduced = {one.username for place in PLACES for one in introduced_people(place)}
    assert introduced - listed == set()
    assert lines[-1] == f"Mật khẩu chung: {PASSWORD}"


def test_password_is_one_that_people_could_choose():
    validate_password(PASSWORD)


def test_wait_for_gives_the_printed_file_under_a_name_people_can_open(
    report, tmp_path, monkeypatch
):
    """It looks again until the figures are frozen, and then until the document is printed."""

    def pause(seconds):
        if report.job.is_live:
            finish(claim(report.job.pk), None)
        else:
            finish(claim(report.document.print_job.pk), store(PDF, "application/pdf"))

    monkeypatch.setattr("demo.report.time.sleep", pause)
    path = wait_for(report)
    assert (path, path.read_bytes()) == (tmp_path / NAME, PDF)


def test_wait_for_gives_the_reason_of_a_failed_job(report):
    fail(claim(report.job.pk), JobFailed("no_figures", "Kỳ này chưa có số liệu."))
    report.job.refresh_from_db()
    with pytest.raises(ReportFailed, match=re.escape("Kỳ này chưa có số liệu.")):
        wait_for(report)


def test_wait_for_gives_up_when_nobody_works(report):
    with pytest.raises(ReportFailed, match="báo cáo vẫn ở trạng thái “Đang chờ”"):
        wait_for(report, patience=0)


def test_request_demo_report_fails_with_the_reason(report, monkeypatch):
    def refuse(report):
        raise ReportFailed("Máy chủ xử lý dừng đột ngột.")

    command = "demo.management.commands.request_demo_report"
    monkeypatch.setattr(f"{command}.ask_for_report", lambda: report)
    monkeypatch.setattr(f"{command}.wait_for", refuse)
    with pytest.raises(CommandError, match=re.escape("Máy chủ xử lý dừng đột ngột.")):
        printed("request_demo_report", "--wait")


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()
