"""The pages about units: what a person reaches, finds and reads."""

import unicodedata
from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from tests.factories import (
    FormerNameFactory,
    GrantFactory,
    OfficeFactory,
    SuccessionFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Ninh Thuận", kind=UnitKind.PROVINCE)


@pytest.fixture
def leader(client, province):
    leader = UserFactory(grants=[(Role.LEADER, province)])
    client.force_login(leader)
    return leader


def listed(client, **query) -> list[str]:
    response = client.get(reverse("units:list"), query)
    return [row.record.short_name for row in response.context["table"].paginated_rows]


def test_list_shows_the_units_within_reach_in_vietnamese_order(client, province, leader):
    UnitFactory(short_name="Xã Đắc Kiết", administrative_parent=province)
    UnitFactory(short_name="Xã An Hải", administrative_parent=province)
    UnitFactory(short_name="Xã Dân Chủ", command_parent=province)
    UnitFactory(short_name="Xã Nơi Khác")

    assert listed(client) == ["Tỉnh Ninh Thuận", "Xã An Hải", "Xã Dân Chủ", "Xã Đắc Kiết"]


@pytest.mark.parametrize("typed", ["ninh thuan", "NINH THUẬN", "Ninh  Thuận", "dv-tinh"])
def test_list_is_searched_without_marks_and_capitals(client, province, leader, typed):
    province.code = "DV-TINH"
    province.save()
    UnitFactory(short_name="Xã Ninh Hải", administrative_parent=province)

    assert listed(client, search=typed) == ["Tỉnh Ninh Thuận"]


def test_list_is_searched_with_decomposed_letters(client, province, leader):
    typed = unicodedata.normalize("NFD", "Thuận")

    assert listed(client, search=typed) == ["Tỉnh Ninh Thuận"]


def test_list_finds_a_percent_sign_as_itself(client, province, leader):
    assert listed(client, search="%") == []


def test_list_is_filtered_by_kind(client, province, leader):
    UnitFactory(kind=UnitKind.DEPARTMENT, short_name="Sở Y tế", administrative_parent=province)

    assert listed(client, kind=UnitKind.DEPARTMENT) == ["Sở Y tế"]


@pytest.mark.parametrize(
    ("existence", "names"), [("ended", ["Huyện Cũ"]), ("in_force", ["Tỉnh Ninh Thuận"])]
)
def test_list_tells_dissolved_units_apart(client, province, leader, existence, names):
    UnitFactory(short_name="Huyện Cũ", administrative_parent=province, valid_to=date(2025, 6, 30))

    assert listed(client, existence=existence) == names


def test_list_says_at_the_field_that_a_kind_is_unknown(client, leader):
    response = client.get(reverse("units:list"), {"kind": "hanh-tinh"})

    assert list(response.context["filter"].form.errors) == ["kind"]


def test_list_sorts_names_backwards(client, province, leader):
    UnitFactory(short_name="Xã An Hải", administrative_parent=province)

    assert listed(client, sort="-short_name") == ["Xã An Hải", "Tỉnh Ninh Thuận"]


def test_list_without_a_grant_is_refused(client):
    client.force_login(UserFactory())

    assert client.get(reverse("units:list")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_many_rows(
    client, province, leader, django_assert_num_queries, rows
):
    for _ in range(rows - 1):
        UnitFactory(administrative_parent=province, command_parent=province)

    with django_assert_num_queries(7):
        client.get(reverse("units:list"))


def test_detail_tells_names_places_and_successions(client, province, leader):
    unit = UnitFactory(short_name="Xã Mới", administrative_parent=province)
    FormerNameFactory(unit=unit, official_name="Ủy ban nhân dân xã Tên Cũ")
    OfficeFactory(unit=unit, holder="Trần Văn Bình")
    SuccessionFactory(successor=unit, predecessor__short_name="Xã Bị Nhập")

    page = client.get(unit.get_absolute_url()).content.decode()

    expected = ["Ủy ban nhân dân xã Tên Cũ", "Trần Văn Bình", "Xã Bị Nhập", "Tỉnh Ninh Thuận"]
    assert [words for words in expected if words not in page] == []


def test_detail_links_only_to_units_within_reach(client):
    above = UnitFactory(short_name="Tỉnh Ở Trên")
    unit = UnitFactory(administrative_parent=above)
    client.force_login(UserFactory(grants=[(Role.CLERK, unit)]))

    page = client.get(unit.get_absolute_url()).content.decode()

    assert ("Tỉnh Ở Trên" in page, above.get_absolute_url() in page) == (True, False)


def test_detail_names_the_people_of_the_unit_to_its_administrator(client, province):
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, province)])
    clerk = GrantFactory(unit=province).user
    client.force_login(administrator)

    grants = client.get(province.get_absolute_url()).context["grants"]

    assert {grant.user for grant in grants} == {administrator, clerk}


def test_detail_does_not_name_people_to_others(client, province, leader):
    assert client.get(province.get_absolute_url()).context["grants"] is None


def test_detail_does_not_name_people_to_the_administrator_of_another_unit(client, province):
    grants = [(Role.ADMINISTRATOR, UnitFactory()), (Role.CLERK, province)]
    client.force_login(UserFactory(grants=grants))

    assert client.get(province.get_absolute_url()).context["grants"] is None


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_asks_the_database_as_often_for_many_rows(
    client, province, django_assert_num_queries, rows
):
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, province)]))
    for place in range(rows):
        OfficeFactory(unit=province, signs_alongside=True)
        SuccessionFactory(successor=province)
        SuccessionFactory(predecessor=province)
        GrantFactory(unit=province)
        FormerNameFactory(
            unit=province, valid_from=date(2000 + place, 1, 1), valid_to=date(2000 + place, 2, 1)
        )

    with django_assert_num_queries(12):
        client.get(province.get_absolute_url())
