"""Letters as the tests of this folder have them drafted."""

from datetime import date
from uuid import uuid4

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from documents.models import Issuer
from results.domain.letters import draft_letter
from results.domain.periods import open_period
from results.models import ReminderLetter
from tests.factories import (
    IssuerFactory,
    OfficeFactory,
    ParticipationFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import Movement, officer_of, planned_movement

DUE, CLOSES = date(2026, 4, 10), date(2026, 4, 20)
NOW = "2026-04-13 08:00+07:00"


def owing_movement(*, more: int = 0) -> Movement:
    """With one period, due and closing in April, whose root can issue documents.

    `more` units beside those of every movement report to the root.
    """
    movement = planned_movement()
    for unit in UnitFactory.create_batch(more, administrative_parent=movement.root):
        ParticipationFactory(campaign=movement.campaign, unit=unit, superior=movement.root)
    period = movement.period
    period.label, period.due_on, period.closes_on = "Quý I năm 2026", DUE, CLOSES
    period.save()
    movement.campaign = launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(period)
    period.refresh_from_db()
    IssuerFactory(unit=movement.root)
    OfficeFactory(unit=movement.root, authority_line="TM. ỦY BAN NHÂN DÂN")
    return movement


def writer_at(unit, role=Role.CAMPAIGN_OFFICER):
    return UserFactory(grants=[(role, unit)])


def drafted(movement: Movement, *units, by=None, unit=None, key=None) -> ReminderLetter:
    """A letter of the root, or of `unit`, to some units, or to the one in the middle."""
    issuing = unit or movement.root
    asked = [movement.submission_of(one) for one in units or [movement.unit]]
    return draft_letter(
        movement.period,
        [one.pk for one in asked],
        issuer=Issuer.objects.select_related("unit").get(unit=issuing),
        by=by or writer_at(issuing),
        request_key=key or uuid4(),
    )
