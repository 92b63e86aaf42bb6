"""The two trees: who stands above whom, and the trees as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from units.models import Unit

TREES = ("administrative_parent", "command_parent")

ABOVE = """
WITH RECURSIVE up(id) AS (
    SELECT %s::bigint
    UNION SELECT u.{tree}_id FROM units_unit u JOIN up ON u.id = up.id
) SELECT id FROM up WHERE id IS NOT NULL
"""


@dataclass
class Node:
    """A unit and the units that stand directly under it."""

    unit: Unit
    children: list["Node"] = field(default_factory=list)


def above(tree: str, unit: Unit) -> set[int]:
    """The unit itself and all its superiors in one tree, by their keys."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE.format(tree=tree), [unit.pk])
        return {row[0] for row in cursor.fetchall()}


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
