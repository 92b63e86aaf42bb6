"""The pages about people, which administrators see."""

import unicodedata
from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from tests.factories import GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Ninh Thuận")


@pytest.fixture
def administrator(client, province):
    administrator = UserFactory(full_name="Phạm Quản Trị", grants=[(Role.ADMINISTRATOR, province)])
    client.force_login(administrator)
    return administrator


def person_at(unit, name, role=Role.CLERK, **fields):
    return UserFactory(full_name=name, grants=[(role, unit)], **fields)


def listed(client, **query) -> list[str]:
    response = client.get(reverse("accounts:list"), query)
    return [row.record.full_name for row in response.context["table"].paginated_rows]


def test_list_shows_people_of_administered_units_by_given_name(client, province, administrator):
    person_at(UnitFactory(administrative_parent=province), "Trần Văn Ánh")
    person_at(province, "Lê Thị Bình")
    person_at(UnitFactory(), "Người Nơi Khác")

    assert listed(client) == ["Trần Văn Ánh", "Lê Thị Bình", "Phạm Quản Trị"]


def test_list_leaves_out_units_reached_by_other_roles(client, province):
    elsewhere = UnitFactory()
    grants = [(Role.ADMINISTRATOR, province), (Role.LEADER, elsewhere)]
    client.force_login(UserFactory(full_name="Phạm Quản Trị", grants=grants))
    person_at(elsewhere, "Người Nơi Khác")

    assert listed(client) == ["Phạm Quản Trị"]


def test_list_shows_a_person_with_two_grants_once(client, province, administrator):
    GrantFactory(user=administrator, unit=province, role=Role.CLERK)

    assert listed(client) == ["Phạm Quản Trị"]


@pytest.mark.parametrize("typed", ["anh", unicodedata.normalize("NFD", "Ánh"), "THU-AN"])
def test_list_is_searched_without_marks(client, province, administrator, typed):
    person_at(province, "Trần Văn Ánh", username="thu-anh")

    assert listed(client, search=typed) == ["Trần Văn Ánh"]


def test_list_is_filtered_by_role_in_force(client, province, administrator):
    person_at(province, "Lê Thị Bình", Role.REVIEWER)
    former = UserFactory(full_name="Người Đã Thôi")
    GrantFactory(user=former, unit=province, role=Role.REVIEWER, valid_to=date(2021, 1, 1))

    assert listed(client, role=Role.REVIEWER) == ["Lê Thị Bình"]


def test_list_is_filtered_by_unit(client, province, administrator):
    commune = UnitFactory(administrative_parent=province)
    person_at(commune, "Lê Thị Bình")
    GrantFactory(unit=commune, valid_to=date(2021, 1, 1))

    assert listed(client, unit=commune.pk) == ["Lê Thị Bình"]


def test_list_is_filtered_by_a_role_at_a_unit(client, province, administrator):
    """Not by a role anywhere and, apart from it, some right at the unit."""
    commune = UnitFactory(administrative_parent=province)
    other = UserFactory(full_name="Người Giữ Hai Vai")
    GrantFactory(user=other, unit=commune, role=Role.UNIT_HEAD)
    GrantFactory(user=other, unit=province, role=Role.CLERK)
    person_at(commune, "Lê Thị Bình", Role.CLERK)

    assert listed(client, unit=commune.pk, role=Role.CLERK) == ["Lê Thị Bình"]


def test_list_offers_the_administered_units(client, province, administrator):
    ended = UnitFactory(administrative_parent=province, valid_to=date(2021, 1, 1))
    UnitFactory()

    response = client.get(reverse("accounts:list"))

    offered = set(response.context["filter"].form.fields["unit"].queryset)
    assert offered == {province, ended}


def test_list_finds_who_has_no_grant_any_more(client, province, administrator):
    former = UserFactory(full_name="Người Đã Thôi")
    GrantFactory(user=former, unit=province, valid_to=date(2021, 1, 1))

    assert listed(client, attention="without_grant") == ["Người Đã Thôi"]


def test_list_finds_who_never_logged_in(client, province, administrator):
    person_at(province, "Lê Thị Bình")

    assert listed(client, attention="never_logged_in") == ["Lê Thị Bình"]


def test_list_is_filtered_by_activity(client, province, administrator):
    person_at(province, "Người Đã Nghỉ", is_active=False)

    assert listed(client, is_active="0") == ["Người Đã Nghỉ"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_many_rows(
    client, province, administrator, django_assert_num_queries, rows
):
    for _ in range(rows - 1):
        GrantFactory(unit=province)

    with django_assert_num_queries(8):
        client.get(reverse("accounts:list"))


def test_detail_tells_which_grants_are_in_force(client, province, administrator):
    person = person_at(province, "Lê Thị Bình")
    GrantFactory(user=person, unit=province, role=Role.REVIEWER, valid_to=date(2021, 1, 1))

    page = client.get(person.get_absolute_url()).content.decode()

    assert [words in page for words in ("Đang hiệu lực", "Đã hết hạn")] == [True, True]


def test_detail_of_the_people_of_another_role_is_refused(client, province):
    elsewhere = UnitFactory()
    grants = [(Role.ADMINISTRATOR, province), (Role.LEADER, elsewhere)]
    client.force_login(UserFactory(grants=grants))

    person = person_at(elsewhere, "Người Nơi Khác")

    assert client.get(person.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_asks_the_database_as_often_for_many_rows(
    client, province, administrator, django_assert_num_queries, rows
):
    person = UserFactory(grants=[(role, province) for role in list(Role)[:rows]])

    with django_assert_num_queries(9):
        client.get(person.get_absolute_url())
