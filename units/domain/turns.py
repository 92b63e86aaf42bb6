"""One act on units at a time: each looks at many units before it changes a few."""

import rules
from django.db import connection

from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile
from units.models import Unit


def take_turn() -> None:
    """Waits for every other act on units, to the end of the transaction.

    The lock is that of the trigger against cycles: whoever turns a tree past the verbs waits too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('unit_cycle'))")


def locked(unit: Unit, *, by) -> Unit:
    """The unit as it stands now, the actor's to keep. Raises NotPermitted."""
    if not rules.has_perm("units.change_unit", by, unit):
        raise NotPermitted
    take_turn()
    return Unit.objects.select_for_update().get(pk=unit.pk)


def check_seen(unit: Unit, seen: int) -> None:
    """Raises ChangedMeanwhile when the unit has another row version than the person saw."""
    if unit.row_version != seen:
        raise ChangedMeanwhile


def save_changed(unit: Unit) -> None:
    """The row version counts the changes of the unit and of its offices."""
    unit.row_version += 1
    unit.save()
