"""The pages of clusters: found, read, filled in, and nothing typed lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.access.marking import what_stands
from core.access.seen import ChangedMeanwhile, fingerprint
from tests.factories import (
    ClusterFactory,
    ClusterLeadFactory,
    ClusterMembershipFactory,
    UnitFactory,
    UserFactory,
)
from units.domain.clusters import cluster_facts
from units.domain.facts import named
from units.models import Cluster

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def cluster(province):
    return ClusterFactory(organiser=province.top, name="Cụm thi đua số 1")


@pytest.fixture
def officer(client, province):
    officer = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province.top)])
    client.force_login(officer)
    return officer


@pytest.fixture
def member(cluster, province):
    return ClusterMembershipFactory(cluster=cluster, unit=province.commune)


def address(page: str, cluster: Cluster) -> str:
    return reverse(f"units:{page}", args=[cluster.pk])


def posted(cluster, **typed) -> dict:
    seen = fingerprint(cluster_facts(cluster))
    return {"from_day": TODAY.strftime("%d/%m/%Y"), "seen": seen} | typed


def listed(client, page="units:clusters", **query) -> list[str]:
    response = client.get(reverse(page), query)
    return [str(row.record) for row in response.context["table"].paginated_rows]


def test_list_is_searched_without_marks_and_told_apart(client, officer, cluster, province):
    ended = ClusterFactory(
        organiser=province.top, name="Khối Sở, ngành", valid_to=date(2025, 6, 30)
    )

    assert listed(client, search="cum thi dua") == [cluster.name]
    assert listed(client, existence="ended") == [ended.name]
    assert listed(client, existence="in_force") == [cluster.name]


def test_list_says_what_to_do_next_when_it_is_empty(client, officer):
    page = client.get(reverse("units:clusters")).content.decode()

    assert "lập cụm, khối rồi chọn thành viên" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_many_rows(
    client, officer, province, django_assert_num_queries, rows
):
    for _ in range(rows):
        ClusterMembershipFactory(cluster__organiser=province.top)

    with django_assert_num_queries(6):
        client.get(reverse("units:clusters"))


def test_detail_shows_the_members_of_today_with_their_places(client, officer, cluster, member):
    ClusterLeadFactory(cluster=cluster, unit=member.unit)

    context = client.get(cluster.get_absolute_url()).context

    shown = [(row.unit_id, title) for row, title in context["members"]]
    assert shown == [(member.unit_id, "Cụm trưởng")]


def test_history_shows_who_came_who_left_and_who_led(client, officer, cluster, member):
    came = ClusterMembershipFactory(cluster=cluster, valid_from=date(2025, 7, 1))
    left = ClusterMembershipFactory(cluster=cluster, valid_to=date(2025, 6, 30))
    lead = ClusterLeadFactory(cluster=cluster, unit=member.unit, valid_from=date(2024, 1, 1))

    history = client.get(cluster.get_absolute_url()).context["history"]

    assert [(row.unit_id, row.title) for row in history] == [
        (came.unit_id, "Thành viên"),
        (lead.unit_id, "Cụm trưởng"),
        (left.unit_id, "Thành viên"),
    ]


def test_detail_offers_no_act_to_a_member(client, cluster, member):
    client.force_login(UserFactory(grants=[(Role.CAMPAIGN_OFFICER, member.unit)]))

    page = client.get(cluster.get_absolute_url()).content.decode()

    assert address("cluster_members", cluster) not in page
    assert client.get(address("cluster_members", cluster)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_asks_the_database_as_often_for_many_rows(
    client, officer, cluster, django_assert_num_queries, rows
):
    for place in range(rows):
        member = ClusterMembershipFactory(cluster=cluster)
        ClusterLeadFactory(cluster=cluster, unit=member.unit, place=place)

    with django_assert_num_queries(8):
        client.get(cluster.get_absolute_url())


def test_detail_without_members_leads_to_their_choice(client, officer, cluster):
    page = client.get(cluster.get_absolute_url()).content.decode()

    assert "Chưa có thành viên nào." in page
    assert page.count(address("cluster_members", cluster)) == 2


@pytest.mark.parametrize("rows", [1, 100])
def test_detail_shows_every_member_of_a_large_cluster(
    client, officer, cluster, django_assert_num_queries, rows
):
    ClusterMembershipFactory.create_batch(rows, cluster=cluster)

    with django_assert_num_queries(8):
        page = client.get(cluster.get_absolute_url()).content.decode()

    assert page.count("<tr>") == 1 + rows


@pytest.mark.parametrize("rows", [1, 3])
def test_choice_of_members_asks_the_database_as_often_for_many_rows(
    client, officer, cluster, django_assert_num_queries, rows
):
    for _ in range(rows):
        ClusterMembershipFactory(cluster=cluster)
        ClusterMembershipFactory(cluster__organiser=cluster.organiser)

    with django_assert_num_queries(10):
        client.get(address("cluster_members", cluster))


def test_choice_of_members_says_who_is_in_another_cluster(client, officer, cluster, province):
    other = ClusterFactory(organiser=province.top, name="Cụm số 9")
    ClusterMembershipFactory(cluster=other, unit=province.commune)

    labels = dict(
        client.get(address("cluster_members", cluster)).context["form"]["units"].field.choices
    )

    assert labels[str(province.commune.pk)] == "UBND xã Ba Tơ (BT) · Cụm số 9"


def test_choice_of_members_begins_with_those_who_are_in(client, officer, cluster):
    before = UnitFactory(official_name="An Phú", administrative_parent=cluster.organiser)
    member = ClusterMembershipFactory(cluster=cluster, unit__official_name="Xốp").unit

    choices = client.get(address("cluster_members", cluster)).context["form"]["units"].field.choices

    keys = [key for key, _ in choices]
    assert (keys[0], str(before.pk) in keys) == (str(member.pk), True)


def test_created_cluster_is_shown_next(client, officer, province):
    typed = {"organiser": province.top.pk, "name": "Cụm số 2", "kind": "cluster"}

    response = client.post(reverse("units:create_cluster"), typed | {"valid_from": "01/01/2026"})

    assert response.url == Cluster.objects.get().get_absolute_url()


def test_create_offers_only_organisers_in_force(client, officer, province):
    ended = UnitFactory(valid_to=date(2025, 6, 30))
    here = UserFactory(
        grants=[(Role.CAMPAIGN_OFFICER, ended), (Role.CAMPAIGN_OFFICER, province.top)]
    )
    client.force_login(here)

    form = client.get(reverse("units:create_cluster")).context["form"]

    assert list(form.fields["organiser"].offered) == [str(province.top.pk)]


def test_member_that_is_in_another_cluster_is_told_at_the_list(client, officer, cluster, province):
    other = ClusterFactory(organiser=province.top, name="Cụm số 9")
    ClusterMembershipFactory(cluster=other, unit=province.commune)

    response = client.post(
        address("cluster_members", cluster), posted(cluster, units=[province.commune.pk])
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "units": ["Đang thuộc cụm, khối thi đua khác: UBND xã Ba Tơ (Cụm số 9)."]
    }


def test_members_overtaken_keep_what_was_ticked_and_tell_what_stands(
    client, officer, cluster, province
):
    typed = posted(cluster, units=[province.region.pk])
    ClusterMembershipFactory(cluster=cluster, unit=province.commune)

    form = client.post(address("cluster_members", cluster), typed).context["form"]

    assert form["units"].value() == [str(province.region.pk)]
    assert form.non_field_errors() == [ChangedMeanwhile.message]
    assert form.errors["units"] == [what_stands(named(province.commune))]
    again = typed | {"seen": form["seen"].value()}
    assert client.post(address("cluster_members", cluster), again).status_code == 302


def test_leads_overtaken_tell_what_stands_where_it_differs(client, officer, cluster, member):
    typed = posted(cluster, head="")
    ClusterLeadFactory(cluster=cluster, unit=member.unit)

    form = client.post(address("cluster_leads", cluster), typed).context["form"]

    assert {name: errors for name, errors in form.errors.items() if name != "__all__"} == {
        "head": [what_stands(named(member.unit))]
    }


def test_unit_names_its_cluster(client, officer, cluster, member, province):
    page = client.get(province.commune.get_absolute_url()).content.decode()

    assert cluster.get_absolute_url() in page


def test_list_of_units_is_narrowed_to_a_cluster(client, officer, cluster, member, province):
    ClusterMembershipFactory(cluster=cluster, unit=province.region, valid_to=date(2025, 6, 30))

    assert listed(client, "units:list", cluster=cluster.pk) == ["UBND xã Ba Tơ"]
