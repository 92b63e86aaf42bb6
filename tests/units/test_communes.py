"""The communes of a province from the catalogue."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.access.refusals import NotPermitted
from tests.factories import UnitFactory, UserFactory
from tests.units.posted import QUANG_NGAI
from units.domain.communes import (
    communes_of,
    create_communes,
    province_names,
    province_of,
)
from units.domain.refusals import NoProvince, NothingChanged
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def quang_ngai():
    return UnitFactory(
        kind=UnitKind.PROVINCE,
        official_name="Ủy ban nhân dân tỉnh Quảng Ngãi",
        short_name="UBND tỉnh Quảng Ngãi",
    )


@pytest.fixture
def keeper(quang_ngai):
    return UserFactory(grants=[(Role.ADMINISTRATOR, quang_ngai)])


def test_catalogue_has_34_provinces_and_3321_communes():
    total = sum(len(communes_of(UnitFactory.build(pk=0), code)) for code in province_names())

    assert (len(province_names()), total) == (34, 3321)


def test_provinces_stand_in_the_order_of_their_own_names():
    names = list(province_names().values())

    assert (names[0], names[1], names[-1]) == ("An Giang", "Bắc Ninh", "Vĩnh Long")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ủy ban nhân dân tỉnh Quảng Ngãi", QUANG_NGAI),
        ("Ủy ban nhân dân thành phố Hồ Chí Minh", 79),
        ("Ủy ban nhân dân tỉnh Ninh Thuận", None),
    ],
)
def test_province_is_known_by_its_name(name, code):
    assert province_of(UnitFactory.build(official_name=name)) == code


def test_create_makes_all_communes_under_the_province(quang_ngai, keeper):
    made = create_communes(quang_ngai, QUANG_NGAI, by=keeper)

    by_code = {unit.code: unit for unit in made}
    unit = by_code["XA-21211"]
    assert len(made) == quang_ngai.administrative_children.count() == 96
    assert (unit.official_name, unit.short_name, unit.kind, unit.valid_from) == (
        "Ủy ban nhân dân xã Tịnh Khê",
        "UBND xã Tịnh Khê",
        UnitKind.COMMUNE,
        date(2025, 7, 1),
    )


def test_create_leaves_out_what_is_there_by_name_or_by_code(quang_ngai, keeper):
    UnitFactory(short_name="UBND xã Ba Tơ", administrative_parent=quang_ngai)
    UnitFactory(code="XA-21211")
    made = create_communes(quang_ngai, QUANG_NGAI, by=keeper)

    names = {unit.short_name for unit in made}
    assert len(names) == 94
    assert "UBND xã Ba Tô" in names
    assert not {"UBND xã Ba Tơ", "UBND xã Tịnh Khê"} & names


def test_create_makes_anew_what_ended_under_the_same_name(quang_ngai, keeper):
    UnitFactory(
        short_name="UBND xã Ba Tơ", administrative_parent=quang_ngai, valid_to=date(2025, 6, 30)
    )

    assert len(create_communes(quang_ngai, QUANG_NGAI, by=keeper)) == 96


def test_create_twice_says_that_all_are_there(quang_ngai, keeper):
    create_communes(quang_ngai, QUANG_NGAI, by=keeper)
    with pytest.raises(NothingChanged):
        create_communes(quang_ngai, QUANG_NGAI, by=keeper)


def test_create_under_a_commune_is_refused(quang_ngai, keeper):
    commune = UnitFactory(administrative_parent=quang_ngai)
    with pytest.raises(NoProvince):
        create_communes(commune, QUANG_NGAI, by=keeper)


def test_create_by_a_leader_is_refused(quang_ngai):
    with pytest.raises(NotPermitted):
        create_communes(quang_ngai, QUANG_NGAI, by=UserFactory(grants=[(Role.LEADER, quang_ngai)]))


def address(unit) -> str:
    return reverse("units:communes", args=[unit.pk])


def test_page_guesses_the_province_and_counts_what_is_missing(client, quang_ngai, keeper):
    client.force_login(keeper)
    UnitFactory(short_name="UBND xã Ba Tơ", administrative_parent=quang_ngai)

    context = client.get(address(quang_ngai)).context

    assert (len(context["communes"]), context["missing"]) == (96, 95)


def test_page_of_an_unknown_province_asks_which_one_it_is(client, quang_ngai, keeper):
    quang_ngai.official_name = "Ủy ban nhân dân tỉnh Ninh Thuận"
    quang_ngai.save()
    client.force_login(keeper)

    response = client.get(address(quang_ngai))

    assert (response.status_code, response.context["communes"]) == (200, [])


def test_page_of_a_commune_leads_back_to_it(client, quang_ngai, keeper):
    commune = UnitFactory(administrative_parent=quang_ngai)
    client.force_login(keeper)

    assert client.get(address(commune)).url == commune.get_absolute_url()


@pytest.mark.parametrize("province", ["0", "x", ""])
def test_province_that_is_not_in_the_catalogue_is_refused(client, quang_ngai, keeper, province):
    client.force_login(keeper)

    response = client.post(address(quang_ngai), {"province": province})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["province"])


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_as_often_for_many_rows(
    client, quang_ngai, keeper, django_assert_num_queries, rows
):
    for _ in range(rows):
        UnitFactory(administrative_parent=quang_ngai)
    client.force_login(keeper)

    with django_assert_num_queries(7):
        client.get(address(quang_ngai))
