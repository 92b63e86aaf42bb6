"""The verbs that end units: dissolve one, merge several."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from core.access.refusals import check_reason
from core.audit.trail import record
from units.domain.effects import DissolutionEffect, check_agreed, effect_of_dissolution
from units.domain.facts import all_named
from units.domain.identity import NewUnit
from units.domain.turns import locked, save_changed, take_turn
from units.domain.units import create_unit, put_under
from units.models import Succession, Unit
from units.signals import units_ended


@transaction.atomic
def dissolve_unit(
    unit: Unit, *, last_day: date, successors: Sequence[Unit], reason: str, agreed: str, by
) -> Unit:
    """Ends the unit after its last day; rights to what it did pass to the named successors.

    Its signers end with it, and the rooms above follow (units.signals). `agreed` is the digest of
    the effect that the person saw. Raises NotPermitted, ReasonMissing, EffectChanged, and what
    effect_of_dissolution raises.
    """
    unit = locked(unit, by=by)
    check_reason(reason)
    effect = effect_of_dissolution([unit], last_day=last_day, successors=successors, by=by)
    check_agreed(effect, agreed)
    _end(effect, successors, reason=reason, by=by)
    return effect.units[0]


@transaction.atomic
def merge_units(
    units: Sequence[Unit], *, last_day: date, into: Unit | NewUnit, reason: str, agreed: str, by
) -> Unit:
    """Ends the units after their last day; one unit, there already or made for it, succeeds all.

    Returns the successor. `agreed` is the digest of the effect that the person saw. Raises
    NotPermitted, ReasonMissing, EffectChanged, and what effect_of_dissolution raises.
    """
    take_turn()
    check_reason(reason)
    units = [locked(unit, by=by) for unit in units]
    effect = effect_of_dissolution(units, last_day=last_day, successors=[into], by=by)
    check_agreed(effect, agreed)
    successor = create_unit(into, by=by) if isinstance(into, NewUnit) else into
    _end(effect, [successor], reason=reason, by=by)
    return successor


def _end(effect: DissolutionEffect, successors: Sequence[Unit], *, reason: str, by) -> None:
    for tree, unit in effect.passing:
        unit.refresh_from_db()
        put_under(unit, {tree: successors[0]}, reason=reason, by=by)
    for office in effect.offices:
        office.valid_to = effect.last_day
        office.save()
    for unit in effect.units:
        _end_one(unit, effect, successors, reason=reason, by=by)
    units_ended.send(
        Unit,
        units=effect.units,
        successors=successors,
        effective_on=effect.effective_on,
        reason=reason,
        by=by,
    )


def _end_one(
    unit: Unit, effect: DissolutionEffect, successors: Sequence[Unit], *, reason: str, by
) -> None:
    """A successor that took over a part of the unit earlier is one already."""
    grant = by.administering_grant(unit)
    unit.valid_to = effect.last_day
    save_changed(unit)
    for successor in successors:
        Succession.objects.get_or_create(
            predecessor=unit,
            successor=successor,
            defaults={"effective_on": effect.effective_on},
        )
    record(
        "units.dissolved",
        unit,
        by=by,
        grant=grant,
        unit_id=unit.pk,
        after={"valid_to": effect.last_day.isoformat(), "successors": all_named(successors)},
        reason=reason,
    )
