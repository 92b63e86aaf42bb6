"""What is known of a unit before it is made, and what can be mended in it afterwards."""

from dataclasses import dataclass, fields
from datetime import date

from units.domain.trees import TREES
from units.enums import UnitKind
from units.models import Unit


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What a unit is called, and what it is."""

    code: str
    kind: UnitKind
    official_name: str
    short_name: str

    @property
    def columns(self) -> dict[str, str]:
        return {each.name: getattr(self, each.name) for each in fields(Identity)}


@dataclass(frozen=True, kw_only=True)
class NewUnit(Identity):
    """A unit that is to be made, under at least one superior, from its first day on."""

    valid_from: date
    administrative_parent: Unit | None = None
    command_parent: Unit | None = None

    @property
    def parents(self) -> dict[str, Unit | None]:
        return {tree: getattr(self, tree) for tree in TREES}

    def __str__(self):
        return self.short_name
