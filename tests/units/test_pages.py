"""The pages of the acts on units: what is offered, shown before it is done, and refused where."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.enums import Role
from tests.factories import GrantFactory, OfficeFactory, UnitFactory, UserFactory
from tests.units.posted import SIGNER, WHY
from units.models import Succession, Unit

pytestmark = pytest.mark.django_db
ACTS = ["correct", "rename", "move", "dissolve", "add_office"]


@pytest.fixture
def keeper(client, province):
    client.force_login(province.administrator)
    return province.administrator


def address(act: str, thing) -> str:
    return reverse(f"units:{act}", args=[thing.pk])


def links(page: str, unit) -> list[str]:
    return [act for act in ACTS if f'href="{address(act, unit)}"' in page]


def test_page_offers_its_acts_to_the_administrator(client, province, keeper):
    page = client.get(province.commune.get_absolute_url()).content.decode()

    assert links(page, province.commune) == ACTS


def test_page_offers_no_act_to_others(client, province):
    client.force_login(UserFactory(grants=[(Role.LEADER, province.top)]))

    page = client.get(province.commune.get_absolute_url()).content.decode()

    assert links(page, province.commune) == []


def test_page_of_a_dissolved_unit_offers_only_corrections(client, province, keeper):
    Unit.objects.filter(pk=province.commune.pk).update(valid_to=date(2025, 6, 30))

    page = client.get(province.commune.get_absolute_url()).content.decode()

    assert links(page, province.commune) == ["correct", "add_office"]


@pytest.mark.parametrize(("role", "shown"), [(Role.ADMINISTRATOR, True), (Role.LEADER, False)])
@pytest.mark.parametrize("name", ["list", "administrative_tree", "command_tree"])
def test_adding_is_offered_to_administrators_only(client, province, name, role, shown):
    client.force_login(UserFactory(grants=[(role, province.top)]))

    page = client.get(reverse(f"units:{name}")).content.decode()

    assert (reverse("units:create") in page) == shown


def names(nodes) -> list:
    return [(node.unit.short_name, names(node.children)) for node in nodes]


def test_administrative_tree_shows_who_stands_under_whom(client, province, keeper):
    nodes = client.get(reverse("units:administrative_tree")).context["nodes"]

    assert names(nodes) == [
        (
            "UBND tỉnh Ninh Thuận",
            [
                ("Bộ CHQS tỉnh", []),
                ("UBND xã Ba Tơ", [("Ban CHQS xã Ba Tơ", [])]),
                ("UBND xã Ba Vì", []),
            ],
        )
    ]


def test_command_tree_leaves_out_who_has_no_place_in_it(client, province, keeper):
    nodes = client.get(reverse("units:command_tree")).context["nodes"]

    communes = [("Ban CHQS xã Ba Tơ", []), ("UBND xã Ba Tơ", []), ("UBND xã Ba Vì", [])]
    assert names(nodes) == [("Bộ CHQS tỉnh", [("Ban CHPTKV 1", communes)])]


def test_tree_begins_at_the_reach_and_shows_only_units_of_today(client, province):
    UnitFactory(administrative_parent=province.commune, valid_to=date(2025, 6, 30))
    client.force_login(UserFactory(grants=[(Role.CLERK, province.commune)]))

    nodes = client.get(reverse("units:administrative_tree")).context["nodes"]

    assert names(nodes) == [("UBND xã Ba Tơ", [("Ban CHQS xã Ba Tơ", [])])]


def test_tree_writes_every_unit(client, province, keeper):
    page = client.get(reverse("units:administrative_tree")).content.decode()

    shown = [province.top, province.command, province.commune_command, province.neighbour]
    assert [unit for unit in shown if unit.get_absolute_url() not in page] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_tree_asks_the_database_as_often_for_many_rows(
    client, province, keeper, django_assert_num_queries, rows
):
    for _ in range(rows):
        UnitFactory(administrative_parent=UnitFactory(administrative_parent=province.top))

    with django_assert_num_queries(5):
        client.get(reverse("units:administrative_tree"))


def test_create_leads_to_the_new_unit(client, province, keeper):
    data = {
        "code": "NT-BD",
        "kind": "commune",
        "official_name": "Ủy ban nhân dân xã Ba Động",
        "short_name": "UBND xã Ba Động",
        "administrative_parent": province.top.pk,
        "valid_from": "01/07/2025",
    }
    response = client.post(reverse("units:create"), data)

    made = Unit.objects.get(code="NT-BD")
    assert (response.url, made.valid_from) == (made.get_absolute_url(), date(2025, 7, 1))


def test_create_shows_the_refusal_at_its_field_and_keeps_what_was_typed(client, province, keeper):
    data = {
        "code": "BT",
        "kind": "commune",
        "official_name": "Ủy ban nhân dân xã Ba Động",
        "short_name": "UBND xã Ba Động",
        "administrative_parent": province.top.pk,
        "valid_from": "01/07/2025",
    }
    response = client.post(reverse("units:create"), data)

    form = response.context["form"]
    assert (response.status_code, dict(form.errors)) == (
        422,
        {"code": ["Mã này đã có đơn vị khác dùng."]},
    )
    assert form["short_name"].value() == "UBND xã Ba Động"


def test_create_offers_units_within_reach_that_last(client, province, keeper):
    UnitFactory(short_name="Nơi khác")
    UnitFactory(administrative_parent=province.top, valid_to=date(2025, 6, 30))

    form = client.get(reverse("units:create")).context["form"]

    offered = form.fields["administrative_parent"].offered.values()
    assert len(offered) == Unit.objects.exclude(short_name="Nơi khác").count() - 1


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001", "31/02/2025", "hôm nay"])
@pytest.mark.parametrize("act", ["rename", "dissolve"])
def test_impossible_day_is_named_at_the_field(client, province, keeper, act, day):
    field = "from_day" if act == "rename" else "last_day"
    response = client.post(address(act, province.neighbour), {field: day} | WHY)

    form = response.context["form" if act == "rename" else "choice"]
    assert (response.status_code, field in form.errors) == (422, True)


def moving(province, **chosen) -> dict:
    parents = {"administrative_parent": province.top.pk, "command_parent": province.region.pk}
    return parents | chosen


def test_effect_of_a_move_is_shown_and_nothing_is_written(client, province, keeper):
    response = client.get(
        address("move", province.commune), moving(province, command_parent=province.command.pk)
    )

    effect = response.context["effect"]
    unit = Unit.objects.get(pk=province.commune.pk)
    assert (effect.following, unit.command_parent, unit.row_version) == (1, province.region, 1)


def test_move_shown_and_confirmed_is_done(client, province, keeper):
    chosen = moving(province, command_parent=province.command.pk)
    shown = client.get(address("move", province.commune), chosen)
    agreed = shown.context["agreement"]["agreed"].value()

    response = client.post(address("move", province.commune), chosen | WHY | {"agreed": agreed})

    unit = Unit.objects.get(pk=province.commune.pk)
    assert (response.url, unit.command_parent) == (unit.get_absolute_url(), province.command)


def test_move_into_a_cycle_is_said_at_the_field(client, province, keeper):
    chosen = moving(province, administrative_parent=province.commune_command.pk)

    response = client.get(address("move", province.commune), chosen)

    words = "“Ban CHQS xã Ba Tơ” là chính “UBND xã Ba Tơ” hoặc đang đứng dưới “UBND xã Ba Tơ”."
    assert (response.status_code, dict(response.context["choice"].errors)) == (
        422,
        {"administrative_parent": [words]},
    )


def test_move_whose_effect_changed_is_shown_anew_and_not_done(client, province, keeper):
    chosen = moving(province, command_parent=province.command.pk)
    shown = client.get(address("move", province.commune), chosen)
    before = shown.context["agreement"]["agreed"].value()
    GrantFactory(unit=province.commune)

    response = client.post(address("move", province.commune), chosen | WHY | {"agreed": before})

    agreement = response.context["agreement"]
    assert (response.status_code, agreement["reason"].value()) == (422, WHY["reason"])
    assert agreement["agreed"].value() == response.context["effect"].digest != before
    assert Unit.objects.get(pk=province.commune.pk).command_parent == province.region


def test_move_keeps_a_superior_out_of_reach_among_the_choices(client, province):
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, province.command)]))

    choice = client.get(address("move", province.commune)).context["choice"]

    assert choice["administrative_parent"].value() == province.top.pk
    assert str(province.top.pk) in choice.fields["administrative_parent"].offered


def test_dissolution_without_a_reason_keeps_what_was_chosen(client, province, keeper):
    chosen = {"last_day": "30/06/2025", "successors": [province.commune.pk]}

    response = client.post(address("dissolve", province.neighbour), chosen)

    assert response.status_code == 422
    assert response.context["agreement"].errors == {"reason": ["Hãy ghi rõ lý do."]}
    assert response.context["effect"].successors == [province.commune]
    assert not Succession.objects.exists()


def test_dissolution_over_subordinates_says_whom_to_move(client, province, keeper):
    response = client.get(address("dissolve", province.commune), {"last_day": "30/06/2025"})

    assert response.context["choice"].errors == {
        "successors": ["Hãy điều chuyển các đơn vị trực thuộc trước: Ban CHQS xã Ba Tơ."]
    }


def merging(province, **chosen) -> dict:
    units = [province.commune.pk, province.neighbour.pk]
    return {"units": units, "last_day": "30/06/2025"} | chosen


def test_merger_into_a_new_unit_names_it_before_it_is_made(client, province, keeper):
    chosen = merging(
        province,
        code="NT-BD",
        kind="commune",
        official_name="Ủy ban nhân dân xã Ba Động",
        short_name="UBND xã Ba Động",
        administrative_parent=province.top.pk,
    )
    response = client.get(reverse("units:merge"), chosen)

    assert [str(each) for each in response.context["effect"].successors] == ["UBND xã Ba Động"]
    agreed = response.context["agreement"]["agreed"].value()
    done = client.post(reverse("units:merge"), chosen | WHY | {"agreed": agreed})
    made = Unit.objects.get(code="NT-BD")
    assert (done.url, made.inheritances.count()) == (made.get_absolute_url(), 2)


def test_merger_into_nothing_asks_for_one_or_the_other(client, province, keeper):
    response = client.get(reverse("units:merge"), merging(province))

    assert list(response.context["choice"].errors) == [
        "code",
        "kind",
        "official_name",
        "short_name",
    ]


def test_merger_into_both_is_refused(client, province, keeper):
    chosen = merging(province, successors=province.region.pk, code="NT-BD")

    errors = client.get(reverse("units:merge"), chosen).context["choice"].errors

    assert list(errors) == ["successors"]


def test_merger_into_one_of_the_units_is_refused_at_the_field(client, province, keeper):
    chosen = merging(province, successors=province.commune.pk)

    errors = client.get(reverse("units:merge"), chosen).context["choice"].errors

    assert errors == {"successors": ["“UBND xã Ba Tơ” không thể kế thừa chính mình."]}


def test_second_signer_is_refused_and_named_at_the_field(client, province, keeper):
    OfficeFactory(unit=province.commune)

    response = client.post(address("add_office", province.commune), SIGNER)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["valid_from"])


def test_signer_of_a_unit_out_of_reach_is_not_found(client, province):
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, province.neighbour)]))
    office = OfficeFactory(unit=province.commune)

    assert client.get(address("end_office", office)).status_code == 404


def test_correction_of_a_signer_starts_from_what_is_there(client, province, keeper):
    office = OfficeFactory(unit=province.commune, rank="Đại tá")

    form = client.get(address("correct_office", office)).context["form"]

    assert (form["rank"].value(), form["seen"].value()) == ("Đại tá", 1)


def test_act_done_is_said(client, province, keeper):
    response = client.post(address("add_office", province.commune), SIGNER)

    words = [str(message) for message in get_messages(response.wsgi_request)]
    assert words == ["Đã thêm người ký."]
