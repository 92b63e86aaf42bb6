"""Which documents wait for a person."""

from functools import reduce
from operator import or_

from django.db.models import Q

from documents.enums import DocumentState as State
from documents.rules import RECORDS, SIGNATORIES

# Whose step is next. A draft waits for nobody: whoever writes it says when it is done.
NEXT = {
    State.CONTENT_CHECKED: RECORDS,
    State.FORMAT_CHECKED: SIGNATORIES,
    State.APPROVED: RECORDS,
    State.NUMBERED: RECORDS,
}


def waiting_for(user, documents):
    """Those among the documents whose next step is the user's."""
    mine = (
        Q(state=state, issuer__unit__in=user.unit_ids_as(roles)) for state, roles in NEXT.items()
    )
    return documents.filter(reduce(or_, mine))
