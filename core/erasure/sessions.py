"""What was uploaded and waits in a session: content like any other, kept where nobody looks."""

from collections.abc import Iterator

from django.contrib.sessions.models import Session

from core.erasure.needles import Needles
from core.erasure.spill import Spill


def sessions_holding(spill: Spill, needles: Needles) -> list[tuple[Session, dict]]:
    """The sessions that hold something of it, each with what is left when that is taken out."""
    return list(_held(spill, needles))


def erase_from(held: list[tuple[Session, dict]]) -> None:
    for session, left in held:
        session.session_data = Session.objects.encode(left)
        session.save(update_fields=["session_data"])


def _held(spill: Spill, needles: Needles) -> Iterator[tuple[Session, dict]]:
    key, place = spill.waiting
    for session in Session.objects.order_by().iterator():
        kept = session.get_decoded()
        left = {name: value for name, value in kept.items() if not needles.are_in(value)}
        if place in left.get(key, {}):
            left[key] = {name: one for name, one in left[key].items() if name != place}
        if left != kept:
            yield session, left
