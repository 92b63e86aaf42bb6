"""The clusters of a place, made with the verbs of its campaign officer."""

from datetime import date

from accounts.enums import Role
from accounts.models import User
from core.access.seen import fingerprint
from demo.clock import clock_at
from demo.courses import LAUNCH_HOUR, moment
from demo.people import Cast
from demo.reading import read
from demo.units import unit_rows
from units.domain.clusters import ClusterIdentity, cluster_facts, create_cluster
from units.domain.membership import set_leads, set_members
from units.enums import ClusterKind, LeadPlace
from units.models import Cluster, Unit

LED_BY = (LeadPlace.HEAD, LeadPlace.FIRST_DEPUTY)  # the first members, in the order of the codes


def load_clusters(place: str, units: dict[str, Unit], cast: Cast) -> None:
    """Makes the clusters of an organiser that has none yet, on the day the file says."""
    told = read(f"{place}/units").get("clusters")
    if told is None or Cluster.objects.filter(organiser=units[told["organiser"]]).exists():
        return
    officer = cast[Role.CAMPAIGN_OFFICER, told["organiser"]]
    with clock_at(moment(told["since"], LAUNCH_HOUR)):
        for region, name in told["names"].items():
            members = [units[code] for code in _communes_of(place, region)]
            _make(units[told["organiser"]], name, members, since=told["since"], by=officer)


def _communes_of(place: str, region: str) -> list[str]:
    """The communes whose military commands the regional command leads."""
    return [row["under"] for row in unit_rows(place) if row.get("commanded_by") == region]


def _make(organiser: Unit, name: str, members: list[Unit], *, since: date, by: User) -> None:
    identity = ClusterIdentity(name=name, kind=ClusterKind.CLUSTER, valid_from=since)
    cluster = create_cluster(organiser, identity, by=by)
    set_members(cluster, members, **_act(cluster, since, by))
    leads = dict(zip(LED_BY, members, strict=False))
    set_leads(cluster, leads, **_act(cluster, since, by))


def _act(cluster: Cluster, since: date, by: User) -> dict:
    return {"from_day": since, "seen": fingerprint(cluster_facts(cluster)), "by": by}
