"""Where a report stands against its days, by the calendar of Vietnam."""

from datetime import date

from results.enums import Timeliness


def timeliness_of(
    sent_on: date | None, *, due_on: date, closes_on: date, today: date
) -> Timeliness:
    """Judge a report by the day of its first sending; one that was never sent, by today.

    `due_on` is the day that counts for the unit, an extension included, `closes_on` the period's
    own closing day: late after the one, very late after both. Days count to their end.
    """
    day = sent_on or today
    if day <= due_on:
        return Timeliness.ON_TIME if sent_on else Timeliness.NOT_DUE
    if day <= closes_on:
        return Timeliness.SENT_LATE if sent_on else Timeliness.OVERDUE
    return Timeliness.SENT_VERY_LATE if sent_on else Timeliness.VERY_OVERDUE
