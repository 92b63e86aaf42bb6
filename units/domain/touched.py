"""The campaigns, units and people that a change of units touches.

Grants stand in a room above this one: they are asked for through the relation that leads here.
Campaigns do too: their room is asked (units.signals).
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, Value

from units.models import Unit


@dataclass(frozen=True)
class TouchedCampaign:
    """A running campaign: how the units are tied to it, the periods that need attention, and what
    changes in it when the units end.
    """

    name: str
    ties: list[str]
    periods: list[str]
    changes: list[str] = field(default_factory=list)


def moving_with(unit: Unit, day: date) -> tuple[int, int]:
    """How many units of a day stand under the unit, and how many people hold a grant at it."""
    under = Unit.objects.reached_from([unit.pk]).in_force(day).exclude(pk=unit.pk)
    lasting = Q(grants__valid_to=None) | Q(grants__valid_to__gte=day)
    held = Unit.objects.filter(lasting, pk=unit.pk, grants__valid_from__lte=day)
    rows = under.order_by().values_list(Value("unit"), "pk")
    rows = set(rows.union(held.order_by().values_list(Value("person"), "grants__user")))
    units = sum(kind == "unit" for kind, _ in rows)
    return units, len(rows) - units
