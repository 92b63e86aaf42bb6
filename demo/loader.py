"""Loading the demonstration: once; what is there already stays as visitors have left it."""

from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from campaigns.models import Campaign
from core.notices.models import Notice
from demo import this_year
from demo.campaigns import draft_campaign, find_campaign
from demo.catalogue import load_catalogue
from demo.clusters import load_clusters
from demo.courses import LAUNCH_HOUR, REORGANISATION_HOUR, moment
from demo.documents import load_documents
from demo.people import Cast, load_people
from demo.play import Play, Timed
from demo.reading import PLACES, read
from demo.reorganisation import groups_of, heirs_of, reorganise
from demo.script import Script
from demo.units import load_units, unit_rows
from units.domain.effects import ONE_DAY
from units.models import Unit

UNREAD_FOR = timedelta(days=5)


@transaction.atomic
def load() -> None:
    """Makes what is missing, whole or not at all."""
    load_catalogue()
    units: dict[str, Unit] = {}
    cast: Cast = {}
    for place in PLACES:
        units |= load_units(place)
        cast |= load_people(place, units)
    today = timezone.localdate()
    for place in PLACES:
        _load_campaign(*told(place, today), units, cast)
        load_clusters(place, units, cast)
    load_documents(cast, today)
    _leave_unread_what_is_new()


def told(place: str, today: date) -> tuple[dict, dict]:
    """The plan of the place's campaign, and what its units did until today."""
    if place == this_year.PLACE:
        return this_year.plan_of(today), this_year.year_of(today)
    plan, year = read(f"{place}/campaign"), read(f"{place}/year")
    groups = groups_of(unit_rows(place))
    heirs = heirs_of(groups, year["participants"])
    return plan, year | {"groups": groups, "heirs": heirs}


def _load_campaign(plan: dict, year: dict, units: dict[str, Unit], cast: Cast) -> None:
    if find_campaign(plan) is None:
        campaign = draft_campaign(plan, year, units)
        play = Play(campaign, Script(year), cast)
        launched_at = moment(plan["launched_on"], LAUNCH_HOUR)
        play.act_out(launched_at, between=_changes(campaign, year, cast))


def _changes(campaign: Campaign, year: dict, cast: Cast) -> list[Timed]:
    """What happens to the campaign between two periods."""
    change = year.get("reorganisation")
    if change is None:
        return []
    at: datetime = moment(change["last_day"] + ONE_DAY, REORGANISATION_HOUR)
    return [(at, partial(reorganise, campaign, change, year["groups"], cast))]


def _leave_unread_what_is_new() -> None:
    """People have read what they were told, but for the last days."""
    before = timezone.now() - UNREAD_FOR
    old = Notice.objects.unread().filter(created_at__lt=before)
    old.update(read_at=F("created_at") + ONE_DAY)
