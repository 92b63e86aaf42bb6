"""What a step of a workflow is, in whichever room."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices

from accounts.models import Grant


@dataclass(frozen=True)
class Transition:
    """From which states an action leads where, by which right, and what the trail calls it.

    `grant` finds the grant that gives the right to a person, for the trail.
    """

    label: str
    sources: frozenset[TextChoices]
    target: TextChoices
    permission: str
    grant: Callable[..., Grant | None]
    event: str
