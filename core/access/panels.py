"""The first screen is made of panels: each room tells what is waiting there for a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    """A part of the first screen, for whoever holds one of the roles.

    `read` takes the person and gives what the template shows as `panel`.
    """

    roles: frozenset[str]
    template: str
    read: Callable[[Any], Any]
