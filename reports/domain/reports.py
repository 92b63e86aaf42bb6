"""The verbs of a progress report: asking for it, and freezing its figures in a draft."""

import rules
from django.db import transaction
from django.db.models import Q

from core.access.refusals import NotPermitted, NotPossible
from core.audit.trail import record
from core.jobs.enums import LIVE
from core.jobs.queue import request
from documents.domain.documents import Draft, create_document
from documents.domain.prints import ask_for_print
from documents.enums import DocumentKind, DocumentState
from documents.models import Document, Issuer
from reports.domain.annex import units_annex
from reports.domain.collect import Collected, check_standing, collect
from reports.domain.prose import Narrative, Occasion, body_of, title_of
from reports.domain.snapshot import snapshot_of
from reports.domain.table import ReportTable, table_of
from reports.models import ProgressReport
from reports.rules import writing_grant
from results.models import Submission

JOB_KIND = "reports.build"


class NoIssuer(NotPossible):
    code = "no_issuer"
    message = (
        "Đơn vị chưa khai báo tên cơ quan ban hành, ký hiệu văn bản và địa danh, "
        "nên chưa lập được báo cáo."
    )


@transaction.atomic
def request_report(submission: Submission, *, by) -> ProgressReport:
    """Asks the worker for a report; what can be refused is refused now.

    While a report on the submission is being made or first printed, that one is returned. Raises
    NotPermitted, NothingAccepted, NothingEntered, NoIssuer.
    """
    if not rules.has_perm("reports.request_report", by, submission):
        raise NotPermitted
    submission = Submission.objects.lock(submission.pk)
    if fresh := _being_made(submission):
        return fresh
    check_standing(submission)
    _issuer_of(submission)
    report = ProgressReport.objects.create(submission=submission, requested_by=by)
    _ask_the_worker(report, by)
    record(
        "reports.requested",
        report,
        by=by,
        grant=writing_grant(by, submission),
        unit_id=submission.unit_id,
    )
    return report


@transaction.atomic
def freeze_report(report_id: int) -> ProgressReport:
    """Freezes the figures as they stand now, drafts the text and asks for its print.

    An act of the program, for whoever asked for the report. A second time changes nothing, so that
    every try of the job leaves the same paper. Raises NothingAccepted, NothingEntered, NoIssuer.
    """
    rows = ProgressReport.objects.select_related("requested_by")
    report = rows.select_for_update(of=["self"]).get(pk=report_id)
    if report.is_frozen:
        return report
    collected = collect(Submission.objects.with_lock_context().get(pk=report.submission_id))
    table = table_of(collected)
    document = _draft(collected, table, report.requested_by)
    ask_for_print(document, by=report.requested_by)
    document.save(update_fields=["print_job"])
    report.document, report.table = document, snapshot_of(collected, table)
    report.save(update_fields=["document", "table"])
    report.sources.add(*collected.standing.values())
    record("reports.drafted", report, by=None, unit_id=collected.submission.unit_id)
    return report


def _being_made(submission: Submission) -> ProgressReport | None:
    first_print = Q(document__state=DocumentState.DRAFT, document__file=None)
    printing = first_print & Q(document__print_job__state__in=LIVE)
    return submission.reports.filter(Q(job__state__in=LIVE) | printing).first()


def _draft(collected: Collected, table: ReportTable, by) -> Document:
    submission = collected.submission
    issuer = _issuer_of(submission)
    on = submission.period.due_on
    occasion = _occasion(submission, issuer.unit.name_on(on))
    annex = units_annex(table)
    draft = Draft(
        kind=DocumentKind.REPORT,
        title=title_of(occasion),
        body=body_of(table, occasion, _narrative(collected)),
        annexes=[annex] if annex else [],
        addressees=_addressees(submission),
        recipients=_recipients(submission, table),
    )
    return create_document(draft, issuer=issuer, on=on, by=by)


def _issuer_of(submission: Submission) -> Issuer:
    issuer = Issuer.objects.select_related("unit").filter(unit=submission.unit_id).first()
    if issuer is None:
        raise NoIssuer
    return issuer


def _occasion(submission: Submission, issued_by: str) -> Occasion:
    campaign, period = submission.campaign, submission.period
    return Occasion(
        issued_by=issued_by,
        campaign=campaign.name,
        theme=campaign.theme,
        reference=campaign.plan_reference,
        period=period.label,
        data_from=period.data_from,
        data_to=period.data_to,
    )


def _narrative(collected: Collected) -> Narrative:
    revision = collected.own_words
    if revision is None:
        return Narrative()
    return Narrative(revision.strengths, revision.shortcomings, revision.causes, revision.proposals)


def _addressees(submission: Submission) -> list[str]:
    superior = submission.superior
    return [superior.name_on(submission.period.due_on)] if superior else []


def _recipients(submission: Submission, table: ReportTable) -> list[str]:
    above = ["Như trên"] if submission.superior else []
    below = ["Các đơn vị tham gia phong trào thi đua"] if table.is_superior else []
    return [*above, *below, "Lưu: VT"]


def _ask_the_worker(report: ProgressReport, by) -> None:
    report.job = request(
        JOB_KIND,
        args={"report": report.pk},
        key=f"{JOB_KIND}:{report.pk}",
        by=by,
        result_url=report.get_absolute_url(),
    )
    report.save(update_fields=["job"])
