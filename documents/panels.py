"""What waits in the room of documents, for the first screen."""

from accounts.enums import Role
from core.access.panels import Panel
from documents.domain.waiting import waiting_for
from documents.domain.wording import NEXT_STEPS
from documents.enums import DocumentState
from documents.models import Document

MOST = 5  # those that have waited longest; the rest stands in the register


def on_the_desk_of(user) -> list[tuple[Document, str]]:
    """The documents whose next step is the user's, with that step. One query."""
    waiting = waiting_for(user, Document.objects.visible_to(user)).without_text()
    return [
        (document, NEXT_STEPS[DocumentState(document.state)])
        for document in waiting.order_by("created_at", "pk")[:MOST]
    ]


DESK = Panel(
    frozenset({Role.LEADER, Role.UNIT_HEAD, Role.RECORDS_CLERK}),
    "documents/pages/_desk.html",
    on_the_desk_of,
)
