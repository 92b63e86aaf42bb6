"""Which person may do what with a progress report, and under which grant."""

import rules

from accounts.enums import Role
from accounts.models import Grant
from accounts.rules import reads_figures

WRITERS = (Role.LEADER, Role.UNIT_HEAD, Role.REVIEWER, Role.CLERK)


def writing_grant(user, submission) -> Grant | None:
    """The grant under which the user has the unit's report drafted."""
    return user.grant_for(WRITERS, [submission.unit_id])


rules.add_perm("reports.list_reports", reads_figures)
rules.add_perm("reports.view_report", reads_figures)
rules.add_perm("reports.request_report", writing_grant)
