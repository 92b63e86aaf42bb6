"""What is ready in the room of reports, for the first screen."""

from accounts.enums import Role
from core.access.panels import Panel
from documents.models import Document
from reports.models import ProgressReport

MOST = 5  # the newest; the rest stands in the list


def ready_for(user) -> list[ProgressReport]:
    """The newest reports within sight whose paper the user may open. One query."""
    papers = Document.objects.visible_to(user).filter(file__isnull=False)
    ready = ProgressReport.objects.visible_to(user).filter(document__in=papers)
    return list(ready.for_list()[:MOST])


READY = Panel(
    frozenset({Role.LEADER, Role.RECORDS_CLERK, Role.COUNCIL_SECRETARY}),
    "reports/_ready.html",
    ready_for,
)
