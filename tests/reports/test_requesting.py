"""Asking for a report, freezing its figures in the worker, keeping what was printed."""

import pytest

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from core.jobs.enums import State as JobState
from core.jobs.models import Job
from core.jobs.queue import claim, finish
from documents.models import Issuer
from reports.domain.collect import NothingAccepted
from reports.domain.reports import NoIssuer, freeze_report, request_report
from reports.models import ProgressReport
from reports.rules import WRITERS
from tests.factories import OfficeFactory, UserFactory
from tests.paperwork import printed
from tests.reports.conftest import written


@pytest.fixture
def accepted(quarter):
    quarter.accept(quarter.communes[0], part=90, whole=100)
    return quarter


def fail(job):
    """As it ends after its last try."""
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED,
        failure_code="lost",
        failure_message="Máy chủ dừng.",
        finished_at="2026-04-05T00:00:00Z",
    )


@pytest.mark.parametrize("role", WRITERS)
def test_request_is_open_to_those_who_write_for_the_unit(accepted, role):
    person = UserFactory(grants=[(role, accepted.province)])
    assert request_report(accepted.submission(), by=person).requested_by == person


@pytest.mark.parametrize("role", sorted(set(Role) - set(WRITERS)))
def test_request_is_refused_to_other_roles(accepted, role):
    person = UserFactory(grants=[(role, accepted.province)])
    with pytest.raises(NotPermitted):
        request_report(accepted.submission(), by=person)


def test_request_is_refused_to_a_superior_of_the_unit(accepted):
    submission = accepted.submission(accepted.communes[0])
    with pytest.raises(NotPermitted):
        request_report(submission, by=accepted.leader)


def test_request_queues_a_job_that_leads_to_the_report(accepted):
    report = request_report(accepted.submission(), by=accepted.leader)
    assert (report.is_being_made, report.job.state) == (True, JobState.QUEUED)
    assert (report.job.args, report.job.result_url) == (
        {"report": report.pk},
        report.get_absolute_url(),
    )


def test_freezing_names_the_revisions_it_counted(accepted):
    report = written(accepted.submission(), accepted.leader)
    revision = accepted.submission(accepted.communes[0]).accepted_revision
    assert list(report.sources.all()) == [revision]


def test_freezing_holds_the_figures(accepted):
    report = written(accepted.submission(), accepted.leader)
    accepted.accept(accepted.communes[1], part=50, whole=50)
    report.refresh_from_db()
    (line,) = report.table["areas"][0]["targets"][0]["lines"]
    assert line == {
        "subject": "Quân nhân dự bị tham gia huấn luyện (95% quân số)",
        "period": "90/100",
        "to_date": "90/100",
        "before_value": "–",
        "value": "90%",
        "verdict": "missed",
        "verdict_text": "Chưa đạt",
        "working": "90/100 = 90% < 95%",
    }
    assert (report.table["asked"], report.table["missing"]) == (2, ["Xã Bắc Sơn"])


def test_freezing_drafts_a_document_of_the_month_it_is_due(accepted):
    OfficeFactory(unit=accepted.province, title="Chủ tịch", holder="Trần Văn Bình")
    document = written(accepted.submission(), accepted.leader).document
    assert (document.symbol, document.year, document.month) == ("BC-UBND", 2026, 4)
    assert (document.signer_title, document.signer_name) == ("Chủ tịch", "Trần Văn Bình")
    assert document.issued_by == "Ủy ban nhân dân tỉnh Ninh Thuận"
    assert (document.addressees, document.recipients) == (
        [],
        ["Các đơn vị tham gia phong trào thi đua", "Lưu: VT"],
    )


def test_freezing_signs_with_who_was_in_office_on_the_day(accepted):
    OfficeFactory(unit=accepted.province, holder="Người Trước", valid_to="2026-04-04")
    OfficeFactory(unit=accepted.province, holder="Người Sau", valid_from="2026-04-06")
    day = "2026-04-05"
    OfficeFactory(unit=accepted.province, holder="Đương Nhiệm", valid_from=day, valid_to=day)
    document = written(accepted.submission(), accepted.leader).document
    assert document.signer_name == "Đương Nhiệm"


def test_report_of_a_subordinate_is_addressed_to_its_superior(accepted):
    unit = accepted.communes[0]
    report = written(accepted.submission(unit), accepted.person(Role.CLERK, unit))
    assert (report.document.addressees, report.document.recipients) == (
        ["Ủy ban nhân dân tỉnh Ninh Thuận"],
        ["Như trên", "Lưu: VT"],
    )


def test_freezing_quotes_what_the_unit_sent_though_it_is_not_accepted_yet(accepted):
    accepted.send(accepted.province, words={"strengths": "Làm tốt."})
    report = written(accepted.submission(), accepted.leader)
    texts = [block["runs"][0]["text"] for block in report.document.body if "runs" in block]
    assert texts[-2] == "Làm tốt."


def test_request_while_one_is_being_made_gives_that_one(accepted):
    first = request_report(accepted.submission(), by=accepted.leader)
    second = request_report(accepted.submission(), by=accepted.leader)
    assert (second, ProgressReport.objects.count(), Job.objects.count()) == (first, 1, 1)


def test_request_while_the_first_print_is_made_gives_that_one(accepted):
    first = request_report(accepted.submission(), by=accepted.leader)
    finish(claim(first.job_id), None)
    freeze_report(first.pk)
    assert request_report(accepted.submission(), by=accepted.leader) == first


def test_request_after_the_print_drafts_anew(accepted):
    first = request_report(accepted.submission(), by=accepted.leader)
    finish(claim(first.job_id), None)
    printed(freeze_report(first.pk).document)
    assert request_report(accepted.submission(), by=accepted.leader) != first


def test_request_after_a_failure_drafts_anew(accepted):
    first = request_report(accepted.submission(), by=accepted.leader)
    fail(first.job)
    second = request_report(accepted.submission(), by=accepted.leader)
    first.refresh_from_db()
    assert (second == first, first.has_failed) == (False, True)


def test_request_without_figures_leaves_nothing_behind(quarter):
    with pytest.raises(NothingAccepted):
        request_report(quarter.submission(), by=quarter.leader)
    assert (ProgressReport.objects.count(), Job.objects.count()) == (0, 0)


def test_request_needs_the_head_of_the_units_documents(accepted):
    Issuer.objects.all().delete()
    with pytest.raises(NoIssuer):
        request_report(accepted.submission(), by=accepted.leader)


def test_request_is_on_the_trail(accepted):
    report = request_report(accepted.submission(), by=accepted.leader)
    entry = Entry.objects.get(event="reports.requested")
    assert (entry.subject_id, entry.actor_id, entry.unit_id, entry.authority) == (
        report.pk,
        accepted.leader.pk,
        accepted.province.pk,
        "Lãnh đạo, chỉ huy, Tỉnh Ninh Thuận",
    )


def test_freezing_twice_changes_nothing(accepted):
    report = written(accepted.submission(), accepted.leader)
    accepted.accept(accepted.communes[1], part=50, whole=50)
    again = freeze_report(report.pk)
    assert (again.document_id, again.table) == (report.document_id, report.table)


def test_freezing_after_the_issuer_is_gone_is_refused(accepted):
    report = request_report(accepted.submission(), by=accepted.leader)
    Issuer.objects.all().delete()
    with pytest.raises(NoIssuer):
        freeze_report(report.pk)


def test_freezing_is_on_the_trail_and_asks_for_the_print(accepted):
    report = written(accepted.submission(), accepted.leader)
    drafted = Entry.objects.get(event="reports.drafted")
    assert (drafted.subject_id, drafted.unit_id) == (report.pk, accepted.province.pk)
    job = report.document.print_job
    assert (job.state, job.requested_by_id) == (JobState.QUEUED, accepted.leader.pk)
