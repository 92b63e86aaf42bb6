"""The two trees: who stands above whom, and the trees as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from units.models import Unit

TREES = ("administrative_parent", "command_parent")

ABOVE = {
    tree: f"""
        WITH RECURSIVE up(id) AS (
            SELECT %s::bigint
            UNION SELECT u.{tree}_id FROM units_unit u JOIN up ON u.id = up.id
        ) SELECT id FROM up WHERE id IS NOT NULL
    """  # noqa: S608 - made of constants
    for tree in TREES
}


@dataclass
class Node:
    """A unit and the units that stand directly under it."""

    unit: Unit
    children: list["Node"] = field(default_factory=list)


def with_circles(units: QuerySet[Unit], tops: Mapping[str, Unit]) -> QuerySet[Unit]:
    """Each with `circles_by_…`: whether it would stand under itself below the top of that tree."""
    circles = {tree: Value(False) for tree in TREES}
    for tree, top in tops.items():
        above = RawSQL(ABOVE[tree], [top.pk])  # noqa: S611 - constant SQL
        circles[tree] = ExpressionWrapper(Q(pk__in=above), output_field=BooleanField())
    return units.annotate(**{f"circles_by_{tree}": found for tree, found in circles.items()})


def tree_of(units: Iterable[Unit], tree: str) -> list[Node]:
    """The units as one of the trees, in their given order.

    A unit whose superior is not among them stands at the top; one without a superior and without
    subordinates is not of this tree.
    """
    nodes = {unit.pk: Node(unit) for unit in units}
    tops = []
    for node in nodes.values():
        parent = nodes.get(getattr(node.unit, f"{tree}_id"))
        (parent.children if parent else tops).append(node)
    return [node for node in tops if node.children or getattr(node.unit, f"{tree}_id")]
