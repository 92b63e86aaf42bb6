"""Loading the demonstration: once; what is there already stays as visitors have left it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from demo import this_year
from demo.campaigns import draft_campaign, find_campaign
from demo.catalogue import load_catalogue
from demo.courses import LAUNCH_HOUR, moment
from demo.people import load_people
from demo.play import Play
from demo.reading import PLACES, read
from demo.script import Script
from demo.units import load_units


@transaction.atomic
def load() -> None:
    """Makes what is missing, whole or not at all."""
    load_catalogue()
    for place in PLACES:
        _load_place(place)


def told(place: str, today: date) -> tuple[dict, dict]:
    """The plan of the place's campaign, and what its units did until today."""
    if place == this_year.PLACE:
        return this_year.plan_of(today), this_year.year_of(today)
    return read(f"{place}/campaign"), read(f"{place}/year")


def _load_place(place: str) -> None:
    plan, year = told(place, timezone.localdate())
    units = load_units(place)
    cast = load_people(place, units)
    if find_campaign(plan) is None:
        play = Play(draft_campaign(plan, year, units), Script(year), cast)
        play.act_out(moment(plan["launched_on"], LAUNCH_HOUR))
