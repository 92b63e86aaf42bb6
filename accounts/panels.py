"""What the first screen says of the units granted, and what an administrator has to see to."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Window
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Grant, User
from core.access.panels import Panel
from core.notices.outbox import given_up_number
from units.models import Unit

MOST = 5  # what one can take in at a glance
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Upkeep:
    """`unmanned` are the first few of the units where nobody holds a role today."""

    unmanned: list[Unit]
    unmanned_number: int
    ending: list[Grant]
    initial_passwords: int
    given_up: int

    @property
    def is_done(self) -> bool:
        waiting = self.unmanned or self.ending or self.initial_passwords or self.given_up
        return not waiting


def upkeep_of(user) -> Upkeep:
    """At the units that the person administers. Three queries, and one where e-mail is on."""
    today = timezone.localdate()
    units = user.units_as([Role.ADMINISTRATOR]).in_force(today)
    manned = Grant.objects.in_force(today).values("unit")
    unmanned = units.exclude(pk__in=manned).order_by("sort_key", "pk")
    first = list(unmanned.only("short_name").annotate(number=Window(Count("pk")))[:MOST])
    ending = Grant.objects.in_force(today).filter(unit__in=units, valid_to__lte=today + SOON)
    people = User.objects.administered_by(user).filter(is_active=True, must_change_password=True)
    return Upkeep(
        unmanned=first,
        unmanned_number=first[0].number if first else 0,
        ending=list(ending.select_related("user", "unit").order_by("valid_to", "pk")[:MOST]),
        initial_passwords=people.values("pk").count(),
        given_up=given_up_number(user),
    )


def ended_units_of(user) -> list[Unit]:
    """The units of today's grants that have ended. No query when there are none, else two."""
    today = timezone.localdate()
    ended = [grant.unit_id for grant in user.grants_today if grant.unit.has_ended(today)]
    return list(Unit.objects.filter(pk__in=ended).prefetch_related("successions__successor"))


UPKEEP = Panel(frozenset({Role.ADMINISTRATOR}), "accounts/_upkeep.html", upkeep_of)
