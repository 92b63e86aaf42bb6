"""What a row of the tables says, and the roles and shapes that several rooms share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.enums import Role
from tests.factories import UnitFactory
from units.models import Unit

EVERYBODY = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
INSPECTOR = frozenset({Role.INSPECTOR})
OFFICER = frozenset({Role.CAMPAIGN_OFFICER})
CATALOGUE_READERS = OFFICER | ADMINISTRATOR
REVIEWER = frozenset({Role.REVIEWER})
HEAD = frozenset({Role.UNIT_HEAD})
HEADS = HEAD | {Role.LEADER}
HANDS = HEAD | {Role.CLERK}
WRITERS = HANDS | {Role.LEADER, Role.REVIEWER}

# Of an address that names nothing.
LIST = {"args": ()}


@dataclass(frozen=True)
class Route:
    """Who may do what with the thing that `make` gives, holding a role at its `place`.

    Other roles there are answered 403, and 404 where the thing itself is hidden from them; the
    same roles elsewhere are answered 404 when the address names a thing, unless it is a thing of
    the whole program. Who gives something away has no right to it any more.
    """

    name: str
    method: str
    roles: frozenset[Role]
    status: int = 200
    make: Callable[[], Any] = UnitFactory
    place: Callable[[Any], Unit] = lambda unit: unit
    hidden_from: frozenset[Role] = frozenset()
    args: tuple[str, ...] = ("pk",)
    named: Callable[[Any], dict] = field(default=lambda thing: {"pk": thing.pk, "number": 1})
    data: Callable[[Any], dict] = field(default=lambda thing: {})
    is_everywhere: bool = False
    gives_away: bool = False

    def __str__(self):
        return f"{self.method} {self.name}"

    def address(self, thing) -> str:
        named = self.named(thing)
        return reverse(self.name, kwargs={name: named[name] for name in self.args})

    def refusals(self) -> dict[Role, int]:
        """How the other roles are answered."""
        return {role: 404 if role in self.hidden_from else 403 for role in EVERYBODY - self.roles}
