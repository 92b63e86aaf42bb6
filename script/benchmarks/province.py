"""A large province: 170 units, one campaign of 30 targets under way and one drafted."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant, User
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.editing.body import write_body
from campaigns.domain.quotas import set_quota
from campaigns.models import Campaign, CampaignFile, Indicator
from core.files.storage import store
from core.jobs.models import Job
from documents.domain.encoding import to_json
from documents.domain.plain_text import Body, rewrite
from documents.enums import DocumentKind, DocumentState
from documents.models import Dispatch, Document, FiledDocument, Issuer, NumberSeries, RecordFile
from reports.domain.reports import JOB_KIND
from reports.models import ProgressReport
from results.domain.periods import open_period
from results.enums import SubmissionState
from results.models import Remark, Submission
from tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    ClusterFactory,
    ClusterLeadFactory,
    ClusterMembershipFactory,
    ContentAreaFactory,
    CriterionFactory,
    DocumentFactory,
    GrantFactory,
    IndicatorFactory,
    IssuerFactory,
    NumberSeriesFactory,
    OfficeFactory,
    ParticipationFactory,
    PeriodFactory,
    PhaseFactory,
    RecordFileFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
    numbering,
)
from units.enums import UnitKind
from units.models import Cluster, Office, Unit

UNITS = 170
TARGETS = 30
MEMBERS = 150
NAMED = 10
ASSIGNMENTS = 12
AREAS = 6
QUARTERS = 4
DOCUMENTS = 300
RECIPIENTS = 40
FILED = 40
LINES = 80  # of a document's text
# Traits of IndicatorFactory, about as often as in the shipped catalogue; "" is a count.
MEASURES = ("ratio", "graded", "", "ratio", "quota", "ratio", "grade", "graded", "ratio", "done")
AREA_TEXT = (
    "Tập trung nâng cao chất lượng huấn luyện, sẵn sàng chiến đấu, thực hiện tốt công tác "
    "tuyển quân, giáo dục quốc phòng và an ninh, xây dựng lực lượng dân quân tự vệ vững mạnh. "
) * 8
SENTENCE = (
    "Phấn đấu kết quả huấn luyện, kiểm tra các đối tượng có 100% đạt yêu cầu, trong đó có từ 75% "
    "trở lên khá, giỏi; bảo đảm an toàn tuyệt đối về người và vũ khí, trang bị"
)


@dataclass(frozen=True)
class Province:
    """`everyone` is one person who holds every role at the root."""

    root: Unit
    commune: Unit
    office: Office
    clerk: Grant
    everyone: User
    indicators: list[Indicator]
    draft: Campaign
    running: Campaign
    submission: Submission
    own_submission: Submission
    sent: Submission
    report: ProgressReport
    cluster: Cluster
    document: Document
    approved: Document
    issued: Document
    copy: Document
    series: NumberSeries
    record_file: RecordFile


def furnish() -> Province:
    root = UnitFactory(kind=UnitKind.PROVINCE, short_name="UBND tỉnh Quảng Ngãi")
    communes = [
        UnitFactory(short_name=f"UBND xã Đặng Thùy Trâm {number}", administrative_parent=root)
        for number in range(1, UNITS)
    ]
    everyone = UserFactory(grants=[(role, root) for role in Role])
    clerks = [GrantFactory(unit=commune, role=Role.CLERK) for commune in communes]
    indicators = [_indicator(MEASURES[n % len(MEASURES)]) for n in range(TARGETS)]
    draft = _planned(2027, root, communes, indicators)
    running = _planned(2026, root, communes, indicators)
    launch_campaign(running, by=everyone)
    for indicator in indicators:
        if indicator.whole_is_quota:
            _give(running, indicator, communes, everyone)
    issuer = IssuerFactory(unit=root)
    issued = _issued(issuer)
    DocumentFactory.create_batch(DOCUMENTS, issuer=issuer)
    submissions = {one.unit_id: one for one in open_period(running.periods.get(ordinal=1))}
    return Province(
        root=root,
        commune=communes[0],
        office=OfficeFactory(unit=communes[0]),
        clerk=clerks[0],
        everyone=everyone,
        indicators=indicators,
        draft=draft,
        running=running,
        submission=submissions[communes[0].pk],
        own_submission=_remarked(submissions[root.pk], indicators[1], everyone),
        sent=_sent(submissions[communes[1].pk], everyone),
        report=_report(submissions[root.pk], everyone),
        cluster=_cluster(root, communes[:MEMBERS]),
        document=DocumentFactory(issuer=issuer, body=_long_text()),
        approved=DocumentFactory(issuer=issuer, state=DocumentState.APPROVED),
        issued=issued,
        copy=DocumentFactory(issuer=issuer, kind=DocumentKind.TRUE_COPY, copied_from=issued),
        series=NumberSeriesFactory(issuer=issuer),
        record_file=_record_file(issuer, running, everyone),
    )


def _sent(submission: Submission, person: User) -> Submission:
    submission.revisions.update(submitted_at=timezone.now(), submitted_by=person)
    submission.state = SubmissionState.SUBMITTED
    submission.save(update_fields=["state"])
    return submission


def _remarked(submission: Submission, indicator: Indicator, person: User) -> Submission:
    figure = submission.current_revision.figures.get(indicator=indicator)
    Remark.objects.create(figure=figure, text=SENTENCE, made_by=person)
    return submission


def _record_file(issuer: Issuer, campaign: Campaign, person: User) -> RecordFile:
    """With a long list, of a campaign."""
    record_file = RecordFileFactory(issuer=issuer, opened_by=person)
    CampaignFile.objects.create(campaign=campaign, record_file=record_file)
    facts = {
        "issuer": issuer,
        "state": DocumentState.ISSUED,
        "series": numbering(issuer, year=2024),
        "legal_date": date(2024, 12, 1),
        "issued_at": timezone.now(),
        "file": store(b"%PDF-1.7", "application/pdf"),
    }
    for number in range(1, FILED + 1):
        document = DocumentFactory(number=number, **facts)
        FiledDocument.objects.create(record_file=record_file, document=document, position=number)
    return record_file


def _issued(issuer: Issuer) -> Document:
    """A row in the state, with a long list of recipients."""
    document = DocumentFactory(
        issuer=issuer,
        state=DocumentState.ISSUED,
        series=numbering(issuer, year=2025),
        number=1,
        legal_date=date(2025, 12, 1),
        issued_at=timezone.now(),
        file=store(b"%PDF-1.7", "application/pdf"),
    )
    Dispatch.objects.bulk_create(
        Dispatch(document=document, recipient=f"UBND xã số {number}")
        for number in range(RECIPIENTS)
    )
    return document


def _long_text() -> list[dict]:
    lines = [f"{number}. {SENTENCE}." for number in range(1, LINES + 1)]
    return to_json(rewrite(Body(), "\n".join(lines)).blocks)


def _report(submission: Submission, person: User) -> ProgressReport:
    job = Job.objects.create(kind=JOB_KIND, key="bench", requested_by_id=person.pk)
    return ProgressReport.objects.create(submission=submission, requested_by=person, job=job)


def _cluster(organiser: Unit, members: list[Unit]) -> Cluster:
    cluster = ClusterFactory(organiser=organiser)
    for member in members:
        ClusterMembershipFactory(cluster=cluster, unit=member)
    ClusterLeadFactory(cluster=cluster, unit=members[0])
    return cluster


def _indicator(measure: str) -> Indicator:
    return IndicatorFactory(**{measure: True} if measure else {})


def _planned(year: int, root: Unit, communes: list[Unit], indicators: list) -> Campaign:
    campaign = CampaignFactory(
        managing_unit=root, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
    )
    phases = [PhaseFactory(campaign=campaign, **half) for half in _halves(year)]
    periods = [
        PeriodFactory(
            campaign=campaign,
            phase=phases[quarter // 2],
            ordinal=quarter + 1,
            data_from=date(year, 3 * quarter + 1, 1),
        )
        for quarter in range(QUARTERS)
    ]
    areas = [
        ContentAreaFactory(campaign=campaign, ordinal=number, text=AREA_TEXT)
        for number in range(1, AREAS + 1)
    ]
    _write(campaign)
    for number, indicator in enumerate(indicators):
        target = TargetFactory(
            campaign=campaign,
            area=areas[number % AREAS],
            indicator=indicator,
            sentence=sentence(number),
            anchor=f"doan-{number + 1}",
            asked_in=periods,
        )
        CriterionFactory(target=target)
    target.reporting_units.set(communes[:NAMED])
    AssignmentFactory.create_batch(ASSIGNMENTS, campaign=campaign, what=AREA_TEXT, unit=root)
    ParticipationFactory(campaign=campaign, unit=root)
    for commune in communes:
        ParticipationFactory(campaign=campaign, unit=commune, superior=root)
    return campaign


def _write(campaign: Campaign) -> None:
    """A line for each target, and then one for each area."""
    lines = [*map(sentence, range(TARGETS)), *[AREA_TEXT] * AREAS]
    write_body(campaign, rewrite(Body(), "\n".join(lines)))


def sentence(number: int) -> str:
    return f"{SENTENCE} (điểm {number})"


def _halves(year: int) -> list[dict]:
    first = {"ordinal": 1, "starts_on": date(year, 1, 1), "ends_on": date(year, 6, 30)}
    second = {"ordinal": 2, "starts_on": date(year, 7, 1), "ends_on": date(year, 12, 31)}
    return [first, second]


def _give(campaign: Campaign, indicator, communes: list[Unit], officer: User) -> None:
    for commune in communes:
        set_quota(campaign, commune, indicator, 12, by=officer, reason="Giao chỉ tiêu đầu năm")
