"""Dissolving and merging: what ends, what passes on, what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.audit.models import Entry
from tests.factories import GrantFactory, OfficeFactory, UnitFactory, UserFactory
from tests.units.province import REASON
from units.domain.effects import effect_of_dissolution
from units.domain.refusals import (
    AlreadyEnds,
    CodeTaken,
    DatesCross,
    EffectChanged,
    NotInForce,
    OutOfReach,
    StandsUnderItself,
    SubordinatesRemain,
    SucceedsItself,
)
from units.domain.reorganisation import dissolve_unit, merge_units
from units.models import Succession, Unit

pytestmark = pytest.mark.django_db
LAST_DAY = date(2025, 6, 30)


def effect(province, unit, *successors, last_day=LAST_DAY, by=None):
    by = by or province.administrator
    return effect_of_dissolution([unit], last_day=last_day, successors=successors, by=by)


def dissolve(province, unit, *successors, last_day=LAST_DAY) -> Unit:
    return dissolve_unit(
        unit,
        last_day=last_day,
        successors=successors,
        reason=REASON,
        agreed=effect(province, unit, *successors, last_day=last_day).digest,
        by=province.administrator,
    )


def merge(province, units, into) -> Unit:
    by = province.administrator
    agreed = effect_of_dissolution(units, last_day=LAST_DAY, successors=[into], by=by).digest
    return merge_units(units, last_day=LAST_DAY, into=into, reason=REASON, agreed=agreed, by=by)


def entries(event: str):
    return Entry.objects.filter(event=event).order_by("pk")


def test_dissolve_ends_the_unit_and_names_every_successor(province):
    one, other = (UnitFactory(administrative_parent=province.top) for _ in range(2))
    dissolve(province, province.neighbour, one, other)

    rows = Succession.objects.values_list("predecessor", "successor", "effective_on")
    assert Unit.objects.get(pk=province.neighbour.pk).valid_to == LAST_DAY
    assert set(rows) == {
        (province.neighbour.pk, one.pk, date(2025, 7, 1)),
        (province.neighbour.pk, other.pk, date(2025, 7, 1)),
    }


def test_dissolve_without_a_successor_only_ends_the_unit(province):
    dissolve(province, province.neighbour)

    assert (
        Unit.objects.get(pk=province.neighbour.pk).valid_to,
        Succession.objects.count(),
    ) == (LAST_DAY, 0)


def test_dissolve_keeps_an_earlier_succession_of_a_part(province):
    Succession.objects.create(
        predecessor=province.neighbour, successor=province.commune, effective_on=date(2024, 1, 1)
    )
    dissolve(province, province.neighbour, province.commune)

    assert Succession.objects.get().effective_on == date(2024, 1, 1)


def test_dissolve_is_told_in_the_trail(province):
    dissolve(province, province.neighbour, province.commune)

    entry = entries("units.dissolved").get()
    assert (entry.unit_id, entry.authority, entry.after, entry.reason) == (
        province.neighbour.pk,
        "Quản trị, UBND tỉnh Ninh Thuận",
        {"valid_to": "2025-06-30", "successors": "UBND xã Ba Tơ (BT)"},
        REASON,
    )


def test_dissolve_passes_subordinates_to_the_only_successor(province):
    dissolve(province, province.commune, province.neighbour)

    passed = Unit.objects.get(pk=province.commune_command.pk)
    assert (passed.administrative_parent, passed.command_parent) == (
        province.neighbour,
        province.region,
    )
    assert entries("units.moved").get().subject_id == passed.pk


def test_dissolve_passes_subordinates_in_both_trees(province):
    under = UnitFactory(administrative_parent=province.neighbour, command_parent=province.neighbour)
    dissolve(province, province.neighbour, province.commune)

    under.refresh_from_db()
    assert (under.administrative_parent, under.command_parent) == (
        province.commune,
        province.commune,
    )


def test_dissolve_leaves_subordinates_that_ended_where_they_were(province):
    ended = UnitFactory(administrative_parent=province.neighbour, valid_to=LAST_DAY)
    dissolve(province, province.neighbour, province.commune)

    ended.refresh_from_db()
    assert ended.administrative_parent == province.neighbour


def test_dissolve_ends_the_signers(province):
    lasting = OfficeFactory(unit=province.neighbour)
    ended = OfficeFactory(unit=province.neighbour, valid_to=date(2024, 1, 1), signs_alongside=True)
    dissolve(province, province.neighbour, province.commune)

    days = [office.valid_to for office in province.neighbour.offices.order_by("pk")]
    assert (days, lasting.pk < ended.pk) == ([LAST_DAY, date(2024, 1, 1)], True)


def test_rights_of_a_dissolved_unit_pass_to_its_successor(province):
    clerk = UserFactory(grants=[(Role.CLERK, province.commune)])
    dissolve(province, province.neighbour, province.commune)

    assert province.neighbour in Unit.objects.visible_to(clerk)


@pytest.mark.parametrize("successors", [[], ["neighbour", "region"]], ids=["none", "two"])
def test_dissolve_over_living_subordinates_without_one_successor_is_refused(province, successors):
    named = [getattr(province, name) for name in successors]
    with pytest.raises(SubordinatesRemain) as refused:
        effect(province, province.commune, *named)
    assert (refused.value.field, refused.value.message) == (
        "successors",
        "Hãy điều chuyển các đơn vị trực thuộc trước: Ban CHQS xã Ba Tơ.",
    )


def test_dissolve_over_living_subordinates_before_it_took_effect_is_refused(province):
    with pytest.raises(SubordinatesRemain) as refused:
        effect(province, province.commune, province.neighbour, last_day=timezone.localdate())
    assert refused.value.field == "last_day"


def test_dissolve_into_a_unit_that_stands_under_what_would_pass_to_it_is_refused(province):
    below = UnitFactory(administrative_parent=province.commune_command)
    with pytest.raises(StandsUnderItself) as refused:
        effect(province, province.commune, below)
    assert refused.value.field == "successors"


def test_dissolve_on_a_day_to_come_is_noted_beforehand(province):
    day = timezone.localdate() + timedelta(days=30)
    dissolve(province, province.neighbour, province.commune, last_day=day)

    unit = Unit.objects.get(pk=province.neighbour.pk)
    assert (unit.valid_to, unit.is_in_force(timezone.localdate())) == (day, True)


def test_unit_that_succeeds_itself_is_refused(province):
    with pytest.raises(SucceedsItself) as refused:
        effect(province, province.neighbour, province.commune, province.neighbour)
    assert refused.value.message == "“UBND xã Ba Vì” không thể kế thừa chính mình."


@pytest.mark.parametrize(
    "dates",
    [{"valid_to": LAST_DAY}, {"valid_from": date(2025, 7, 2)}],
    ids=["ends on the same day", "begins a day late"],
)
def test_successor_that_is_not_there_the_day_after_is_refused(province, dates):
    successor = UnitFactory(administrative_parent=province.top, **dates)
    with pytest.raises(NotInForce):
        effect(province, province.neighbour, successor)


def test_successor_of_others_is_refused(province):
    with pytest.raises(OutOfReach):
        effect(province, province.neighbour, UnitFactory())


def test_dissolve_a_unit_twice_is_refused(province):
    unit = dissolve(province, province.neighbour, province.commune)
    with pytest.raises(AlreadyEnds):
        effect(province, unit, province.commune)


def test_dissolve_before_the_unit_began_is_refused(province):
    with pytest.raises(DatesCross):
        effect(province, province.neighbour, last_day=date(2019, 12, 31))


def test_dissolve_before_a_signer_began_is_refused(province):
    OfficeFactory(unit=province.neighbour, valid_from=date(2025, 7, 1))
    with pytest.raises(DatesCross):
        effect(province, province.neighbour)


def test_dissolve_without_a_reason_is_refused(province):
    with pytest.raises(ReasonMissing):
        dissolve_unit(
            province.neighbour,
            last_day=LAST_DAY,
            successors=[],
            reason=" ",
            agreed="",
            by=province.administrator,
        )


def test_dissolve_by_who_keeps_only_the_unit_itself_is_refused(province):
    own = UserFactory(grants=[(Role.ADMINISTRATOR, province.neighbour)])
    with pytest.raises(OutOfReach):
        effect(province, province.neighbour, by=own)


def test_dissolve_by_a_leader_is_refused(province):
    with pytest.raises(NotPermitted):
        dissolve_unit(
            province.neighbour,
            last_day=LAST_DAY,
            successors=[],
            reason=REASON,
            agreed="",
            by=UserFactory(grants=[(Role.LEADER, province.top)]),
        )


def test_dissolve_is_refused_when_its_effect_is_another_than_shown(province):
    agreed = effect(province, province.neighbour, province.commune).digest
    GrantFactory(unit=province.neighbour)
    with pytest.raises(EffectChanged):
        dissolve_unit(
            province.neighbour,
            last_day=LAST_DAY,
            successors=[province.commune],
            reason=REASON,
            agreed=agreed,
            by=province.administrator,
        )


def test_merge_into_a_new_unit_makes_it_and_ends_the_others(province, new):
    merged = merge(province, [province.commune, province.neighbour], new)

    ended = Unit.objects.filter(valid_to=LAST_DAY)
    successors = set(Succession.objects.values_list("predecessor", "successor"))
    assert (merged.code, set(ended)) == ("NT-BD", {province.commune, province.neighbour})
    assert successors == {(unit.pk, merged.pk) for unit in ended}


def test_merge_passes_what_stands_under_the_units(province, new):
    merged = merge(province, [province.commune, province.neighbour], new)

    assert list(merged.administrative_children.all()) == [province.commune_command]


def test_merge_into_a_unit_that_is_there_leaves_it_in_force(province):
    merge(province, [province.commune], province.neighbour)

    assert Unit.objects.get(pk=province.neighbour.pk).valid_to is None


def test_merge_of_a_unit_with_its_subordinate_ends_both(province):
    merge(province, [province.commune, province.commune_command], province.neighbour)

    under = Unit.objects.get(pk=province.commune_command.pk)
    assert (under.valid_to, under.administrative_parent) == (LAST_DAY, province.commune)


def test_merge_into_one_of_the_units_is_refused(province):
    with pytest.raises(SucceedsItself):
        merge(province, [province.commune, province.neighbour], province.neighbour)


def test_merge_into_a_new_unit_under_one_of_them_is_refused(province, new):
    with pytest.raises(NotInForce) as refused:
        merge(province, [province.region, province.commune], new)
    assert refused.value.field == "command_parent"


def test_merge_into_a_new_unit_under_what_would_pass_to_it_is_refused(province, new):
    below = replace(new, administrative_parent=province.commune_command)
    with pytest.raises(StandsUnderItself):
        merge(province, [province.commune, province.neighbour], below)


def test_merge_into_a_new_unit_with_a_code_in_use_writes_nothing(province, new):
    units = [province.commune, province.neighbour]
    agreed = effect_of_dissolution(
        units, last_day=LAST_DAY, successors=[new], by=province.administrator
    ).digest
    UnitFactory(code="NT-BD")
    with pytest.raises(CodeTaken):
        merge_units(
            units,
            last_day=LAST_DAY,
            into=new,
            reason=REASON,
            agreed=agreed,
            by=province.administrator,
        )
    assert not Unit.objects.exclude(valid_to=None).exists()
