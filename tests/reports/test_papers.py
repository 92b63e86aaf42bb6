"""Reports as papers for the records file of their campaign."""

import pytest

from campaigns.domain.records import papers_of
from core.files.storage import store
from documents.domain.documents import set_file
from documents.enums import DocumentState
from documents.models import Document
from reports.domain.reports import freeze_report, request_report
from results.enums import SubmissionState
from tests.factories import IssuerFactory, OfficeFactory
from tests.paperwork import document_at
from tests.workflows import head_of, running_movement, submission_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return running_movement()


def report_of(movement, unit) -> Document:
    """The paper of the unit's report on the first period."""
    submission = submission_at(SubmissionState.ACCEPTED, movement, unit=unit)
    IssuerFactory(unit=unit)
    OfficeFactory(unit=unit)
    report = freeze_report(request_report(submission, by=head_of(submission)).pk)
    set_file(report.document, store(b"%PDF-1.7", "application/pdf"), by=None)
    return Document.objects.with_context().get(pk=report.document_id)


def test_issued_report_of_the_managing_unit_is_a_paper_of_its_campaign(movement):
    report = document_at(DocumentState.ISSUED, report_of(movement, movement.root))
    assert [(one.document, one.why) for one in papers_of(movement.campaign, report.issuer)] == [
        (report, "báo cáo kết quả")
    ]


def test_report_that_is_not_issued_is_none(movement):
    report = report_of(movement, movement.root)
    assert papers_of(movement.campaign, report.issuer) == []


def test_report_of_a_unit_that_only_takes_part_is_none(movement):
    report = document_at(DocumentState.ISSUED, report_of(movement, movement.unit))
    assert papers_of(movement.campaign, report.issuer) == []
