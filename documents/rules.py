"""Which person may do what with a document, and under which grant.

Writing is a right at the issuer's unit and at the unit that drafts for it; deciding, numbering and
issuing are rights at the issuer's unit alone.
What is possible now stands in domain/policies.py.
"""

from collections.abc import Callable

import rules

from accounts.enums import Role
from accounts.models import Grant
from accounts.rules import holds_any, reads_figures
from units.rules import holds_a_grant

DRAFTERS = (Role.CAMPAIGN_OFFICER, Role.COUNCIL_SECRETARY, Role.RECORDS_CLERK)
CONTENT_CHECKERS = (Role.UNIT_HEAD, Role.CAMPAIGN_OFFICER)
RECORDS = (Role.RECORDS_CLERK,)
SIGNATORIES = (Role.LEADER, Role.UNIT_HEAD)
JUDGES = (*SIGNATORIES, Role.CAMPAIGN_OFFICER, Role.RECORDS_CLERK)
# A date out of order only a signatory can give, who therefore may number as well.
NUMBERERS = (Role.RECORDS_CLERK, *SIGNATORIES)


def _grant_of(*roles: Role) -> Callable:
    """The grant by which a user holds one of the roles at the unit that issues the document."""

    def grant(user, document) -> Grant | None:
        return user.grant_for(roles, [document.issuer.unit_id])

    return grant


def _grant_of_writers(*roles: Role) -> Callable:
    """The grant by which a user holds one of the roles where the document is written."""

    def grant(user, document) -> Grant | None:
        return user.grant_for(roles, [document.issuer.unit_id, document.drafting_unit_id])

    return grant


drafting_grant = _grant_of_writers(*DRAFTERS)
# The head of the drafting unit answers for the content (Decree 30/2020/NĐ-CP, article 12.1,
# "chưa đối chiếu").
content_grant = _grant_of_writers(*CONTENT_CHECKERS)
records_grant = _grant_of(*RECORDS)
signing_grant = _grant_of(*SIGNATORIES)
judging_grant = _grant_of(*JUDGES)
withdrawing_grant = _grant_of(*SIGNATORIES, *RECORDS)
numbering_grant = _grant_of(*NUMBERERS)
outside_signing_grant = _grant_of(*NUMBERERS)


def printing_grant(user, document) -> Grant | None:
    return drafting_grant(user, document) or judging_grant(user, document)


def issuing_grant(user, issuer) -> Grant | None:
    """The grant under which the user drafts documents of the issuer."""
    return user.grant_for(DRAFTERS, [issuer.unit_id])


def copying_grant(user, issuer) -> Grant | None:
    """The grant under which the user makes copies in the name of the issuer."""
    return user.grant_for(RECORDS, [issuer.unit_id])


def series_grant(user, series) -> Grant | None:
    """The grant under which the user keeps the numbers of the issuer."""
    return user.grant_for(RECORDS, [series.issuer.unit_id])


@rules.predicate
def signs_document_of(user, copy) -> bool:
    return outside_signing_grant(user, copy.document) is not None


rules.add_perm("documents.list_documents", reads_figures)
rules.add_perm("documents.view_document", reads_figures)
rules.add_perm("documents.add_document", holds_any(*DRAFTERS))
rules.add_perm("documents.change_document", drafting_grant)
rules.add_perm("documents.check_content", content_grant)
rules.add_perm("documents.check_format", records_grant)
rules.add_perm("documents.approve_document", signing_grant)
rules.add_perm("documents.return_document", judging_grant)
rules.add_perm("documents.take_back_document", withdrawing_grant)
rules.add_perm("documents.recall_document", withdrawing_grant)
rules.add_perm("documents.number_document", numbering_grant)
rules.add_perm("documents.date_out_of_order", signing_grant)
rules.add_perm("documents.print_document", printing_grant)
rules.add_perm("documents.issue_document", records_grant)
rules.add_perm("documents.copy_document", holds_any(*RECORDS))
rules.add_perm("documents.change_copy", records_grant)
rules.add_perm("documents.dispatch_document", records_grant)
rules.add_perm("documents.attach_scan", records_grant)
rules.add_perm("documents.list_series", reads_figures)
rules.add_perm("documents.add_series", holds_any(*RECORDS))
rules.add_perm("documents.change_series", series_grant)
rules.add_perm("documents.list_record_files", reads_figures)
rules.add_perm("documents.view_record_file", reads_figures)
rules.add_perm("documents.add_record_file", holds_any(*RECORDS))
rules.add_perm("documents.keep_record_file", records_grant)
rules.add_perm("documents.read_format", holds_a_grant)
rules.add_perm("documents.sign_outside", outside_signing_grant)
rules.add_perm("documents.read_signed_copy", signs_document_of)
