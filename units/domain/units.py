"""The verbs of one unit: make, correct, rename, move."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from core.access.refusals import check_reason
from core.audit.trail import record
from core.vietnamese.dates import short_date
from units.domain.effects import check_agreed, effect_of_move
from units.domain.facts import changed, identity_facts, name_facts, place_facts, unit_facts
from units.domain.identity import Identity, NewUnit
from units.domain.policies import (
    check_code,
    check_in_force,
    check_new_unit,
    kept_among,
    superiors_of,
)
from units.domain.refusals import DatesCross, NothingChanged
from units.domain.turns import check_seen, locked, save_changed, take_turn
from units.models import FormerName, Unit

ONE_DAY = timedelta(days=1)


@transaction.atomic
def create_unit(new: NewUnit, *, by) -> Unit:
    """Makes a unit under superiors that the actor keeps.

    Raises NotPermitted, CodeTaken, NoSuperior, OutOfReach, NotInForce.
    """
    take_turn()
    check_new_unit(new, kept=kept_among(superiors_of(new), by=by), by=by)
    unit = Unit.objects.create(
        **new.columns, **new.parents, named_since=new.valid_from, valid_from=new.valid_from
    )
    grant = by.administering_grant(unit)
    record("units.created", unit, by=by, grant=grant, unit_id=unit.pk, after=unit_facts(unit))
    return unit


@transaction.atomic
def correct_unit(unit: Unit, identity: Identity, *, reason: str, seen: int, by) -> Unit:
    """Mends what was written down wrongly: as if it had always been so, also for old papers.

    `seen` is the row version that the person saw. Raises NotPermitted, ChangedMeanwhile,
    ReasonMissing, NothingChanged, CodeTaken.
    """
    unit = locked(unit, by=by)
    check_seen(unit, seen)
    check_reason(reason)
    check_code(identity.code, unit=unit)
    before = identity_facts(unit)
    for name, value in identity.columns.items():
        setattr(unit, name, value)
    written = _write(unit, before, identity_facts(unit))
    grant = by.administering_grant(unit)
    record("units.corrected", unit, by=by, grant=grant, reason=reason, **written)
    return unit


@transaction.atomic
def rename_unit(
    unit: Unit, *, official_name: str, short_name: str, from_day: date, reason: str, seen: int, by
) -> Unit:
    """Gives the unit another name from a day on; papers of earlier days keep the former one.

    Raises NotPermitted, ChangedMeanwhile, ReasonMissing, DatesCross, NotInForce, NothingChanged.
    """
    unit = locked(unit, by=by)
    check_seen(unit, seen)
    check_reason(reason)
    _check_new_name(unit, official_name, short_name, from_day)
    FormerName.objects.create(
        unit=unit,
        official_name=unit.official_name,
        short_name=unit.short_name,
        valid_from=unit.named_since,
        valid_to=from_day - ONE_DAY,
    )
    before = name_facts(unit)
    unit.official_name, unit.short_name, unit.named_since = official_name, short_name, from_day
    written = _write(unit, before, name_facts(unit))
    grant = by.administering_grant(unit)
    record("units.renamed", unit, by=by, grant=grant, reason=reason, **written)
    return unit


def _check_new_name(unit: Unit, official_name: str, short_name: str, from_day: date) -> None:
    if (unit.official_name, unit.short_name) == (official_name, short_name):
        raise NothingChanged("Đơn vị đang mang đúng tên này.", field="official_name")
    if from_day <= unit.named_since:
        since = short_date(unit.named_since)
        raise DatesCross(
            f"Tên đang dùng có từ ngày {since}; tên mới phải từ sau ngày đó.", field="from_day"
        )
    if from_day > timezone.localdate():
        raise DatesCross("Chỉ ghi tên mới khi đã có hiệu lực.", field="from_day")
    check_in_force(unit, from_day, field="from_day")


@transaction.atomic
def move_unit(
    unit: Unit,
    *,
    administrative_parent: Unit | None,
    command_parent: Unit | None,
    reason: str,
    agreed: str,
    by,
) -> Unit:
    """Puts the unit, with all that stands under it, under other superiors, from now on.

    `agreed` is the digest of the effect that the person saw. Raises NotPermitted, ReasonMissing,
    AlreadyEnds, NothingChanged, NoSuperior, OutOfReach, NotInForce, StandsUnderItself,
    EffectChanged.
    """
    unit = locked(unit, by=by)
    check_reason(reason)
    parents = {"administrative_parent": administrative_parent, "command_parent": command_parent}
    check_agreed(effect_of_move(unit, parents, by=by), agreed)
    put_under(unit, parents, reason=reason, by=by)
    return unit


def put_under(unit: Unit, parents: dict[str, Unit | None], *, reason: str, by) -> None:
    """Writes checked superiors, those of the trees that are named."""
    before = place_facts(unit)
    grant = by.administering_grant(unit)
    for tree, parent in parents.items():
        setattr(unit, tree, parent)
    written = _write(unit, before, place_facts(unit))
    record("units.moved", unit, by=by, grant=grant, reason=reason, **written)


def _write(unit: Unit, before: dict, after: dict) -> dict:
    """Saves the unit, and gives what changed as the trail takes it. Raises NothingChanged."""
    before, after = changed(before, after)
    if not after:
        raise NothingChanged
    save_changed(unit)
    return {"unit_id": unit.pk, "before": before, "after": after}
