"""Who is in a cluster and who leads it, each set as a whole from a day on."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils import timezone

from core.audit.trail import record
from core.vietnamese.dates import short_date
from units.dated import Dated
from units.domain.clusters import (
    check_lasting_cluster,
    hand_of,
    locked_cluster,
)
from units.domain.facts import all_named, changed
from units.domain.refusals import (
    DatesCross,
    InAnotherCluster,
    LeadsTwice,
    NotACandidate,
    NotAMember,
    NothingChanged,
)
from units.enums import LeadPlace
from units.models import Cluster, ClusterLead, ClusterMembership, Unit

ONE_DAY = timedelta(days=1)
FIELDS_OF_PLACES = {
    LeadPlace.HEAD: "head",
    LeadPlace.FIRST_DEPUTY: "first_deputy",
    LeadPlace.SECOND_DEPUTY: "second_deputy",
}


@dataclass(frozen=True)
class Part(Dated):
    """What a unit is or was in a cluster; plain values, because a cluster may have hundreds."""

    unit_id: int
    unit_name: str
    title: str
    valid_from: date
    valid_to: date | None


def members_ever(cluster: Cluster) -> list[Part]:
    """In Vietnamese order of their names."""
    dates = ("valid_from", "valid_to")
    rows = cluster.memberships.values_list("unit", "unit__short_name", Value("Thành viên"), *dates)
    return [Part(*row) for row in rows]


def leads_ever(cluster: Cluster) -> list[Part]:
    """In the order of their places."""
    rows = cluster.leads.select_related("unit")
    return [
        Part(row.unit_id, str(row.unit), row.title, row.valid_from, row.valid_to) for row in rows
    ]


def candidates_of(cluster: Cluster) -> QuerySet[Unit]:
    """The units under the organiser, by either tree, that have not ended."""
    under = Unit.objects.reached_from([cluster.organiser_id]).lasting(timezone.localdate())
    return under.exclude(pk=cluster.organiser_id)


def members_on(cluster: Cluster, day: date) -> list[Unit]:
    rows = cluster.memberships.in_force(day).select_related("unit")
    return [row.unit for row in rows]


def leads_on(cluster: Cluster, day: date) -> dict[LeadPlace, Unit]:
    rows = cluster.leads.in_force(day).select_related("unit")
    return {LeadPlace(row.place): row.unit for row in rows}


def clusters_elsewhere(cluster: Cluster, day: date) -> dict[int, str]:
    """The other cluster of the same organiser that each unit is in on a day, by the unit's key."""
    rows = ClusterMembership.objects.in_force(day).filter(organiser=cluster.organiser_id)
    rows = rows.exclude(cluster=cluster).order_by().values_list("unit_id", "cluster__name")
    return dict(rows)


@transaction.atomic
def set_members(
    cluster: Cluster, units: Collection[Unit], *, from_day: date, seen: str, by
) -> Cluster:
    """Makes the given units the members from a day on; who leaves leads no more.

    Raises NotPermitted, ChangedMeanwhile, AlreadyEnds, DatesCross, NotACandidate, InAnotherCluster,
    NothingChanged.
    """
    cluster = locked_cluster(cluster, by=by, seen=seen)
    check_lasting_cluster(cluster)
    _check_day(cluster, [*cluster.memberships.all(), *cluster.leads.all()], from_day)
    wanted = {unit.pk: unit for unit in units}
    members = {unit.pk: unit for unit in members_on(cluster, from_day)}
    joining = [unit for key, unit in wanted.items() if key not in members]
    leaving = [unit for key, unit in members.items() if key not in wanted]
    if not (joining or leaving):
        raise NothingChanged
    _check_candidates(cluster, joining, from_day)
    for unit in joining:
        ClusterMembership.objects.create(
            cluster=cluster,
            organiser=cluster.organiser,
            unit=unit,
            valid_from=from_day,
            valid_to=unit.valid_to,
        )
    for rows in (cluster.memberships.all(), cluster.leads.all()):
        _leave(rows, from_day, lambda row: row.unit_id in wanted)
    after = _in_words(joining, leaving) | {"from_day": from_day.isoformat()}
    record("units.cluster_members_set", cluster, after=after, **hand_of(by, cluster))
    return cluster


@transaction.atomic
def set_leads(
    cluster: Cluster, leads: Mapping[LeadPlace, Unit], *, from_day: date, seen: str, by
) -> Cluster:
    """Gives the places of head and deputies, all of them, from a day on; a place may stay empty.

    Raises NotPermitted, ChangedMeanwhile, AlreadyEnds, DatesCross, LeadsTwice, NotAMember,
    NothingChanged.
    """
    cluster = locked_cluster(cluster, by=by, seen=seen)
    check_lasting_cluster(cluster)
    _check_day(cluster, cluster.leads.all(), from_day)
    members = _check_leads(cluster, leads, from_day)
    before = _leads_in_words(cluster, from_day)
    wanted = {place: unit.pk for place, unit in leads.items()}
    staying = _leave(
        cluster.leads.all(), from_day, lambda row: wanted.get(row.place) == row.unit_id
    )
    for place in leads.keys() - {row.place for row in staying}:
        ClusterLead.objects.create(
            cluster=cluster,
            unit=leads[place],
            place=place,
            valid_from=from_day,
            valid_to=members[wanted[place]].valid_to,
        )
    written = _written(before, _leads_in_words(cluster, from_day), from_day)
    record("units.cluster_leads_set", cluster, **written, **hand_of(by, cluster))
    return cluster


def _check_day(cluster: Cluster, rows: Iterable[Dated], from_day: date) -> None:
    """What was entered for a later day is not passed by, and nothing is entered ahead of time."""
    today = timezone.localdate()
    begun = max([cluster.valid_from, *_days_of_change(rows, today)])
    if from_day < begun:
        raise DatesCross(
            f"Thay đổi gần nhất có từ ngày {short_date(begun)}; hãy chọn từ ngày đó trở đi.",
            field="from_day",
        )
    if from_day > today:
        raise DatesCross("Chỉ ghi khi đã có hiệu lực.", field="from_day")


def _days_of_change(rows: Iterable[Dated], today: date) -> Iterable[date]:
    for row in rows:
        yield row.valid_from
        if row.valid_to and row.valid_to < today:
            yield row.valid_to + ONE_DAY


def _leave(rows: QuerySet, from_day: date, stays: Callable[[Dated], bool]) -> list[Dated]:
    """Ends the rows in force on the day that do not stay, and gives those that do."""
    staying = []
    for row in rows.in_force(from_day):
        if stays(row):
            staying.append(row)
        elif row.valid_from == from_day:
            row.delete()
        else:
            row.valid_to = from_day - ONE_DAY
            row.save(update_fields=["valid_to"])
    return staying


def _check_candidates(cluster: Cluster, joining: Collection[Unit], from_day: date) -> None:
    known = set(candidates_of(cluster).filter(pk__in=[unit.pk for unit in joining]))
    if strange := [unit for unit in joining if unit not in known or not unit.is_in_force(from_day)]:
        raise NotACandidate(
            f"Không phải đơn vị thuộc quyền đang hoạt động ngày {short_date(from_day)}:"
            f" {all_named(strange)}."
        )
    held = ClusterMembership.objects.filter(organiser=cluster.organiser, unit__in=joining)
    if held := list(held.lasting(from_day).select_related("unit", "cluster")):
        words = "; ".join(f"{row.unit} ({row.cluster})" for row in held)
        raise InAnotherCluster(f"Đang thuộc cụm, khối thi đua khác: {words}.")


def _check_leads(
    cluster: Cluster, leads: Mapping[LeadPlace, Unit], from_day: date
) -> dict[int, ClusterMembership]:
    """The memberships on the day, by unit; who leads is among them, in one place."""
    members = {row.unit_id: row for row in cluster.memberships.in_force(from_day)}
    taken: set[int] = set()
    for place, unit in leads.items():
        field = FIELDS_OF_PLACES[place]
        if unit.pk not in members:
            day = short_date(from_day)
            raise NotAMember(f"“{unit}” không phải thành viên vào ngày {day}.", field=field)
        if unit.pk in taken:
            raise LeadsTwice(field=field)
        taken.add(unit.pk)
    return members


def _in_words(joining: Collection[Unit], leaving: Collection[Unit]) -> dict[str, list[str]]:
    """Who came and who went; those that stay are not repeated."""
    moved = {"joining": joining, "leaving": leaving}
    return {name: [str(unit) for unit in units] for name, units in moved.items() if units}


def _leads_in_words(cluster: Cluster, day: date) -> dict[str, list[str]]:
    rows = cluster.leads.in_force(day).select_related("unit", "cluster")
    return {"leads": [str(row) for row in rows]}


def _written(before: dict, after: dict, from_day: date) -> dict:
    """What changed, as the trail takes it. Raises NothingChanged."""
    before, after = changed(before, after)
    if not after:
        raise NothingChanged
    return {"before": before, "after": after | {"from_day": from_day.isoformat()}}
