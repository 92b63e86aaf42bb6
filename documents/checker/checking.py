"""Every element of a document against every check, in the order in which it stands on paper."""

from documents.checker.elements import Sheet
from documents.checker.findings import Check, Report
from documents.checker.profiles import DECREE_30, Profile
from documents.checker.rows import (
    annexes,
    body,
    contacts,
    copies,
    foot,
    head,
    marks,
    number,
    page,
    title,
)

CHECKS: tuple[Check, ...] = (
    *page.CHECKS,
    *head.CHECKS,
    *number.CHECKS,
    *marks.CHECKS,
    *title.CHECKS,
    *body.CHECKS,
    *foot.CHECKS,
    *contacts.CHECKS,
    *annexes.CHECKS,
    *copies.CHECKS,
)


def check(sheet: Sheet, profile: Profile = DECREE_30) -> Report:
    """What each check of Decree 30/2020/NĐ-CP, Annex I, says about the document."""
    return Report(
        kind=sheet.title.kind,
        pages=len(sheet.paper.pages),
        findings=tuple(row.finding(sheet, profile) for row in CHECKS),
    )
