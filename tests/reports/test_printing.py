"""From the queue to the paper."""

import pytest
from pypdf import PdfReader

from core.jobs.enums import State as JobState
from core.jobs.errors import JobFailed
from core.jobs.models import Job
from core.jobs.queue import claim, finish
from documents.domain.printing import filename
from documents.domain.prints import keep_print
from documents.models import Issuer
from documents.render.local import render_client
from documents.tasks import print_as_asked
from reports.domain.reports import NoIssuer, freeze_report, request_report
from reports.tasks import build_report


@pytest.fixture(scope="module", autouse=True)
def renderer():
    yield
    render_client().close()


@pytest.fixture
def report(quarter):
    quarter.accept(quarter.communes[0], part=90, whole=100)
    return request_report(quarter.submission(), by=quarter.leader)


def built(report):
    job = claim(report.job_id)
    finish(job, build_report(job, lambda *_: None))
    report.refresh_from_db()
    return report


def test_job_drafts_the_report_and_has_the_document_printed(report):
    document = built(report).document
    assert Job.objects.get(pk=report.job_id).state == JobState.DONE
    assert (document.file, document.print_job.kind) == (None, "documents.print")


def test_second_try_of_the_job_asks_for_no_second_print(report):
    job = claim(report.job_id)
    for _ in range(2):
        build_report(job, lambda *_: None)
    assert Job.objects.filter(kind="documents.print").count() == 1


def test_paper_carries_the_figures(report):
    job = claim(built(report).document.print_job_id)
    stored = print_as_asked(job, lambda *_: None)
    finish(job, stored, keep_print)
    report.document.refresh_from_db()
    assert report.document.file == stored
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
    report.document.title = "kết quả " * 50
    assert len(filename(report.document)) <= 124
