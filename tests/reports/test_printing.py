"""From the queue to the paper."""

import pytest
from pypdf import PdfReader

from core.jobs.enums import State as JobState
from core.jobs.errors import JobFailed
from core.jobs.models import Job
from core.jobs.queue import claim, finish
from documents.domain.printing import filename
from documents.models import Issuer
from documents.render.local import render_client
from reports.domain.reports import NoIssuer, freeze_report, request_report
from reports.enums import ReportState
from reports.tasks import build_report, keep


@pytest.fixture(scope="module", autouse=True)
def renderer():
    yield
    render_client().close()


@pytest.fixture
def report(quarter):
    quarter.accept(quarter.communes[0], part=90, whole=100)
    return request_report(quarter.submission(), by=quarter.leader)


def test_job_builds_the_report_and_keeps_it(report):
    steps = []
    job = claim(report.job_id)
    stored = build_report(job, lambda done, total, step: steps.append((done, total)))
    finish(job, stored, keep)
    report.refresh_from_db()
    assert (report.state, report.document.file) == (ReportState.DRAFTED, stored)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert steps == [(0, 2), (1, 2)]


def test_paper_carries_the_figures(report):
    stored = build_report(claim(report.job_id), lambda *_: None)
    text = "".join(page.extract_text() for page in PdfReader(stored.path).pages)
    assert text.count("90/100") == 3
    assert text.count("90% (C)") == 2


def test_job_that_can_no_longer_be_done_fails_with_its_reason(report):
    Issuer.objects.all().delete()
    with pytest.raises(JobFailed) as refused:
        build_report(claim(report.job_id), lambda *_: None)
    assert (refused.value.code, refused.value.message) == (NoIssuer.code, NoIssuer.message)


def test_file_is_named_for_people(report):
    report = freeze_report(report.pk)
    report.document.title = 'Kết quả quý I/2026: "đợt 1"'
    assert filename(report.document) == "Báo cáo Kết quả quý I-2026- -đợt 1-.pdf"


def test_long_name_is_cut(report):
    report = freeze_report(report.pk)
    report.document.title = "x" * 300
    assert len(filename(report.document)) == 124
