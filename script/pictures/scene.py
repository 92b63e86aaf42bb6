"""The things that the pictures show: the demonstration's, and a few made for the occasion."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant, User
from campaigns.domain.editing.about import create_campaign
from campaigns.domain.editing.copying import Successor, draft_next
from campaigns.models import Campaign, GradeScale, Indicator
from core.erasure.models import ErasureRequest
from core.jobs.models import Job
from core.jobs.tasks import announce_process
from core.jobs.work import run
from documents.enums import DocumentState
from documents.models import (
    Document,
    Issuer,
    NumberedKind,
    NumberSeries,
    RecordFile,
    SignedCopy,
)
from reports.domain.reports import request_report
from reports.models import ProgressReport
from results.domain.erasing import request_erasure
from results.domain.spills import places_of
from results.enums import SubmissionState
from results.models import Submission
from script.pictures.papers import fresh_series, papers_of
from units.enums import UnitKind
from units.models import Cluster, Office, Unit

RETURNED = "UBND phường Đức Phổ"
PROVINCE, DISTRICT, ENDED = "QN", "QN-BT", "QN-BT-BANGAC"
COMMUNE, REPORTING = "UBND xã Ba Vì", "UBND xã Bình Sơn"
OFFICER, LEADER = "kehoach.quangngai", "lanhdao.quangngai"
CLERK = "nhaplieu.xabavi"
HEAD_OF_REPORTING = "thutruong.xabinhson"
CODE_ON_PAPER = "7K3Q0M9TXD42W8HB"
WITHOUT_GRANT = "vanphong"
NEWCOMER = "nguoimoi"  # holds roles at a unit that nothing was asked of yet


@dataclass(frozen=True)
class Scene:
    """What the addresses of the pictures are made of."""

    province: Unit
    commune: Unit
    leaf: Unit
    cluster: Cluster
    running: Campaign
    passed_on: Campaign
    draft: Campaign
    bare: Campaign
    owed: Submission
    top: Submission
    sent: Submission
    returned: Submission
    accepted: Submission
    erasure: ErasureRequest
    report: ProgressReport
    signed: Document
    job: Job
    person: User
    office: Office
    ended: Unit
    indicator: Indicator
    scale: GradeScale
    grant: Grant
    written: Document
    to_check: Document
    approved: Document
    recalled: Document
    issued: Document
    copy: Document
    record_file: RecordFile
    series: NumberSeries


@dataclass(frozen=True)
class Shot:
    """One address as one person sees it; `session` is None for somebody not logged in."""

    name: str
    address: str
    session: str | None
    act: Callable | None
    status: int

    @property
    def cookie(self) -> dict:
        host = urlsplit(self.address).hostname
        said = {"name": settings.SESSION_COOKIE_NAME, "value": self.session}
        return said | {"domain": host, "path": "/"}  # for what the page asks for later, too


def set_up() -> Scene:
    province = Unit.objects.get(code=PROVINCE)
    commune = Unit.objects.get(short_name=COMMUNE, valid_to=None)
    running = Campaign.objects.filter(issuing_unit=province).latest("starts_on")
    passed_on = Campaign.objects.get(issuing_unit__code=DISTRICT)
    submissions = Submission.objects.filter(campaign=running)
    officer = User.objects.get(username=OFFICER)
    _welcome_newcomers()
    _print_plan(passed_on)
    issuer = Issuer.objects.get(unit=province)
    report = _printed_report(passed_on.submissions.get(unit=province, period__ordinal=4))
    accepted = submissions.get(unit__short_name=REPORTING, period__ordinal=2)
    return Scene(
        province=province,
        commune=commune,
        leaf=Unit.objects.get(kind=UnitKind.COMMUNE_COMMAND, administrative_parent=commune),
        cluster=Cluster.objects.filter(organiser=province).first(),
        running=running,
        passed_on=passed_on,
        draft=_next_year(running, officer),
        bare=_bare_draft(province, running, officer),
        owed=submissions.get(unit__short_name=REPORTING, period__ordinal=4),
        top=submissions.get(unit=province, period__ordinal=4),
        sent=submissions.filter(state=SubmissionState.SUBMITTED).first(),
        returned=submissions.get(unit__short_name=RETURNED, period__ordinal=4),
        accepted=accepted,
        erasure=_asked_to_erase(accepted),
        report=report,
        signed=_signed(report.document),
        job=report.job,
        indicator=running.targets.first().indicator,
        scale=GradeScale.objects.first(),
        grant=Grant.objects.get(user__username=CLERK),
        person=User.objects.get(username=CLERK),
        office=Office.objects.filter(unit=commune).first(),
        ended=Unit.objects.get(code=ENDED),
        series=fresh_series(issuer),
        **papers_of(issuer),
    )


def _asked_to_erase(submission: Submission) -> ErasureRequest:
    head = User.objects.get(username=HEAD_OF_REPORTING)
    named = list(places_of(submission))[:2]
    return request_erasure(submission, named, reason="Nhập nhầm vào ô ghi chú.", by=head)


def shots_of(pictures: Iterable, scene: Scene, site: str) -> list[Shot]:
    """The addresses, and a session for each picture's person."""
    sessions = {name: _session_of(name) for name in {picture.by for picture in pictures}}
    return [
        Shot(
            picture.name,
            site + _path(picture, scene),
            sessions[picture.by],
            picture.act,
            picture.status,
        )
        for picture in pictures
    ]


def _path(picture, scene: Scene) -> str:
    if not picture.route:
        return picture.address
    path = reverse(picture.route, kwargs=picture.about(scene))
    return f"{path}?{picture.query}" if picture.query else path


def _session_of(username: str) -> str | None:
    if not username:
        return None
    client = Client()
    client.force_login(
        User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[-1]
    )
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _welcome_newcomers() -> None:
    User.objects.create_user(WITHOUT_GRANT, full_name="Người chưa được phân quyền (minh họa)")
    unit = Unit.objects.create(
        code="MOI",
        kind=UnitKind.DIRECT_UNIT,
        official_name="Đơn vị mới thành lập",
        short_name="Đơn vị mới",
        named_since=date(2025, 7, 1),
        valid_from=date(2025, 7, 1),
    )
    user = User.objects.create_user(NEWCOMER, full_name="Người mới nhận việc (minh họa)")
    Grant.objects.bulk_create(
        Grant(user=user, role=role, unit=unit, valid_from=unit.valid_from) for role in Role
    )


def _printed_report(submission: Submission) -> ProgressReport:
    report = request_report(submission, by=User.objects.get(username=LEADER))
    announce_process()
    run(report.job_id)
    report.refresh_from_db()
    run(report.document.print_job_id)
    report.refresh_from_db()
    return report


def _print_plan(campaign: Campaign) -> None:
    announce_process()
    for paper in campaign.papers.all():
        run(paper.document.print_job_id)


def _signed(draft: Document) -> Document:
    """A report as if it had been numbered and issued, and signed by two."""
    facts = {
        "state": DocumentState.ISSUED,
        "series_id": _series_of(draft, 2025).pk,
        "number": 7,
        "legal_date": date(2025, 12, 18),
        "issued_at": timezone.now(),
        "verification_code": CODE_ON_PAPER,
    }
    columns = [
        column.attname for column in Document._meta.concrete_fields if not column.primary_key
    ]
    copied = {name: getattr(draft, name) for name in columns}
    document = Document.objects.create(**copied | facts)
    signer = User.objects.get(username=LEADER)
    findings = [_finding(signer.full_name), _finding("UBND tỉnh Quảng Ngãi", is_in_place=False)]
    SignedCopy.objects.create(
        document=document, file=draft.file, uploaded_by=signer, findings=findings
    )
    return document


def _series_of(draft: Document, year: int) -> NumberSeries:
    of = {"issuer": draft.issuer, "year": year}
    series = NumberSeries.objects.create(**of)
    NumberedKind.objects.create(series=series, kind=draft.kind, **of)
    return series


def _finding(signer: str, **changes) -> dict:
    facts = {
        "signer": signer,
        "organisation": "UBND tỉnh Quảng Ngãi",
        "serial": "5403AC8E21B7",
        "certified_by": "Nhà cung cấp chứng thực (minh họa)",
        "signed_at": "2025-12-18T09:30:00+07:00",
        "is_trusted": True,
        "is_in_place": True,
    }
    return facts | changes


def _next_year(source: Campaign, officer: User) -> Campaign:
    year = source.starts_on.year + 1
    name = f"Phong trào thi đua thực hiện nhiệm vụ quốc phòng, quân sự địa phương năm {year}"
    successor = Successor(name, date(year, 1, 1), source.managing_unit)
    return draft_next(source, successor, by=officer)


def _bare_draft(province: Unit, running: Campaign, officer: User) -> Campaign:
    facts = {
        "name": "Phong trào thi đua cao điểm diễn tập khu vực phòng thủ",
        "starts_on": running.starts_on,
        "ends_on": running.ends_on,
        "issuing_unit": province,
        "managing_unit": province,
    }
    return create_campaign(facts, by=officer)
