"""The verbs of one unit: make, correct, rename; and how they are declined."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from tests.factories import UnitFactory, UserFactory
from tests.units.province import REASON, identity_of
from units.domain.refusals import (
    CodeTaken,
    DatesCross,
    NoSuperior,
    NothingChanged,
    NotInForce,
    OutOfReach,
)
from units.domain.units import correct_unit, create_unit, rename_unit
from units.enums import UnitKind
from units.models import Unit

pytestmark = pytest.mark.django_db
FROM = date(2025, 7, 1)


def last_entry() -> Entry:
    return Entry.objects.latest("pk")


def test_create_makes_a_unit_named_from_its_first_day(province, new):
    unit = create_unit(new, by=province.administrator)

    unit.refresh_from_db()
    assert (unit.code, unit.administrative_parent, unit.command_parent, unit.named_since) == (
        "NT-BD",
        province.top,
        province.region,
        FROM,
    )


def test_create_is_told_in_the_trail_with_its_grant(province, new):
    unit = create_unit(new, by=province.administrator)

    entry = last_entry()
    assert (entry.event, entry.unit_id, entry.authority, entry.after) == (
        "units.created",
        unit.pk,
        "Quản trị, UBND tỉnh Ninh Thuận",
        {
            "unit_code": "NT-BD",
            "unit_kind": "Ủy ban nhân dân cấp xã",
            "official_name": "Ủy ban nhân dân xã Ba Động",
            "short_name": "UBND xã Ba Động",
            "administrative_parent": "UBND tỉnh Ninh Thuận (NT)",
            "command_parent": f"Ban CHPTKV 1 ({province.region.code})",
            "valid_from": "2025-07-01",
        },
    )


def test_create_by_a_leader_is_refused(province, new):
    leader = UserFactory(grants=[(Role.LEADER, province.top)])
    with pytest.raises(NotPermitted):
        create_unit(new, by=leader)


def test_create_with_a_code_in_use_is_refused_at_the_code(province, new):
    with pytest.raises(CodeTaken) as refused:
        create_unit(replace(new, code="BT"), by=province.administrator)
    assert refused.value.field == "code"


def test_create_without_a_superior_is_refused(province, new):
    alone = replace(new, administrative_parent=None, command_parent=None)
    with pytest.raises(NoSuperior):
        create_unit(alone, by=province.administrator)


@pytest.mark.parametrize("tree", ["administrative_parent", "command_parent"])
def test_create_under_a_unit_that_one_does_not_keep_is_refused(province, new, tree):
    with pytest.raises(OutOfReach) as refused:
        create_unit(replace(new, **{tree: UnitFactory()}), by=province.administrator)
    assert refused.value.field == tree


def test_create_under_a_dissolved_unit_is_refused(province, new):
    Unit.objects.filter(pk=province.region.pk).update(valid_to=date(2025, 6, 30))
    province.region.refresh_from_db()
    with pytest.raises(NotInForce) as refused:
        create_unit(replace(new, command_parent=province.region), by=province.administrator)
    assert refused.value.field == "command_parent"


def test_correct_mends_the_name_without_a_former_one(province):
    correct_unit(
        province.commune,
        identity_of(province.commune, short_name="UBND xã Ba Tô"),
        reason=REASON,
        seen=1,
        by=province.administrator,
    )

    unit = Unit.objects.get(pk=province.commune.pk)
    assert (unit.short_name, unit.row_version, unit.former_names.count()) == ("UBND xã Ba Tô", 2, 0)


def test_correct_tells_only_what_changed_and_why(province):
    correct_unit(
        province.commune,
        identity_of(province.commune, kind=UnitKind.DIRECT_UNIT),
        reason=REASON,
        seen=1,
        by=province.administrator,
    )

    entry = last_entry()
    assert (entry.event, entry.before, entry.after, entry.reason) == (
        "units.corrected",
        {"unit_kind": "Ủy ban nhân dân cấp xã"},
        {"unit_kind": "Đơn vị trực thuộc"},
        REASON,
    )


def test_correct_keeps_the_order_of_the_alphabet(province):
    correct_unit(
        province.commune,
        identity_of(province.commune, short_name="UBND xã Đức Phổ"),
        reason=REASON,
        seen=1,
        by=province.administrator,
    )

    communes = Unit.objects.filter(kind=UnitKind.COMMUNE)
    assert [unit.short_name for unit in communes] == ["UBND xã Ba Vì", "UBND xã Đức Phổ"]


@pytest.mark.parametrize(
    ("changes", "options", "refusal"),
    [
        ({"code": "BV"}, {}, CodeTaken),
        ({}, {}, NothingChanged),
        ({"code": "BX"}, {"reason": " "}, ReasonMissing),
        ({"code": "BX"}, {"seen": 0}, ChangedMeanwhile),
    ],
    ids=["code in use", "nothing changed", "without a reason", "overtaken"],
)
def test_correct_is_refused(province, changes, options, refusal):
    given = {"reason": REASON, "seen": 1, "by": province.administrator} | options
    with pytest.raises(refusal):
        correct_unit(province.commune, identity_of(province.commune, **changes), **given)


def test_correct_a_unit_of_others_is_refused(province):
    stranger = UnitFactory()
    with pytest.raises(NotPermitted):
        correct_unit(
            stranger,
            identity_of(stranger, code="X"),
            reason=REASON,
            seen=1,
            by=province.administrator,
        )


def rename(province, **options) -> Unit:
    given = {
        "official_name": "Ủy ban nhân dân xã Đặng Thùy Trâm",
        "short_name": "UBND xã Đặng Thùy Trâm",
        "from_day": FROM,
        "reason": REASON,
        "seen": 1,
        "by": province.administrator,
    }
    return rename_unit(province.commune, **given | options)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 6, 30), "Ủy ban nhân dân UBND xã Ba Tơ"),
        (FROM, "Ủy ban nhân dân xã Đặng Thùy Trâm"),
    ],
    ids=["the day before", "the day itself"],
)
def test_rename_leaves_papers_of_earlier_days_their_name(province, day, name):
    assert rename(province).name_on(day) == name


def test_rename_twice_keeps_every_name(province):
    rename(province)
    rename(province, short_name="UBND xã Ba Trang", from_day=date(2026, 1, 1), seen=2)

    names = province.commune.former_names.values_list("short_name", "valid_from", "valid_to")
    assert list(names) == [
        ("UBND xã Ba Tơ", date(2020, 1, 1), date(2025, 6, 30)),
        ("UBND xã Đặng Thùy Trâm", FROM, date(2025, 12, 31)),
    ]


def test_rename_is_told_in_the_trail(province):
    rename(province)

    entry = last_entry()
    assert (entry.event, entry.before["named_since"], entry.after["named_since"]) == (
        "units.renamed",
        "2020-01-01",
        "2025-07-01",
    )


def test_rename_from_a_day_to_come_is_refused(province):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(DatesCross) as refused:
        rename(province, from_day=tomorrow)
    assert refused.value.field == "from_day"


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"from_day": date(2020, 1, 1)}, DatesCross),
        ({"reason": ""}, ReasonMissing),
        ({"seen": 2}, ChangedMeanwhile),
    ],
    ids=["the day of the former name", "without a reason", "overtaken"],
)
def test_rename_is_refused_and_keeps_no_former_name(province, options, refusal):
    with pytest.raises(refusal):
        rename(province, **options)
    assert not province.commune.former_names.exists()


def test_rename_to_the_same_name_is_refused(province):
    unit = province.commune
    with pytest.raises(NothingChanged):
        rename(province, official_name=unit.official_name, short_name=unit.short_name)


def test_rename_after_the_unit_ended_is_refused(province):
    Unit.objects.filter(pk=province.commune.pk).update(valid_to=date(2025, 6, 30))
    with pytest.raises(NotInForce):
        rename(province)
