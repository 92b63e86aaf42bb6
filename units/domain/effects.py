"""What a reorganisation would do, worked out and checked before anything is done.

The page shows it, the person agrees to its digest, and the verb works it out again under the lock:
nobody confirms something else than what was shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from core.access.seen import fingerprint
from core.vietnamese.dates import short_date
from units.domain.identity import NewUnit
from units.domain.policies import (
    check_ending,
    check_in_force,
    check_lasting,
    check_new_unit,
    check_no_cycle,
    check_reach,
    check_some_superior,
    check_turn,
)
from units.domain.refusals import (
    EffectChanged,
    NothingChanged,
    NotInForce,
    SubordinatesRemain,
    SucceedsItself,
)
from units.domain.touched import TouchedCampaign, campaigns_touched, people_of, signers_after
from units.domain.trees import TREES
from units.models import Office, Unit
from units.signals import units_ending

ONE_DAY = timedelta(days=1)
Successor = Unit | NewUnit


class Effect:
    """What is agreed to."""

    @property
    def digest(self) -> str:
        facts = {name: _fixed(value) for name, value in vars(self).items()}
        return fingerprint(facts)


@dataclass(frozen=True)
class MoveEffect(Effect):
    """`following` is how many units stand under the moved one and go with it."""

    unit: Unit
    parents: dict[str, Unit | None]
    following: int
    people: int
    campaigns: list[TouchedCampaign]


@dataclass(frozen=True)
class DissolutionEffect(Effect):
    """`passing` are the trees and subordinates that go to the one successor, `foreseen` what the
    rooms above say, by campaign."""

    units: list[Unit]
    last_day: date
    successors: list[Successor]
    passing: list[tuple[str, Unit]]
    offices: list[Office]
    people: int
    campaigns: list[TouchedCampaign]
    foreseen: list[tuple[str, list[str]]]

    @property
    def effective_on(self) -> date:
        return self.last_day + ONE_DAY

    @property
    def cuts_periods(self) -> bool:
        return any(campaign.periods for campaign in self.campaigns)


def check_agreed(effect: Effect, agreed: str) -> None:
    """Raises EffectChanged when the person agreed to something else."""
    if effect.digest != agreed:
        raise EffectChanged


def effect_of_move(unit: Unit, parents: Mapping[str, Unit | None], *, by) -> MoveEffect:
    """Both the former and the new superiors must be the actor's to keep.

    Raises AlreadyEnds, NothingChanged, NoSuperior, OutOfReach, NotInForce, StandsUnderItself.
    """
    check_lasting(unit)
    today = timezone.localdate()
    turned = {tree: parent for tree, parent in parents.items() if parent != getattr(unit, tree)}
    if not turned:
        raise NothingChanged
    check_some_superior(parents)
    for tree, parent in turned.items():
        check_turn(unit, tree, parent, by=by)
    return MoveEffect(
        unit=unit,
        parents=dict(parents),
        following=Unit.objects.reached_from([unit.pk]).in_force(today).exclude(pk=unit.pk).count(),
        people=people_of([unit], today),
        campaigns=campaigns_touched([unit], today),
    )


def effect_of_dissolution(
    units: Sequence[Unit], *, last_day: date, successors: Sequence[Successor], by
) -> DissolutionEffect:
    """What stands under the units passes to their successor when there is one, and must be moved
    beforehand when there are none or several.

    Raises OutOfReach, AlreadyEnds, DatesCross, SucceedsItself, NotInForce, SubordinatesRemain,
    StandsUnderItself, and what check_new_unit raises.
    """
    for unit in units:
        check_ending(unit, last_day, by=by)
    for successor in successors:
        _check_successor(successor, units, last_day, by=by)
    effective_on = last_day + ONE_DAY
    return DissolutionEffect(
        units=list(units),
        last_day=last_day,
        successors=list(successors),
        passing=_passing(units, last_day, successors),
        offices=signers_after(units, last_day),
        people=people_of(units, effective_on),
        campaigns=campaigns_touched(units, effective_on),
        foreseen=_foreseen(units, successors, effective_on),
    )


def _foreseen(units: Sequence[Unit], successors: Sequence[Successor], effective_on: date) -> list:
    asked = {"units": units, "successors": successors, "effective_on": effective_on}
    return [each for _, answer in units_ending.send(Unit, **asked) for each in answer]


def _check_successor(successor: Successor, units: Sequence[Unit], last_day: date, *, by) -> None:
    if isinstance(successor, NewUnit):
        check_new_unit(successor, by=by)
        _check_parents_stay(successor, units)
    elif successor in units:
        raise SucceedsItself(f"“{successor}” không thể kế thừa chính mình.")
    else:
        check_reach(successor, by=by, field="successors")
        check_in_force(successor, last_day + ONE_DAY, field="successors")


def _check_parents_stay(new: NewUnit, units: Sequence[Unit]) -> None:
    for tree, parent in new.parents.items():
        if parent in units:
            raise NotInForce(f"“{parent}” kết thúc hoạt động trong lần này.", field=tree)


def _passing(
    units: Sequence[Unit], last_day: date, successors: Sequence[Successor]
) -> list[tuple[str, Unit]]:
    keys = {unit.pk for unit in units}
    passing = [
        (tree, unit)
        for unit in _living_under(keys, last_day)
        for tree in TREES
        if getattr(unit, f"{tree}_id") in keys
    ]
    if passing:
        _check_can_pass(passing, last_day, successors)
    return passing


def _living_under(keys: set[int], last_day: date):
    lasting = Q(valid_to=None) | Q(valid_to__gt=last_day)
    under = Q(administrative_parent__in=keys) | Q(command_parent__in=keys)
    return Unit.objects.filter(lasting, under).exclude(pk__in=keys)


def _check_can_pass(
    passing: list[tuple[str, Unit]], last_day: date, successors: Sequence[Successor]
) -> None:
    names = ", ".join(sorted({str(unit) for _, unit in passing}))
    if len(successors) != 1:
        raise SubordinatesRemain(
            f"Hãy điều chuyển các đơn vị trực thuộc trước: {names}.", field="successors"
        )
    if last_day >= timezone.localdate():
        raise SubordinatesRemain(
            f"Còn đơn vị trực thuộc: {names}. Hãy điều chuyển trước, hoặc ghi việc này từ ngày"
            f" {short_date(last_day + ONE_DAY)}, khi đơn vị kế thừa đã hoạt động.",
            field="last_day",
        )
    for tree, unit in passing:
        for top in _tops(successors[0], tree):
            check_no_cycle(unit, top, tree=tree, field="successors")


def _tops(successor: Successor, tree: str) -> list[Unit]:
    """Where the way up from the successor begins; for a unit still to be made, above it."""
    if isinstance(successor, Unit):
        return [successor]
    parent = successor.parents[tree]
    return [parent] if parent else []


def _fixed(value):
    """Rows with what may change in them, everything else as it is."""
    match value:
        case Unit():
            return value.pk, value.row_version
        case Office():
            return value.pk, value.valid_to
        case NewUnit():
            return value.columns, _fixed(value.parents)
        case dict():
            return {name: _fixed(each) for name, each in value.items()}
        case list() | tuple():
            return [_fixed(each) for each in value]
    return value
