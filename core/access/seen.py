"""What a page showed, as a digest that it sends back: the ground for saying that it has changed.

When the stored facts have another digest by now, somebody else saved meanwhile, and the verb
refuses instead of writing over it.
"""

import hashlib
import json

from core.access.refusals import Stale


class ChangedMeanwhile(Stale):
    """Somebody else stored something between the page and its sending: nothing was written."""

    code = "changed_meanwhile"
    message = "Người khác vừa thay đổi phần này. Nội dung bạn gõ chưa được ghi."


def fingerprint(facts) -> str:
    """A digest of facts; the same facts give the same digest, in whatever order their names are."""
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def check_unchanged(facts, seen: str) -> None:
    """Raises ChangedMeanwhile unless the facts are still those that were shown."""
    if fingerprint(facts) != seen:
        raise ChangedMeanwhile
