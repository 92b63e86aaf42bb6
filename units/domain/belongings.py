"""What hangs on units: who signs for them, what they have in clusters, who holds a role there.

Asked in one query for any number of units, as plain values: the page that shows the end of thirty
units asks as often as that of one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from units.dated import Dated
from units.enums import LeadPlace
from units.models import Cluster, ClusterLead, ClusterMembership, Office, Unit

GRANT = "grant"
ENDING = {
    "office": Office,
    "membership": ClusterMembership,
    "lead": ClusterLead,
    "cluster": Cluster,
}
NOTHING = Value("", output_field=TextField())
RANK = Case(
    When(place=LeadPlace.HEAD, then=Value(", trưởng ")),
    default=Value(", phó "),
    output_field=TextField(),
)


@dataclass(frozen=True)
class Belonging(Dated):
    """A row that hangs on a unit; of a grant, `key` is the person's.

    `words` are empty for what is told by another row: the members of a cluster that ends.
    """

    kind: str
    key: int
    unit_id: int
    words: str
    valid_from: date
    valid_to: date | None

    def __str__(self):
        return self.words

    def lasts_beyond(self, day: date) -> bool:
        return self.valid_to is None or self.valid_to > day


def belongings_of(units: Collection[Unit]) -> list[Belonging]:
    first, *others = _parts([unit.pk for unit in units])
    rows = [Belonging(*row) for row in first.union(*others, all=True)]
    return sorted(rows, key=lambda row: (row.kind, row.key, row.unit_id, row.valid_from))


def ending_after(rows: Iterable[Belonging], day: date) -> list[Belonging]:
    """What would go on after the last day of its unit, and so ends on it."""
    return [row for row in rows if row.kind in ENDING and row.lasts_beyond(day)]


def first_days_of(rows: Iterable[Belonging], unit: Unit) -> list[date]:
    """When began what ends with the unit."""
    return [row.valid_from for row in rows if row.kind in ENDING and row.unit_id == unit.pk]


def people_among(rows: Iterable[Belonging], day: date) -> int:
    """How many people hold a grant on a day."""
    return len({row.key for row in rows if row.kind == GRANT and row.is_in_force(day)})


def end_belongings(rows: Iterable[Belonging], last_day: date) -> None:
    """Writes the checked last day."""
    for kind, model in ENDING.items():
        keys = [row.key for row in rows if row.kind == kind]
        model.objects.filter(pk__in=keys).update(valid_to=last_day)


def _parts(keys: Collection[int]) -> Iterable[QuerySet]:
    of_units, of_clusters = Q(unit__in=keys), Q(cluster__organiser__in=keys)
    signer = Concat("title", Value(" "), "holder", output_field=TextField())
    member = Concat("unit__short_name", Value(", "), "cluster__name", output_field=TextField())
    lead = Concat("unit__short_name", RANK, "cluster__name", output_field=TextField())
    name = Concat("name", NOTHING, output_field=TextField())
    yield _part("office", Office.objects.filter(of_units), signer)
    yield _part("membership", ClusterMembership.objects.filter(of_units), member)
    yield _part("lead", ClusterLead.objects.filter(of_units), lead)
    yield _part("cluster", Cluster.objects.filter(organiser__in=keys), name, unit="organiser")
    for kind, model in (("membership", ClusterMembership), ("lead", ClusterLead)):
        within = model.objects.filter(of_clusters)
        yield _part(kind, within, NOTHING, unit="cluster__organiser")
    held = Unit.objects.filter(pk__in=keys, grants__isnull=False)
    yield _part(GRANT, held, NOTHING, key="grants__user", unit="pk", dates="grants__valid_{}")


def _part(kind: str, rows: QuerySet, words, *, key="pk", unit="unit", dates="valid_{}") -> QuerySet:
    kind = Value(kind, output_field=TextField())
    return rows.order_by().values_list(
        kind, key, unit, words, dates.format("from"), dates.format("to")
    )
