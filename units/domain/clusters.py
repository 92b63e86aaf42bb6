"""The verbs of a cluster: make, correct, end. Who is in it and leads it: membership.py.

The campaign officer of the organiser keeps it, not the administrator: with whom a unit is compared
is a matter of the competition and opens no right, and an administrator keeps out of its contents.
"""

from dataclasses import dataclass
from datetime import date

import rules
from django.db import transaction
from django.db.models import Q

from core.access.refusals import NotPermitted, check_reason
from core.access.seen import check_unchanged
from core.audit.trail import record
from core.vietnamese.dates import short_date
from units.domain.facts import changed, named
from units.domain.policies import check_in_force
from units.domain.refusals import AlreadyEnds, ClusterNameTaken, DatesCross, NothingChanged
from units.domain.turns import take_turn
from units.enums import ClusterKind
from units.models import Cluster, Unit


@dataclass(frozen=True, kw_only=True)
class ClusterIdentity:
    """What a cluster is called, what it is, and its first day."""

    name: str
    kind: ClusterKind
    valid_from: date


@transaction.atomic
def create_cluster(organiser: Unit, identity: ClusterIdentity, *, by) -> Cluster:
    """Makes a cluster without members. Raises NotPermitted, NotInForce, ClusterNameTaken."""
    if not rules.has_perm("units.organise_clusters_of", by, organiser):
        raise NotPermitted
    take_turn()
    organiser.refresh_from_db()
    check_in_force(organiser, identity.valid_from, field="valid_from")
    cluster = Cluster(organiser=organiser, **vars(identity))
    _save(cluster)
    after = identity_facts(cluster)
    record("units.cluster_created", cluster, after=after, **hand_of(by, cluster))
    return cluster


@transaction.atomic
def correct_cluster(
    cluster: Cluster, identity: ClusterIdentity, *, reason: str, seen: str, by
) -> Cluster:
    """Mends what was written down wrongly, as if it had always been so.

    Raises NotPermitted, ChangedMeanwhile, ReasonMissing, NothingChanged, DatesCross, NotInForce,
    ClusterNameTaken.
    """
    cluster = locked_cluster(cluster, by=by, seen=seen)
    check_reason(reason)
    check_in_force(cluster.organiser, identity.valid_from, field="valid_from")
    _check_first_day(cluster, identity.valid_from)
    before = identity_facts(cluster)
    for name, value in vars(identity).items():
        setattr(cluster, name, value)
    before, after = changed(before, identity_facts(cluster))
    if not after:
        raise NothingChanged
    _save(cluster)
    written = {"before": before, "after": after, "reason": reason}
    record("units.cluster_corrected", cluster, **written, **hand_of(by, cluster))
    return cluster


@transaction.atomic
def end_cluster(cluster: Cluster, *, last_day: date, reason: str, seen: str, by) -> Cluster:
    """Ends the cluster after a day, and with it who is in it and who leads it.

    Raises NotPermitted, ChangedMeanwhile, ReasonMissing, AlreadyEnds, DatesCross.
    """
    cluster = locked_cluster(cluster, by=by, seen=seen)
    check_reason(reason)
    check_lasting_cluster(cluster)
    if last_day < (begun := _latest_first_day(cluster)):
        raise DatesCross(
            f"Cụm, khối thi đua có thay đổi từ ngày {short_date(begun)}, ngày kết thúc không được"
            " trước ngày đó.",
            field="last_day",
        )
    close_cluster(cluster, last_day)
    after = {"valid_to": last_day.isoformat()}
    record("units.cluster_ended", cluster, after=after, reason=reason, **hand_of(by, cluster))
    return cluster


def close_cluster(cluster: Cluster, last_day: date) -> None:
    """Writes the checked last day wherever something would go on after it."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=last_day)
    for row in (*cluster.leads.filter(lasting), *cluster.memberships.filter(lasting), cluster):
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])


def locked_cluster(cluster: Cluster, *, by, seen: str) -> Cluster:
    """The cluster as it stands now, as the person saw it. Raises NotPermitted, ChangedMeanwhile."""
    if not rules.has_perm("units.change_cluster", by, cluster):
        raise NotPermitted
    take_turn()
    cluster = Cluster.objects.select_related("organiser").get(pk=cluster.pk)
    check_unchanged(cluster_facts(cluster), seen)
    return cluster


def check_lasting_cluster(cluster: Cluster) -> None:
    """Raises AlreadyEnds for a cluster whose last day is fixed."""
    if cluster.valid_to:
        day = short_date(cluster.valid_to)
        raise AlreadyEnds(f"“{cluster}” đã có ngày kết thúc: {day}.")


def cluster_facts(cluster: Cluster) -> dict:
    """All that a page about the cluster shows of it; for the fingerprint."""
    dates = ("unit_id", "valid_from", "valid_to")
    return identity_facts(cluster) | {
        "valid_to": str(cluster.valid_to),
        "members": list(cluster.memberships.order_by("pk").values_list(*dates)),
        "leads": list(cluster.leads.order_by("pk").values_list("place", *dates)),
    }


def identity_facts(cluster: Cluster) -> dict[str, str]:
    return {
        "name": cluster.name,
        "cluster_kind": ClusterKind(cluster.kind).label,
        "organiser": named(cluster.organiser),
        "valid_from": cluster.valid_from.isoformat(),
    }


def hand_of(by, cluster: Cluster) -> dict:
    """Who acts, under which right and at which unit, for the trail."""
    grant = by.organising_grant(cluster.organiser)
    return {"by": by, "grant": grant, "unit_id": cluster.organiser_id}


def _save(cluster: Cluster) -> None:
    others = Cluster.objects.filter(organiser=cluster.organiser, name=cluster.name)
    others = others.lasting(cluster.valid_from)
    if cluster.valid_to:
        others = others.filter(valid_from__lte=cluster.valid_to)
    if others.exclude(pk=cluster.pk).exists():
        raise ClusterNameTaken
    cluster.save()


def _check_first_day(cluster: Cluster, first_day: date) -> None:
    held = [cluster.valid_to] if cluster.valid_to else []
    held += cluster.memberships.values_list("valid_from", flat=True)
    if held and first_day > min(held):
        raise DatesCross(
            f"Cụm, khối thi đua đã có thành viên hoặc kết thúc ngày {short_date(min(held))}.",
            field="valid_from",
        )


def _latest_first_day(cluster: Cluster) -> date:
    rows = (*cluster.memberships.all(), *cluster.leads.all())
    return max([cluster.valid_from, *(row.valid_from for row in rows)])
