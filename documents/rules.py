"""Which person may do what with a document, and under which grant."""

import rules

from accounts.enums import Role
from accounts.models import Grant

SIGNING = (Role.RECORDS_CLERK, Role.LEADER, Role.UNIT_HEAD)


def outside_signing_grant(user, document) -> Grant | None:
    """The grant under which the user takes a document out to be signed, and back."""
    return user.grant_for(SIGNING, [document.issuer.unit_id])


@rules.predicate
def signs_document_of(user, copy) -> bool:
    return outside_signing_grant(user, copy.document) is not None


rules.add_perm("documents.sign_outside", outside_signing_grant)
rules.add_perm("documents.read_signed_copy", signs_document_of)
