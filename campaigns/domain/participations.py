"""Changing who takes part from a day on; what was before the day stays as it was."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from campaigns.models import Campaign, Participation
from units.models import Unit

ONE_DAY = timedelta(days=1)


def lasting_on(day: date) -> Q:
    """Participations that hold on the day or later."""
    return Q(valid_to=None) | Q(valid_to__gte=day)


def lasting(campaign: Campaign, day: date) -> QuerySet[Participation]:
    return campaign.participations.filter(lasting_on(day))


def end_before(row: Participation, day: date) -> None:
    """Ends a participation the day before; one that would only begin never does."""
    if row.valid_from >= day:
        row.delete()
    else:
        row.valid_to = day - ONE_DAY
        row.save(update_fields=["valid_to"])


def put_under(row: Participation, superior: Unit, day: date) -> None:
    """From the day on, or from its own later beginning, the unit reports to another superior."""
    renewed = Participation(
        campaign_id=row.campaign_id,
        unit_id=row.unit_id,
        superior=superior,
        valid_from=max(row.valid_from, day),
        valid_to=row.valid_to,
    )
    end_before(row, day)
    renewed.save()
