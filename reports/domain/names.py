"""The names of units as they were on a day."""

from datetime import date

from core.vietnamese.dates import short_date
from units.models import Unit


def name_on(unit: Unit, day: date) -> str:
    """A unit that ended is told from its successor, which may bear its name."""
    name = _short_name_on(unit, day)
    has_ended = unit.valid_to is not None and unit.valid_to < day
    return f"{name} (đến {short_date(unit.valid_to)})" if has_ended else name


def _short_name_on(unit: Unit, day: date) -> str:
    """The short name of a unit on a day, by the former names that were fetched with it."""
    if day < unit.named_since:
        for former in unit.former_names.all():
            if former.valid_from <= day <= former.valid_to:
                return former.short_name
    return unit.short_name
