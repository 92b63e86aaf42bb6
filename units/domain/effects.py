"""What a reorganisation would do, worked out and checked before anything is done.

The page shows it, the person agrees to its digest, and the verb works it out again under the lock:
nobody confirms something else than what was shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from core.access.seen import fingerprint
from core.vietnamese.dates import short_date
from units.domain.belongings import (
    Belonging,
    belongings_of,
    ending_after,
    first_days_of,
    people_among,
)
from units.domain.identity import NewUnit
from units.domain.policies import (
    check_ending,
    check_in_force,
    check_lasting,
    check_new_unit,
    check_no_circle,
    check_reach,
    check_some_superior,
    check_turns,
    kept_among,
    superiors_of,
)
from units.domain.refusals import (
    EffectChanged,
    NothingChanged,
    NotInForce,
    SubordinatesRemain,
    SucceedsItself,
)
from units.domain.touched import TouchedCampaign, moving_with
from units.domain.trees import TREES, with_circles
from units.models import Unit
from units.signals import units_ending, units_moving

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
    """`passing` are the trees and subordinates that go to the one successor, `ending` what ends
    with the units.
    """

    units: list[Unit]
    last_day: date
    successors: list[Successor]
    passing: list[tuple[str, Unit]]
    ending: list[Belonging]
    people: int
    campaigns: list[TouchedCampaign]

    @property
    def effective_on(self) -> date:
        return self.last_day + ONE_DAY

    @property
    def offices(self) -> list[Belonging]:
        return [row for row in self.ending if row.kind == "office"]

    @property
    def ties(self) -> list[Belonging]:
        """What the units have in clusters."""
        return [row for row in self.ending if row.kind != "office" and row.words]

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
    check_turns(unit, turned, by=by)
    following, people = moving_with(unit, today)
    return MoveEffect(
        unit=unit,
        parents=dict(parents),
        following=following,
        people=people,
        campaigns=_heard(units_moving, units=[unit], day=today),
    )


def effect_of_dissolution(
    units: Sequence[Unit], *, last_day: date, successors: Sequence[Successor], by
) -> DissolutionEffect:
    """What stands under the units passes to their successor when there is one, and must be moved
    beforehand when there are none or several.

    Raises OutOfReach, AlreadyEnds, DatesCross, SucceedsItself, NotInForce, SubordinatesRemain,
    StandsUnderItself, and what check_new_unit raises.
    """
    kept = kept_among(_keys_to_ask(units, successors), by=by)
    belongings = belongings_of(units)
    for unit in units:
        first_days = first_days_of(belongings, unit)
        check_ending(unit, last_day, kept=kept, first_days=first_days)
    for successor in successors:
        _check_successor(successor, units, last_day, kept=kept, by=by)
    effective_on = last_day + ONE_DAY
    return DissolutionEffect(
        units=list(units),
        last_day=last_day,
        successors=list(successors),
        passing=_passing(units, last_day, successors),
        ending=ending_after(belongings, last_day),
        people=people_among(belongings, effective_on),
        campaigns=_heard(
            units_ending, units=units, successors=successors, effective_on=effective_on
        ),
    )


def _heard(asking: Signal, **asked) -> list[TouchedCampaign]:
    """What the rooms above answer."""
    return [each for _, answer in asking.send(Unit, **asked) for each in answer]


def _keys_to_ask(units: Sequence[Unit], successors: Sequence[Successor]) -> list[int | None]:
    """Whatever the act needs: the units, what stands above them, and who takes over."""
    keys = [unit.pk for unit in units]
    for unit in units:
        keys += superiors_of(unit)
    for successor in successors:
        keys += superiors_of(successor) if isinstance(successor, NewUnit) else [successor.pk]
    return keys


def _check_successor(
    successor: Successor, units: Sequence[Unit], last_day: date, *, kept: frozenset[int], by
) -> None:
    if isinstance(successor, NewUnit):
        check_new_unit(successor, kept=kept, by=by)
        _check_parents_stay(successor, units)
    elif successor in units:
        raise SucceedsItself(f"“{successor}” không thể kế thừa chính mình.")
    else:
        check_reach(successor, kept=kept, field="successors")
        check_in_force(successor, last_day + ONE_DAY, field="successors")


def _check_parents_stay(new: NewUnit, units: Sequence[Unit]) -> None:
    for tree, parent in new.parents.items():
        if parent in units:
            raise NotInForce(f"“{parent}” kết thúc hoạt động trong lần này.", field=tree)


def _passing(
    units: Sequence[Unit], last_day: date, successors: Sequence[Successor]
) -> list[tuple[str, Unit]]:
    keys = {unit.pk for unit in units}
    tops = _tops(successors[0]) if len(successors) == 1 else {}
    passing = [
        (tree, unit)
        for unit in with_circles(_living_under(keys, last_day), tops)
        for tree in TREES
        if getattr(unit, f"{tree}_id") in keys
    ]
    if passing:
        _check_can_pass(passing, last_day, successors)
    for tree, unit in passing:
        if tree in tops:
            check_no_circle(unit, tops[tree], tree=tree, field="successors")
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


def _tops(successor: Successor) -> dict[str, Unit]:
    """Where the way up from the successor begins; for a unit still to be made, above it."""
    if isinstance(successor, Unit):
        return dict.fromkeys(TREES, successor)
    return {tree: parent for tree, parent in successor.parents.items() if parent}


def _fixed(value):
    """Rows with what may change in them, everything else as it is."""
    match value:
        case Unit():
            return value.pk, value.row_version
        case Belonging():
            return vars(value)
        case NewUnit():
            return value.columns, _fixed(value.parents)
        case dict():
            return {name: _fixed(each) for name, each in value.items()}
        case list() | tuple():
            return [_fixed(each) for each in value]
    return value
