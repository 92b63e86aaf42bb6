"""Every list of the program with no row, with one and with a hundred."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from core.access import lists
from core.access.lists import FILTERED_OUT, ListPage
from core.audit.trail import record
from core.erasure.models import ErasureRequest
from core.jobs.models import Job
from core.notices.models import Message
from core.notices.telling import tell
from reports.models import ProgressReport
from results.domain.periods import open_period
from results.models import Submission
from tests.access.routes import all_patterns
from tests.factories import (
    CampaignFactory,
    ClusterLeadFactory,
    ClusterMembershipFactory,
    DocumentFactory,
    GradeScaleFactory,
    GrantFactory,
    IndicatorFactory,
    IssuerFactory,
    NumberSeriesFactory,
    ParticipationFactory,
    QuotaFactory,
    RecordFileFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import officer_of, planned_movement, running_movement
from units.enums import UnitKind
from units.models import Unit

pytestmark = pytest.mark.django_db


def units(number: int) -> list[Unit]:
    place = UnitFactory()
    above = {"administrative_parent": place, "command_parent": place}
    UnitFactory.create_batch(number, kind=UnitKind.DEPARTMENT, **above)
    return [place]


def clusters(number: int) -> list[Unit]:
    place = UnitFactory()
    for member in ClusterMembershipFactory.create_batch(number, cluster__organiser=place):
        ClusterLeadFactory(cluster=member.cluster, unit=member.unit)
    return [place]


def people(number: int) -> list[Unit]:
    place = UnitFactory()
    GrantFactory.create_batch(number, unit=place)
    return [place]


def entries(number: int) -> list[Unit]:
    place = UnitFactory()
    for _ in range(number):
        record("units.created", place, by=None, unit_id=place.pk)
    return [place]


def campaigns(number: int) -> list[Unit]:
    place = UnitFactory()
    CampaignFactory.create_batch(number, managing_unit=place)
    return [place]


def quotas(number: int) -> list[Unit]:
    campaign = CampaignFactory()
    QuotaFactory.create_batch(number, campaign=campaign, unit=campaign.managing_unit)
    return [campaign.managing_unit]


def indicators(number: int) -> list[Unit]:
    IndicatorFactory.create_batch(number, graded=True)
    return [UnitFactory()]


def scales(number: int) -> list[Unit]:
    GradeScaleFactory.create_batch(number)
    return [UnitFactory()]


def submissions(number: int) -> list[Unit]:
    """Each of another unit, of which the person holds the role at all."""
    movement = planned_movement()
    campaign = movement.campaign
    rows = ParticipationFactory.create_batch(number, campaign=campaign, superior=movement.root)
    launch_campaign(campaign, by=officer_of(campaign))
    open_period(movement.period)
    return [row.unit for row in rows] or [UnitFactory()]


def erasures(number: int) -> list[Unit]:
    """Each of another unit's report."""
    places = submissions(number)
    for submission in Submission.objects.filter(unit__in=places):
        ErasureRequest.objects.create(
            subject_type=submission._meta.label_lower,
            subject_id=submission.pk,
            subject_name=str(submission),
            unit_id=submission.unit_id,
            places=[{"key": "figure-1-note", "label": "Ghi chú: Quân nhân dự bị"}],
            reason="Nhập nhầm.",
            asked_by_id=1,
            asked_by_name="Phạm Văn Chín",
            asked_under="Thủ trưởng đơn vị, Xã Ba Tơ",
        )
    return places


def owed(number: int) -> list[Unit]:
    """Past their days, all under one superior."""
    movement = planned_movement()
    campaign = movement.campaign
    above = UnitFactory()
    ParticipationFactory(campaign=campaign, unit=above, superior=movement.root)
    ParticipationFactory.create_batch(number, campaign=campaign, superior=above)
    launch_campaign(campaign, by=officer_of(campaign))
    for submission in open_period(movement.period):
        submission.due_on = date(2026, 1, 5)
        submission.save(update_fields=["due_on"])
    return [above]


def nothing(number: int) -> list[Unit]:
    return [UnitFactory()]


def notices(person: User, number: int) -> None:
    for place in UnitFactory.create_batch(number):
        tell([person.pk], event="units.renamed", about=place, words="Đơn vị đã đổi tên.")


def messages(number: int) -> list[Unit]:
    """To people of one unit, an administrator of which looks."""
    place = UnitFactory()
    for _ in range(number):
        person = UserFactory(grants=[(Role.CLERK, place)])
        [notice] = tell([person.pk], event="units.renamed", about=place, words="Đã đổi tên.")
        Message.objects.create(notice=notice, user_id=person.pk, address="an@example.vn")
    return [place]


def reports(number: int) -> list[Unit]:
    submission = running_movement().submission
    person = UserFactory()
    for place in range(number):
        key = f"{submission.pk}-{place}"
        job = Job.objects.create(kind="reports.build", key=key, requested_by_id=person.pk)
        ProgressReport.objects.create(submission=submission, requested_by=person, job=job)
    return [submission.unit]


@dataclass(frozen=True)
class Case:
    """How rows are made, and where; the address, where something is always in the list.

    `give` makes what is the person's own, wherever the role is held.
    """

    make: Callable[[int], list[Unit]]
    role: Role = Role.LEADER
    query: dict = field(default_factory=dict)
    give: Callable[[User, int], None] = lambda person, number: None


def documents(number: int) -> list[Unit]:
    issuer = IssuerFactory()
    DocumentFactory.create_batch(number, issuer=issuer)
    return [issuer.unit]


def number_series(number: int) -> list[Unit]:
    issuer = IssuerFactory()
    for year in range(2000, 2000 + number):
        NumberSeriesFactory(issuer=issuer, year=year)
    return [issuer.unit]


def record_files(number: int) -> list[Unit]:
    issuer = IssuerFactory()
    RecordFileFactory.create_batch(number, issuer=issuer)
    return [issuer.unit]


CASES = {
    "units:list": Case(units, query={"kind": UnitKind.DEPARTMENT}),
    "units:clusters": Case(clusters),
    "accounts:list": Case(people, Role.ADMINISTRATOR, {"role": Role.CLERK}),
    "audit:list": Case(entries, Role.INSPECTOR),
    "notices:list": Case(nothing, give=notices),
    "notices:outbox": Case(messages, Role.ADMINISTRATOR),
    "campaigns:list": Case(campaigns),
    "campaigns:quota_history": Case(quotas),
    "campaigns:catalogue:indicators": Case(indicators, Role.CAMPAIGN_OFFICER),
    "campaigns:catalogue:scales": Case(scales, Role.CAMPAIGN_OFFICER),
    "results:list": Case(submissions),
    "results:erasures": Case(erasures, Role.INSPECTOR),
    "results:call_list": Case(owed, Role.REVIEWER),
    "reports:list": Case(reports),
    "documents:list": Case(documents),
    "documents:series": Case(number_series),
    "records:list": Case(record_files),
}
every_list = pytest.mark.parametrize("name", CASES)


def list_pages() -> dict[str, type[ListPage]]:
    views = {
        name: getattr(pattern.callback, "view_class", object) for name, pattern in all_patterns()
    }
    return {name: view for name, view in views.items() if issubclass(view, ListPage)}


WHOLE = {name for name, view in list_pages().items() if view.is_whole}


def show(client, name: str, number: int, **query):
    """The list with as many rows, as somebody who may see them."""
    case = CASES[name]
    grants = [(case.role, place) for place in case.make(number)]
    person = UserFactory(grants=grants)
    case.give(person, number)
    client.force_login(person)
    return client.get(reverse(name), case.query | query)


def rows_on(response) -> int:
    return len(response.context["table"].paginated_rows)


def test_every_list_has_a_case():
    assert set(CASES) == set(list_pages())


@every_list
def test_list_without_rows_says_what_to_do_next(client, name):
    response = show(client, name, 0)

    hint = FILTERED_OUT if CASES[name].query else list_pages()[name].empty_hint
    page = response.content.decode()
    assert (rows_on(response), hint != "", hint in page, "<table" in page) == (0, True, True, False)


@every_list
@pytest.mark.parametrize("number", [1, 100])
def test_list_shows_all_rows_of_a_page(client, name, number):
    response = show(client, name, number)

    page = response.content.decode()
    assert (rows_on(response), page.count("<tr"), "pager" in page) == (number, number + 1, False)


@pytest.mark.parametrize("name", sorted(CASES.keys() - WHOLE))
def test_list_of_a_hundred_rows_is_paged(client, name, monkeypatch):
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 40)

    response = show(client, name, 100, page=3)

    assert rows_on(response) == 20
    assert "Trang 3/3 · 100 dòng" in response.content.decode()


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_list_to_print_stands_on_one_page(client, name, monkeypatch):
    monkeypatch.setattr(lists, "ROWS_OF_A_PAGE", 40)

    response = show(client, name, 100)

    assert (rows_on(response), "pager" in response.content.decode()) == (100, False)


@every_list
def test_list_asks_the_database_as_often_for_a_hundred_rows_as_for_one(client, name):
    counts = []
    for number in (1, 100):
        show(client, name, number)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name), CASES[name].query)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
