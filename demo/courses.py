"""How a submission may run: what its people did, in days from the day it was due.

In a period that is not due yet they are counted from the day before yesterday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

LAUNCH_HOUR = 8
OPENING_HOUR = 7
REORGANISATION_HOUR = 9


@dataclass(frozen=True)
class Step:
    days: int
    hour: int
    action: str


SENT = (Step(-3, 9, "save"), Step(-2, 10, "submit"))
ACCEPTED = (*SENT, Step(1, 15, "accept"))
RETURNED = (Step(-6, 9, "slip"), Step(-5, 10, "submit"), Step(-4, 15, "return"))

COURSES = {
    "missing": (),
    "drafted": SENT[:1],
    "submitted": SENT,
    "accepted": ACCEPTED,
    "late": (Step(2, 9, "save"), Step(3, 10, "submit"), Step(5, 15, "accept")),
    "returned": RETURNED,
    "returned_once": (*RETURNED, *ACCEPTED),
    "on_behalf": (Step(-3, 8, "stand_in"), *SENT),
    "reopened": (*ACCEPTED, Step(12, 14, "reopen")),
}


def steps_of(course: str, counted_from: date) -> Iterator[tuple[datetime, str]]:
    """Gives the moments of a course, in order, each with what was done."""
    for step in COURSES[course]:
        yield moment(counted_from + timedelta(days=step.days), step.hour), step.action


def moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
