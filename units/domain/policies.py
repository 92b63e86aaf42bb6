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
from units.domain.trees import TREES, with_circles
from units.models import Unit


def kept_among(unit_ids: Iterable[int | None], *, by) -> frozenset[int]:
    """The keys of those units that the actor keeps; the rights to all are asked at once."""
    return frozenset(by.administering_grants(filter(None, unit_ids)))


def superiors_of(unit: Unit | NewUnit) -> list[int | None]:
    """By their keys."""
    if isinstance(unit, NewUnit):
        return [parent and parent.pk for parent in unit.parents.values()]
    return [getattr(unit, f"{tree}_id") for tree in TREES]


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


def check_new_unit(new: NewUnit, *, kept: frozenset[int], by) -> None:
    """The trees are those of today, so superiors must be there today, or on a first day to come.

    `kept` are those of them that the actor keeps. Raises NotPermitted, CodeTaken, NoSuperior,
    OutOfReach, NotInForce.
    """
    if not rules.has_perm("units.add_unit", by):
        raise NotPermitted
    check_code(new.code)
    check_some_superior(new.parents)
    for tree, parent in new.parents.items():
        if parent:
            check_reach(parent, kept=kept, field=tree)
            check_in_force(parent, max(new.valid_from, timezone.localdate()), field=tree)


def check_some_superior(parents: Mapping[str, Unit | None]) -> None:
    """Raises NoSuperior: without any, nobody's grant would reach the unit."""
    if not any(parents.values()):
        raise NoSuperior


def check_turns(unit: Unit, turned: Mapping[str, Unit | None], *, by) -> None:
    """Whether the unit may go, in the trees that are named, to another superior or to none.

    Raises OutOfReach, NotInForce, StandsUnderItself.
    """
    others = [*superiors_of(unit), *(parent and parent.pk for parent in turned.values())]
    kept = kept_among(others, by=by)
    for tree, parent in turned.items():
        for other in filter(None, (getattr(unit, tree), parent)):
            check_reach(other, kept=kept, field=tree)
        if parent:
            check_in_force(parent, timezone.localdate(), field=tree)
    tops = {tree: parent for tree, parent in turned.items() if parent}
    unit = with_circles(Unit.objects.filter(pk=unit.pk), tops).get()
    for tree, parent in tops.items():
        check_no_circle(unit, parent, tree=tree, field=tree)


def check_no_circle(unit: Unit, parent: Unit, *, tree: str, field: str) -> None:
    """Raises StandsUnderItself when the new superior is the unit or stands under it.

    The unit comes from with_circles.
    """
    if getattr(unit, f"circles_by_{tree}"):
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
    if not kept.intersection(superiors_of(unit)):
        raise OutOfReach(f"Bạn không quản trị cấp trên của “{unit}”.", field="units")
    check_lasting(unit, field="units")
    begun = max([unit.valid_from, unit.named_since, *first_days])
    if last_day < begun:
        raise DatesCross(
            f"“{unit}” có tên gọi, chức vụ ký hoặc cụm, khối thi đua từ ngày {short_date(begun)},"
            " ngày kết thúc không được trước ngày đó.",
            field="last_day",
        )
