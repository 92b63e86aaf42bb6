"""What waits in the room of documents, for the first screen."""

from django.db.models import Q

from accounts.enums import Role
from core.access.panels import Panel
from documents.domain.waiting import waiting_for
from documents.domain.wording import NEXT_STEPS
from documents.enums import DocumentState, Urgency
from documents.models import Document

MOST = 5  # urgent ones first, then those that have waited longest; the rest is in the register


def on_the_desk_of(user) -> list[tuple[Document, str]]:
    """The documents whose next step is the user's, with that step. One query."""
    waiting = waiting_for(user, Document.objects.visible_to(user)).without_text()
    waiting = waiting.alias(is_calm=Q(urgency=Urgency.NONE))
    return [
        (document, NEXT_STEPS[DocumentState(document.state)])
        for document in waiting.order_by("is_calm", "created_at", "pk")[:MOST]
    ]


DESK = Panel(
    frozenset({Role.LEADER, Role.UNIT_HEAD, Role.RECORDS_CLERK}),
    "documents/pages/_desk.html",
    on_the_desk_of,
)
