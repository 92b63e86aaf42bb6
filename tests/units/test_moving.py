"""Moving a unit under other superiors, with all that stands under it."""

from datetime import date

import pytest
import time_machine

from accounts.enums import Role
from core.access.refusals import ReasonMissing
from core.audit.models import Entry
from tests.factories import UnitFactory, UserFactory
from tests.units.province import REASON
from units.domain.effects import effect_of_move
from units.domain.refusals import (
    AlreadyEnds,
    EffectChanged,
    NoSuperior,
    NothingChanged,
    OutOfReach,
    StandsUnderItself,
)
from units.domain.units import move_unit
from units.models import Unit

pytestmark = pytest.mark.django_db


def last_entry() -> Entry:
    return Entry.objects.latest("pk")


def parents(unit: Unit, **changes) -> dict:
    named = {
        "administrative_parent": unit.administrative_parent,
        "command_parent": unit.command_parent,
    }
    return named | changes


def move(unit, by, **changes) -> Unit:
    above = parents(unit, **changes)
    agreed = effect_of_move(unit, above, by=by).digest
    return move_unit(unit, **above, reason=REASON, agreed=agreed, by=by)


def test_move_puts_the_unit_under_the_new_superior(province):
    move(province.neighbour, province.administrator, command_parent=province.command)

    unit = Unit.objects.get(pk=province.neighbour.pk)
    assert (unit.administrative_parent, unit.command_parent) == (province.top, province.command)


def test_move_out_of_a_tree_leaves_the_other(province):
    move(province.neighbour, province.administrator, command_parent=None)

    assert Unit.objects.get(pk=province.neighbour.pk).command_parent is None


def test_move_is_told_in_the_trail(province):
    move(province.neighbour, province.administrator, command_parent=province.command)

    entry = last_entry()
    assert (entry.event, entry.before, entry.after, entry.reason) == (
        "units.moved",
        {"command_parent": f"Ban CHPTKV 1 ({province.region.code})"},
        {"command_parent": f"Bộ CHQS tỉnh ({province.command.code})"},
        REASON,
    )


@pytest.mark.parametrize("below", ["commune", "commune_command"])
def test_move_under_its_own_tree_is_refused_at_the_field(province, below):
    changes = {"administrative_parent": getattr(province, below)}
    with pytest.raises(StandsUnderItself) as refused:
        effect_of_move(
            province.commune, parents(province.commune, **changes), by=province.administrator
        )
    assert refused.value.field == "administrative_parent"


def test_move_away_from_a_superior_that_one_does_not_keep_is_refused(province):
    commune_administrator = UserFactory(grants=[(Role.ADMINISTRATOR, province.commune)])
    with pytest.raises(OutOfReach):
        effect_of_move(
            province.commune,
            parents(province.commune, command_parent=None),
            by=commune_administrator,
        )


def test_move_under_a_superior_that_one_does_not_keep_is_refused(province):
    with pytest.raises(OutOfReach):
        effect_of_move(
            province.commune,
            parents(province.commune, command_parent=UnitFactory()),
            by=province.administrator,
        )


def test_move_needs_no_reach_over_a_superior_that_stays(province):
    regional = UserFactory(grants=[(Role.ADMINISTRATOR, province.command)])
    move(province.neighbour, regional, command_parent=province.command)

    assert Unit.objects.get(pk=province.neighbour.pk).command_parent == province.command


def test_move_from_under_everything_is_refused(province):
    nowhere = {"administrative_parent": None, "command_parent": None}
    with pytest.raises(NoSuperior):
        effect_of_move(province.commune, nowhere, by=province.administrator)


def test_move_to_where_the_unit_stands_is_refused(province):
    with pytest.raises(NothingChanged):
        effect_of_move(province.commune, parents(province.commune), by=province.administrator)


def test_move_of_a_unit_that_ends_is_refused(province):
    Unit.objects.filter(pk=province.commune.pk).update(valid_to=date(2099, 1, 1))
    province.commune.refresh_from_db()
    with pytest.raises(AlreadyEnds):
        effect_of_move(
            province.commune,
            parents(province.commune, command_parent=None),
            by=province.administrator,
        )


def test_move_without_a_reason_is_refused(province):
    with pytest.raises(ReasonMissing):
        move_unit(
            province.commune,
            **parents(province.commune, command_parent=None),
            reason="",
            agreed="",
            by=province.administrator,
        )


def test_move_is_refused_when_its_effect_is_another_than_shown(province):
    above = parents(province.commune, command_parent=province.command)
    agreed = effect_of_move(province.commune, above, by=province.administrator).digest
    UnitFactory(administrative_parent=province.commune)
    with pytest.raises(EffectChanged):
        move_unit(
            province.commune, **above, reason=REASON, agreed=agreed, by=province.administrator
        )


def test_move_counts_what_goes_with_the_unit_today(province):
    UnitFactory(administrative_parent=province.commune, valid_to=date(2025, 6, 30))
    with time_machine.travel("2026-03-01 08:00+07:00", tick=False):
        effect = effect_of_move(
            province.commune,
            parents(province.commune, command_parent=None),
            by=province.administrator,
        )
    assert effect.following == 1
