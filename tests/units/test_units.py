"""Names, dates and successions of units."""

import unicodedata
from datetime import date

import pytest

from tests.factories import (
    FormerNameFactory,
    OfficeFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.refusals import refused_by, run_sql
from units.models import FormerName, Office, Succession, Unit

pytestmark = pytest.mark.django_db


def test_decomposed_name_written_around_the_model_is_refused():
    unit = UnitFactory()
    with refused_by("units_unit_official_name_check"):
        run_sql(
            "UPDATE units_unit SET official_name = %s WHERE id = %s",
            *(unicodedata.normalize("NFD", "Ủy ban nhân dân xã Ba Tơ"), unit.pk),
        )


def test_decomposed_name_written_through_the_model_is_composed():
    name = "Ủy ban nhân dân xã Ba Tơ"
    unit = UnitFactory(official_name=unicodedata.normalize("NFD", name))
    unit.refresh_from_db()
    assert unit.official_name == name


def test_unit_ending_before_it_began_is_refused():
    unit = UnitFactory(valid_from=date(2025, 7, 1))
    with refused_by("unit_dates_in_order"):
        Unit.objects.filter(pk=unit.pk).update(valid_to=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (date(2019, 12, 31), date(2020, 6, 30)),
        (date(2009, 1, 1), date(2010, 1, 1)),
        (date(2012, 1, 1), date(2012, 1, 1)),
    ],
    ids=["last day shared", "first day shared", "within"],
)
def test_former_names_of_a_unit_that_overlap_are_refused(valid_from, valid_to):
    former = FormerNameFactory(valid_from=date(2010, 1, 1), valid_to=date(2019, 12, 31))
    with refused_by("former_names_apart"):
        FormerNameFactory(unit=former.unit, valid_from=valid_from, valid_to=valid_to)


def test_former_names_of_two_units_may_overlap():
    former = FormerNameFactory()
    FormerNameFactory(valid_from=former.valid_from, valid_to=former.valid_to)
    assert FormerName.objects.count() == 2


def test_former_name_ending_before_it_began_is_refused():
    with refused_by("former_name_dates_in_order"):
        FormerNameFactory(valid_from=date(2019, 1, 1), valid_to=date(2018, 12, 31))


def test_unit_succeeding_itself_is_refused():
    unit = UnitFactory()
    with refused_by("no_unit_succeeds_itself"):
        SuccessionFactory(predecessor=unit, successor=unit)


def test_succession_recorded_twice_is_refused():
    succession = SuccessionFactory()
    with refused_by("one_succession_of_a_pair"):
        Succession.objects.create(
            predecessor=succession.predecessor,
            successor=succession.successor,
            effective_on=date(2026, 1, 1),
        )


def test_office_ending_before_it_began_is_refused():
    office = OfficeFactory(valid_from=date(2025, 7, 1))
    with refused_by("office_dates_in_order"):
        Office.objects.filter(pk=office.pk).update(valid_to=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 12, 31), "Ủy ban nhân dân huyện Ba Tơ cũ"),
        (date(2020, 1, 1), "Ủy ban nhân dân xã Ba Tơ"),
        (date(2009, 12, 31), "Ủy ban nhân dân xã Ba Tơ"),
    ],
    ids=["last day of the former name", "first day of the name", "before every known name"],
)
def test_name_on_a_day(day, name):
    unit = UnitFactory(official_name="Ủy ban nhân dân xã Ba Tơ", named_since=date(2020, 1, 1))
    FormerNameFactory(unit=unit, official_name="Ủy ban nhân dân huyện Ba Tơ cũ")
    assert unit.name_on(day) == name


def test_units_in_force_leave_out_the_dissolved_and_the_future():
    lasting = UnitFactory(valid_from=date(2020, 1, 1))
    ending_today = UnitFactory(valid_to=date(2026, 3, 1))
    UnitFactory(valid_to=date(2026, 2, 28))
    UnitFactory(valid_from=date(2026, 3, 2))
    assert set(Unit.objects.in_force(date(2026, 3, 1))) == {lasting, ending_today}


def test_units_are_sorted_by_the_vietnamese_alphabet():
    for name in ["Đức Phổ", "Dung Quất", "Ba Tơ", "Ba Tô"]:
        UnitFactory(short_name=name)
    assert [unit.short_name for unit in Unit.objects.all()] == [
        "Ba Tô",
        "Ba Tơ",
        "Dung Quất",
        "Đức Phổ",
    ]


def test_unit_takes_over_whom_it_alone_succeeded_in_steps_too():
    last = SuccessionFactory()
    first = SuccessionFactory(successor=last.predecessor, effective_on=date(2024, 1, 1))
    Unit.objects.filter(pk=first.predecessor_id).update(valid_to=date(2023, 12, 31))

    line = Unit.objects.taken_over_by(last.successor_id)
    assert set(line) == {last.successor, last.predecessor, first.predecessor}


def test_unit_does_not_take_over_who_was_divided():
    succession = SuccessionFactory()
    SuccessionFactory(predecessor=succession.predecessor)

    assert list(Unit.objects.taken_over_by(succession.successor_id)) == [succession.successor]


def test_unit_does_not_take_over_who_lives_on():
    succession = SuccessionFactory(predecessor__valid_to=None)

    assert list(Unit.objects.taken_over_by(succession.successor_id)) == [succession.successor]
