"""Every list page with 100 rows, against the same template over plain dictionaries."""

from django.test import Client

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from campaigns.enums import CampaignState
from core.audit.trail import record
from core.jobs.models import Job
from reports.domain.reports import JOB_KIND
from reports.models import ProgressReport
from results.domain.periods import open_period
from results.models import Submission
from script.benchmarks.beside import beside
from script.benchmarks.clock import report
from tests.factories import CampaignFactory, ParticipationFactory, UnitFactory, UserFactory
from tests.workflows import Movement, officer_of, planned_movement

ROWS = 100
ROUNDS = 25
BOUND = 1.5
ADDRESSES = ("/results/", "/campaigns/", "/reports/", "/units/", "/people/", "/audit/")


def main() -> None:
    print(f"Trang danh sách, {ROWS} dòng, CPU của một yêu cầu")
    client = Client()
    client.force_login(furnish())
    for address in ADDRESSES:
        measure(client, address)


def furnish():
    """A hundred of everything, all within the reach of one person who may see it."""
    movement = planned_movement()
    root = movement.root
    units = UnitFactory.create_batch(ROWS, administrative_parent=root)
    for unit in units:
        ParticipationFactory(campaign=movement.campaign, unit=unit, superior=root)
    launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)
    person = UserFactory(
        grants=[(Role.REVIEWER, root), (Role.INSPECTOR, root), (Role.ADMINISTRATOR, root)]
    )
    UserFactory.create_batch(ROWS, grants=[(Role.CLERK, units[0])])
    CampaignFactory.create_batch(ROWS, managing_unit=root, state=CampaignState.LAUNCHED)
    write_reports(movement, person)
    for unit in units:
        record("campaigns.period_opened", movement.period, by=person, unit_id=unit.pk)
    return person


def write_reports(movement: Movement, person) -> None:
    for submission in Submission.objects.filter(period=movement.period)[:ROWS]:
        job = Job.objects.create(
            kind=JOB_KIND, key=f"bench:{submission.pk}", requested_by_id=person.pk
        )
        ProgressReport.objects.create(submission=submission, requested_by=person, job=job)


def measure(client: Client, address: str) -> None:
    page = beside(client, address, rounds=ROUNDS)
    report(f"{address} {ROWS} dòng, {page.queries} truy vấn", page.pair, BOUND)
