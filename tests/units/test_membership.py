"""Who is in a cluster and who leads it: the whole set from a day on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from core.audit.words import changes
from tests.factories import (
    ClusterFactory,
    ClusterLeadFactory,
    ClusterMembershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.units.province import REASON
from units.domain.clusters import cluster_facts, end_cluster
from units.domain.effects import effect_of_dissolution
from units.domain.membership import candidates_of, set_leads, set_members
from units.domain.refusals import (
    AlreadyEnds,
    DatesCross,
    InAnotherCluster,
    LeadsTwice,
    NotACandidate,
    NotAMember,
    NothingChanged,
)
from units.domain.reorganisation import dissolve_unit
from units.enums import LeadPlace

pytestmark = pytest.mark.django_db

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def cluster(province):
    return ClusterFactory(organiser=province.top, valid_from=JANUARY)


@pytest.fixture
def officer(province):
    return UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province.top)])


def seen(cluster) -> str:
    return fingerprint(cluster_facts(cluster))


def set_to(cluster, units, *, by, from_day=JANUARY):
    return set_members(cluster, units, from_day=from_day, seen=seen(cluster), by=by)


def lead_by(cluster, leads, *, by, from_day=JANUARY):
    return set_leads(cluster, leads, from_day=from_day, seen=seen(cluster), by=by)


def spans(rows) -> set:
    return {(row.unit, row.valid_from, row.valid_to) for row in rows}


def test_candidates_stand_under_the_organiser_and_have_not_ended(cluster, province):
    UnitFactory(administrative_parent=province.top, valid_to=date(2025, 6, 30))
    UnitFactory()

    under = {province.command, province.region, province.commune, province.neighbour}
    assert set(candidates_of(cluster)) == under | {province.commune_command}


def test_members_join_and_leave_from_a_day_on(cluster, province, officer):
    set_to(cluster, [province.commune, province.region], by=officer)
    set_to(cluster, [province.commune, province.neighbour], by=officer, from_day=JUNE)

    assert spans(cluster.memberships.all()) == {
        (province.commune, JANUARY, None),
        (province.region, JANUARY, JUNE - ONE_DAY),
        (province.neighbour, JUNE, None),
    }


def test_member_that_never_was_one_leaves_no_trace_but_the_trail(cluster, province, officer):
    set_to(cluster, [province.commune, province.region], by=officer)
    set_to(cluster, [province.commune], by=officer)

    assert spans(cluster.memberships.all()) == {(province.commune, JANUARY, None)}
    entries = list(Entry.objects.filter(event="units.cluster_members_set").order_by("pk"))
    assert (entries[1].before, entries[1].after) == (
        {},
        {"leaving": ["Ban CHPTKV 1"], "from_day": "2026-01-01"},
    )


def test_trail_names_who_came_and_not_who_stayed(cluster, province, officer):
    set_to(cluster, [province.commune], by=officer)
    set_to(cluster, [province.commune, province.region], by=officer, from_day=JUNE)

    entry = Entry.objects.filter(event="units.cluster_members_set").latest("pk")
    assert changes(entry.before, entry.after) == [
        "Thành viên vào: Ban CHPTKV 1",
        "Từ ngày: 01/06/2026",
    ]


def test_member_that_leaves_leads_no_more(cluster, province, officer):
    set_to(cluster, [province.commune, province.region], by=officer)
    lead_by(cluster, {LeadPlace.HEAD: province.region}, by=officer)

    set_to(cluster, [province.commune], by=officer, from_day=JUNE)

    assert spans(cluster.leads.all()) == {(province.region, JANUARY, JUNE - ONE_DAY)}


def test_member_that_ends_is_one_until_then(cluster, province, officer):
    province.neighbour.valid_to = date(2099, 12, 31)
    province.neighbour.save()

    set_to(cluster, [province.neighbour], by=officer)

    assert spans(cluster.memberships.all()) == {
        (province.neighbour, JANUARY, province.neighbour.valid_to)
    }


def test_members_by_another_role_are_refused(cluster, province):
    with pytest.raises(NotPermitted):
        set_to(cluster, [province.commune], by=province.administrator)


def test_members_over_what_somebody_else_set_are_refused(cluster, province, officer):
    shown = seen(cluster)
    set_to(cluster, [province.region], by=officer)

    with pytest.raises(ChangedMeanwhile):
        set_members(cluster, [province.commune], from_day=JANUARY, seen=shown, by=officer)

    assert spans(cluster.memberships.all()) == {(province.region, JANUARY, None)}


def test_members_of_a_cluster_that_ends_are_refused(cluster, province, officer):
    end_cluster(cluster, last_day=JUNE, reason=REASON, seen=seen(cluster), by=officer)
    cluster.refresh_from_db()

    with pytest.raises(AlreadyEnds):
        set_to(cluster, [province.commune], by=officer)


@pytest.mark.parametrize("from_day", [JANUARY - ONE_DAY, timezone.localdate() + 2 * ONE_DAY])
def test_members_before_the_cluster_or_ahead_of_time_are_refused(
    cluster, province, officer, from_day
):
    with pytest.raises(DatesCross):
        set_to(cluster, [province.commune], by=officer, from_day=from_day)


def test_members_before_the_latest_change_are_refused(cluster, province, officer):
    set_to(cluster, [province.commune, province.region], by=officer)
    set_to(cluster, [province.commune], by=officer, from_day=JUNE)

    with pytest.raises(DatesCross):
        set_to(cluster, [province.region], by=officer, from_day=JUNE - ONE_DAY)


def test_same_members_again_are_refused(cluster, province, officer):
    set_to(cluster, [province.commune], by=officer)

    with pytest.raises(NothingChanged):
        set_to(cluster, [province.commune], by=officer, from_day=JUNE)


def test_member_from_elsewhere_is_refused_by_name(cluster, officer):
    stranger = UnitFactory(short_name="UBND xã Nơi Khác", code="NK")

    with pytest.raises(NotACandidate) as refusal:
        set_to(cluster, [stranger], by=officer)

    words = "Không phải đơn vị thuộc quyền đang hoạt động ngày 01/01/2026: UBND xã Nơi Khác (NK)."
    assert refusal.value.message == words


def test_member_before_its_first_day_is_refused(cluster, province, officer):
    province.commune.valid_from = JUNE
    province.commune.save()

    with pytest.raises(NotACandidate):
        set_to(cluster, [province.commune], by=officer)


def test_member_of_another_cluster_is_refused_by_name(cluster, province, officer):
    other = ClusterFactory(organiser=province.top, name="Cụm số 9")
    ClusterMembershipFactory(cluster=other, unit=province.commune)

    with pytest.raises(InAnotherCluster) as refusal:
        set_to(cluster, [province.commune], by=officer)

    words = "Đang thuộc cụm, khối thi đua khác: UBND xã Ba Tơ (Cụm số 9)."
    assert refusal.value.message == words


def test_leads_follow_one_another(cluster, province, officer):
    set_to(cluster, [province.commune, province.region], by=officer)
    lead_by(
        cluster,
        {LeadPlace.HEAD: province.region, LeadPlace.FIRST_DEPUTY: province.commune},
        by=officer,
    )
    lead_by(cluster, {LeadPlace.HEAD: province.commune}, by=officer, from_day=JUNE)

    rows = {(row.title, row.unit, row.valid_from, row.valid_to) for row in cluster.leads.all()}
    assert rows == {
        ("Cụm trưởng", province.region, JANUARY, JUNE - ONE_DAY),
        ("Cụm phó", province.commune, JANUARY, JUNE - ONE_DAY),
        ("Cụm trưởng", province.commune, JUNE, None),
    }


def test_lead_that_is_no_member_is_refused_at_its_field(cluster, province, officer):
    set_to(cluster, [province.commune], by=officer)

    with pytest.raises(NotAMember) as refusal:
        lead_by(cluster, {LeadPlace.FIRST_DEPUTY: province.region}, by=officer)

    assert refusal.value.field == "first_deputy"


def test_lead_in_two_places_is_refused(cluster, province, officer):
    set_to(cluster, [province.commune], by=officer)
    both = {LeadPlace.HEAD: province.commune, LeadPlace.FIRST_DEPUTY: province.commune}

    with pytest.raises(LeadsTwice):
        lead_by(cluster, both, by=officer)


def dissolve(province, unit, *, last_day):
    chosen = {"last_day": last_day, "successors": [province.commune]}
    agreed = effect_of_dissolution([unit], **chosen, by=province.administrator)
    return dissolve_unit(
        unit, **chosen, reason=REASON, agreed=agreed.digest, by=province.administrator
    )


def test_dissolution_ends_what_the_unit_has_in_clusters(cluster, province):
    member = ClusterMembershipFactory(cluster=cluster, unit=province.neighbour, valid_from=JANUARY)
    lead = ClusterLeadFactory(cluster=cluster, unit=province.neighbour, valid_from=JANUARY)
    kept = ClusterMembershipFactory(
        cluster__organiser=province.neighbour, cluster__valid_from=JANUARY, valid_from=JANUARY
    )

    dissolve(province, province.neighbour, last_day=JUNE)

    for row in (member, lead, kept, kept.cluster):
        row.refresh_from_db()
        assert row.valid_to == JUNE


def test_dissolution_before_a_membership_began_is_refused(cluster, province):
    ClusterMembershipFactory(cluster=cluster, unit=province.neighbour, valid_from=JUNE)

    with pytest.raises(DatesCross):
        dissolve(province, province.neighbour, last_day=JUNE - ONE_DAY)
