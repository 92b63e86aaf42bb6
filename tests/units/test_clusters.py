"""Clusters: made, corrected and ended by the officer of the unit that keeps them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from tests.factories import (
    LONG_AGO,
    ClusterFactory,
    ClusterLeadFactory,
    ClusterMembershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.refusals import refused_by, run_sql
from units.domain.clusters import (
    ClusterIdentity,
    cluster_facts,
    correct_cluster,
    create_cluster,
    end_cluster,
)
from units.domain.refusals import (
    AlreadyEnds,
    ClusterNameTaken,
    DatesCross,
    NothingChanged,
    NotInForce,
)
from units.enums import ClusterKind
from units.models import Cluster

pytestmark = pytest.mark.django_db

REASON = "Theo quyết định của Hội đồng Thi đua - Khen thưởng."
FIRST_DAY = date(2026, 1, 1)
LAST_DAY = date(2026, 6, 30)


@pytest.fixture
def member():
    return ClusterMembershipFactory(valid_from=FIRST_DAY, cluster__valid_from=FIRST_DAY)


@pytest.fixture
def cluster(member):
    return member.cluster


@pytest.fixture
def officer(cluster):
    return UserFactory(grants=[(Role.CAMPAIGN_OFFICER, cluster.organiser)])


def identity(**changes) -> ClusterIdentity:
    known = {"name": "Cụm mới", "kind": ClusterKind.CLUSTER, "valid_from": FIRST_DAY}
    return ClusterIdentity(**known | changes)


def seen(cluster) -> str:
    return fingerprint(cluster_facts(cluster))


def correct(cluster, by, **changes) -> Cluster:
    reason = changes.pop("reason", REASON)
    return correct_cluster(cluster, identity(**changes), reason=reason, seen=seen(cluster), by=by)


def end(cluster, by, *, last_day=LAST_DAY, reason=REASON) -> Cluster:
    return end_cluster(cluster, last_day=last_day, reason=reason, seen=seen(cluster), by=by)


def test_create_writes_the_cluster_and_the_trail(cluster, officer):
    made = create_cluster(cluster.organiser, identity(), by=officer)

    entry = Entry.objects.get(event="units.cluster_created")
    assert (made.name, made.organiser, made.valid_to) == ("Cụm mới", cluster.organiser, None)
    assert (entry.subject_id, entry.unit_id) == (made.pk, cluster.organiser_id)
    assert entry.authority == f"Soạn kế hoạch, {cluster.organiser}"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEADER, Role.REVIEWER])
def test_create_by_another_role_is_refused(cluster, role):
    other = UserFactory(grants=[(role, cluster.organiser)])

    with pytest.raises(NotPermitted):
        create_cluster(cluster.organiser, identity(), by=other)


def test_create_by_the_officer_of_a_superior_is_refused(cluster):
    above = UnitFactory()
    cluster.organiser.administrative_parent = above
    cluster.organiser.save()

    with pytest.raises(NotPermitted):
        create_cluster(
            cluster.organiser,
            identity(),
            by=UserFactory(grants=[(Role.CAMPAIGN_OFFICER, above)]),
        )


def test_create_before_the_organiser_is_there_is_refused(cluster, officer):
    with pytest.raises(NotInForce):
        create_cluster(cluster.organiser, identity(valid_from=date(2019, 12, 31)), by=officer)


def test_create_with_the_name_of_another_is_refused(cluster, officer):
    with pytest.raises(ClusterNameTaken):
        create_cluster(cluster.organiser, identity(name=cluster.name), by=officer)


def test_create_with_the_name_of_one_that_ended_is_possible(cluster, officer):
    end(cluster, officer)

    made = create_cluster(
        cluster.organiser, identity(name=cluster.name, valid_from=date(2026, 7, 1)), by=officer
    )

    assert made.name == cluster.name


def test_correct_mends_and_tells_what_changed(cluster, officer):
    before = cluster.name

    correct(cluster, officer)

    entry = Entry.objects.get(event="units.cluster_corrected")
    assert (entry.before, entry.after) == ({"name": before}, {"name": "Cụm mới"})
    assert entry.reason == REASON


def test_correct_without_a_change_is_refused(cluster, officer):
    with pytest.raises(NothingChanged):
        correct(cluster, officer, name=cluster.name)


def test_correct_without_a_reason_is_refused(cluster, officer):
    with pytest.raises(ReasonMissing):
        correct(cluster, officer, reason=" ")


def test_correct_to_a_first_day_after_its_members_is_refused(cluster, officer):
    with pytest.raises(DatesCross):
        correct(cluster, officer, valid_from=FIRST_DAY + timedelta(days=1))


def test_correct_what_somebody_else_changed_is_refused(cluster, officer):
    shown = seen(cluster)
    ClusterMembershipFactory(cluster=cluster)

    with pytest.raises(ChangedMeanwhile):
        correct_cluster(cluster, identity(), reason=REASON, seen=shown, by=officer)


def test_end_ends_members_and_leads_on_the_same_day(cluster, member, officer):
    lead = ClusterLeadFactory(cluster=cluster, unit=member.unit, valid_from=FIRST_DAY)

    end(cluster, officer)

    for row in (cluster, member, lead):
        row.refresh_from_db()
    assert [row.valid_to for row in (cluster, member, lead)] == [LAST_DAY] * 3
    assert Entry.objects.get(event="units.cluster_ended").reason == REASON


def test_end_keeps_who_left_before(cluster, member, officer):
    left = ClusterMembershipFactory(
        cluster=cluster, valid_from=FIRST_DAY, valid_to=date(2026, 3, 31)
    )

    end(cluster, officer)

    left.refresh_from_db()
    assert left.valid_to == date(2026, 3, 31)


def test_end_twice_is_refused(cluster, officer):
    ended = end(cluster, officer)

    with pytest.raises(AlreadyEnds):
        end(ended, officer)


def test_end_before_a_member_joined_is_refused(cluster, officer):
    with pytest.raises(DatesCross):
        end(cluster, officer, last_day=FIRST_DAY - timedelta(days=1))


def test_two_clusters_of_an_organiser_share_no_name_at_a_time():
    cluster = ClusterFactory()

    with refused_by("cluster_names_apart"):
        ClusterFactory(organiser=cluster.organiser, name=cluster.name)


def test_unit_is_in_one_cluster_of_an_organiser_at_a_time(member):
    other = ClusterFactory(organiser=member.organiser)

    with refused_by("one_cluster_at_a_time"):
        ClusterMembershipFactory(cluster=other, unit=member.unit)


def test_unit_may_be_in_clusters_of_two_organisers(member):
    other = ClusterMembershipFactory(unit=member.unit)

    assert other.organiser != member.organiser


def test_membership_names_the_organiser_of_its_cluster(member):
    with refused_by("membership_of_its_organiser"):
        ClusterMembershipFactory(organiser=UnitFactory())


def test_organiser_of_a_cluster_stays(cluster):
    with pytest.raises(Exception, match="Cannot update"):
        run_sql(
            "UPDATE units_cluster SET organiser_id = %s WHERE id = %s",
            UnitFactory().pk,
            cluster.pk,
        )


def test_cluster_has_one_head_at_a_time(cluster):
    ClusterLeadFactory(cluster=cluster)

    with refused_by("one_lead_in_a_place"):
        ClusterLeadFactory(cluster=cluster)


def test_cluster_has_at_most_two_deputies(cluster):
    with refused_by("lead_place_is_known"):
        ClusterLeadFactory(cluster=cluster, place=3)


def test_unit_leads_in_one_place_at_a_time(cluster, member):
    ClusterLeadFactory(cluster=cluster, unit=member.unit)

    with refused_by("one_place_of_a_lead"):
        ClusterLeadFactory(cluster=cluster, unit=member.unit, place=1)


@pytest.mark.parametrize(
    ("factory", "constraint"),
    [
        (ClusterFactory, "cluster_dates_in_order"),
        (ClusterMembershipFactory, "membership_dates_in_order"),
        (ClusterLeadFactory, "lead_dates_in_order"),
    ],
)
def test_nothing_ends_before_it_begins(factory, constraint):
    with refused_by(constraint):
        factory(valid_to=LONG_AGO - timedelta(days=1))


def test_title_of_a_lead_follows_the_kind():
    block = ClusterFactory(kind=ClusterKind.BLOCK)

    titles = [ClusterLeadFactory(cluster=block, place=place).title for place in (0, 1)]

    assert titles == ["Khối trưởng", "Khối phó"]


def test_member_sees_its_cluster_and_a_stranger_does_not(cluster, member):
    of_member, stranger = (
        UserFactory(grants=[(Role.CLERK, unit)]) for unit in (member.unit, UnitFactory())
    )

    assert list(Cluster.objects.visible_to(of_member)) == [cluster]
    assert list(Cluster.objects.visible_to(stranger)) == []


def test_standing_counts_the_members_and_names_the_head_of_a_day(cluster, member):
    ClusterMembershipFactory(cluster=cluster, valid_from=FIRST_DAY, valid_to=LAST_DAY)
    ClusterLeadFactory(cluster=cluster, unit=member.unit, valid_from=FIRST_DAY)

    today = timezone.localdate()
    assert today > LAST_DAY
    stands = Cluster.objects.standing(today).get()
    assert (stands.member_count, stands.head_name) == (1, member.unit.short_name)
