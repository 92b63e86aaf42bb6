"""What happened last, for the first screen. Whose it is stands in config: core knows no roles."""

from dataclasses import dataclass

from core.audit.models import Entry, Seal
from core.audit.trail import last_seal
from core.audit.words import event_label

MOST = 8  # the newest; the rest stands in the list


@dataclass(frozen=True)
class Trail:
    entries: list[tuple[Entry, str]]
    last_seal: Seal | None
    unsealed: int


def trail_of(user) -> Trail:
    """The newest acts within sight, and how far the trail is sealed. Three queries."""
    shown = Entry.objects.only("at", "actor_name", "event", "subject_name")
    entries = shown.visible_to(user).order_by("-pk")[:MOST]
    return Trail(
        [(entry, event_label(entry.event)) for entry in entries],
        last_seal(),
        Entry.objects.filter(seal=None).count(),
    )
