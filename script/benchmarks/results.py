"""The collection board of a large province, and saving rows while they are typed.

The board is held against its template over plain dictionaries; its bounds are those of every
page, and ten queries.
"""

from datetime import date, timedelta

from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from campaigns.models import Campaign, Period
from results.domain.periods import open_period
from results.enums import SubmissionState as State
from results.models import Reminder, Revision, Submission
from script.benchmarks import autosave
from script.benchmarks.beside import beside
from script.benchmarks.floor import floor_of
from script.benchmarks.pages import gather_statistics, tell
from tests.factories import GrantFactory, ParticipationFactory, PeriodFactory, UnitFactory
from tests.workflows import officer_of, planned_movement

UNITS, PERIODS = 170, 8
DAYS = 45  # of the data of one period
QUERIES = 10
ROUNDS = 15


def main() -> None:
    board()
    autosave.main()


def board() -> None:
    print(f"Bảng theo dõi thu báo cáo, {UNITS} đơn vị × {PERIODS} kỳ, CPU của một yêu cầu")
    client = Client()
    client.force_login(furnish())
    gather_statistics()
    floor = floor_of(client)
    page = beside(client, reverse("results:board"), rounds=ROUNDS)
    tell("results:board", page, floor)
    if page.queries > QUERIES:
        print(f"CHƯA ĐẠT: nhiều hơn {QUERIES} truy vấn")


def furnish() -> User:
    """A reviewer of the province, whose communes have sent one period after the other."""
    movement = planned_movement()
    campaign, root = movement.campaign, movement.root
    later = [_period(campaign, ordinal) for ordinal in range(2, PERIODS + 1)]
    movement.campaign.targets.get().asked_in.add(*later)
    already = campaign.participations.count()
    for unit in UnitFactory.create_batch(UNITS - already, administrative_parent=root):
        ParticipationFactory(campaign=campaign, unit=unit, superior=root)
        GrantFactory(unit=unit, role=Role.CLERK, user__phone="0255 3822 100")
    launch_campaign(campaign, by=officer_of(campaign))
    for period in (movement.period, *later):
        open_period(period)
        _collect(period)
    return GrantFactory(unit=root, role=Role.REVIEWER).user


def _period(campaign: Campaign, ordinal: int) -> Period:
    first = date(2026, 1, 1) + timedelta(100 + DAYS * ordinal)
    days = {"data_from": first, "data_to": first + timedelta(DAYS - 1)}
    return PeriodFactory(campaign=campaign, ordinal=ordinal, **days)


def _collect(period: Period) -> None:
    """All are reminded, all but every tenth unit has sent; of that all but a ninth is accepted."""
    sender = GrantFactory().user
    keys = list(period.submissions.values_list("pk", flat=True).order_by("pk"))
    Reminder.objects.bulk_create(Reminder(submission_id=key, occasion="before") for key in keys)
    sent = [key for place, key in enumerate(keys) if place % 10]
    accepted = [key for place, key in enumerate(sent) if place % 9]
    revisions = Revision.objects.filter(current_for__in=sent)
    revisions.update(submitted_at=timezone.now(), submitted_by=sender)
    rows = Submission.objects.filter(period=period)
    rows.filter(pk__in=sent).update(state=State.SUBMITTED)
    accepted_ones = rows.filter(pk__in=accepted)
    accepted_ones.update(state=State.ACCEPTED, accepted_revision=F("current_revision"))
