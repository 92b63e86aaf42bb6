"""What must hold before a unit is made, placed or ended; every check raises a typed refusal."""

from collections.abc import Iterable, Mapping
from datetime import date

import rules
from django.utils import timezone

from core.access.refusals import NotPermitted
from core.vietnamese.dates import short_date
from units.domain.identity import NewUnit
from units.domain.refusals import (
    AlreadyEnds,
    CodeTaken,
    DatesCross,
    NoSuperior,
    NotInForce,
    OutOfReach,
    StandsUnderItself,
)
from units.domain.trees import TREES, above
from units.models import Unit


def kept_among(units: Iterable[Unit | None], *, by) -> frozenset[int]:
    """The keys of those units that the actor keeps; the rights to all are asked at once."""
    return frozenset(by.administering_grants([unit for unit in units if unit]))


def check_reach(unit: Unit, *, kept: frozenset[int], field: str) -> None:
    """Raises OutOfReach for a unit that is not among those the actor keeps."""
    if unit.pk not in kept:
        raise OutOfReach(f"Bạn không quản trị “{unit}”.", field=field)


def check_code(code: str, *, unit: Unit | None = None) -> None:
    """Raises CodeTaken; a unit keeps its own code."""
    if Unit.objects.filter(code=code).exclude(pk=unit and unit.pk).exists():
        raise CodeTaken


def check_in_force(unit: Unit, day: date, *, field: str) -> None:
    """Raises NotInForce for a unit that does not exist on the day."""
    if not unit.is_in_force(day):
        raise NotInForce(f"“{unit}” không hoạt động vào ngày {short_date(day)}.", field=field)


def check_lasting(unit: Unit, *, field: str = "") -> None:
    """Raises AlreadyEnds for a unit whose last day is fixed."""
    if unit.valid_to:
        day = short_date(unit.valid_to)
        raise AlreadyEnds(f"“{unit}” đã có ngày kết thúc hoạt động: {day}.", field=field)


def check_new_unit(new: NewUnit, *, by) -> None:
    """The trees are those of today, so superiors must be there today, or on a first day to come.

    Raises NotPermitted, CodeTaken, NoSuperior, OutOfReach, NotInForce.
    """
    if not rules.has_perm("units.add_unit", by):
        raise NotPermitted
    check_code(new.code)
    check_some_superior(new.parents)
    kept = kept_among(new.parents.values(), by=by)
    for tree, parent in new.parents.items():
        if parent:
            check_reach(parent, kept=kept, field=tree)
            check_in_force(parent, max(new.valid_from, timezone.localdate()), field=tree)


def check_some_superior(parents: Mapping[str, Unit | None]) -> None:
    """Raises NoSuperior: without any, nobody's grant would reach the unit."""
    if not any(parents.values()):
        raise NoSuperior


def check_turn(unit: Unit, tree: str, parent: Unit | None, *, kept: frozenset[int]) -> None:
    """Whether the unit may go from its superior in a tree to another, or to none.

    Raises OutOfReach, NotInForce, StandsUnderItself.
    """
    for other in (getattr(unit, tree), parent):
        if other:
            check_reach(other, kept=kept, field=tree)
    if parent:
        check_in_force(parent, timezone.localdate(), field=tree)
        check_no_cycle(unit, parent, tree=tree, field=tree)


def check_no_cycle(unit: Unit, parent: Unit, *, tree: str, field: str) -> None:
    """Raises StandsUnderItself when the new superior is the unit or stands under it."""
    if unit.pk in above(tree, parent):
        raise StandsUnderItself(
            f"“{parent}” là chính “{unit}” hoặc đang đứng dưới “{unit}”.", field=field
        )


def check_ending(
    unit: Unit, last_day: date, *, kept: frozenset[int], first_days: Iterable[date]
) -> None:
    """Whether the unit may end on a day; its superior must be the actor's to keep as well.

    `first_days` are those of what ends with it. Raises OutOfReach, AlreadyEnds, DatesCross.
    """
    check_reach(unit, kept=kept, field="units")
    if not kept & {getattr(unit, f"{tree}_id") for tree in TREES}:
        raise OutOfReach(f"Bạn không quản trị cấp trên của “{unit}”.", field="units")
    check_lasting(unit, field="units")
    begun = max([unit.valid_from, unit.named_since, *first_days])
    if last_day < begun:
        raise DatesCross(
            f"“{unit}” có tên gọi, chức vụ ký hoặc cụm, khối thi đua từ ngày {short_date(begun)},"
            " ngày kết thúc không được trước ngày đó.",
            field="last_day",
        )
