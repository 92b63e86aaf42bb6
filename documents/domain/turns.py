"""How every act on a document begins and ends: under its lock, and on the trail."""

import rules

from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile
from core.audit.trail import record
from documents.domain.facts import seen_mark
from documents.domain.policies import check_action
from documents.domain.workflow import ACTIONS
from documents.models import Document


def locked(document: Document, permission: str, *, by) -> Document:
    """The document as it stands now, for whoever may. Raises NotPermitted."""
    document = Document.objects.lock(document.pk)
    if not rules.has_perm(permission, by, document):
        raise NotPermitted
    return document


def check_seen(document: Document, seen: str) -> None:
    """Raises ChangedMeanwhile when the document says something else than the person saw."""
    if seen_mark(document) != seen:
        raise ChangedMeanwhile


def begin(document: Document, action: str, *, by, seen: str) -> Document:
    """The document under its lock. Raises NotPermitted, WrongState, ChangedMeanwhile."""
    document = locked(document, ACTIONS[action].permission, by=by)
    check_action(document, action)
    check_seen(document, seen)
    return document


def advance(document: Document, action: str, *, by, reason: str = "", **after) -> Document:
    """Saves the document in its next state. `after` is what else the trail tells of it."""
    transition = ACTIONS[action]
    before = document.state
    document.state = transition.target
    document.save()
    record(
        transition.event,
        document,
        by=by,
        grant=transition.grant(by, document),
        unit_id=document.issuer.unit_id,
        before={"state": before},
        after={"state": transition.target} | after,
        reason=reason,
    )
    return document
