"""The forms of a superior's direct subordinates: taken away together, brought back together."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import rules
from django.db.models import QuerySet

from core.access.refusals import NotPossible
from core.files.naming import safe_name
from results.domain.waiting import locked
from results.domain.workflow import EDITABLE
from results.models import Submission
from results.workbook.differences import FilledForm
from results.workbook.entries import EntrySheet
from results.workbook.reading import Filled, read_filled
from results.workbook.refusals import NotEntering, NotSubordinate, SentTwice
from results.workbook.tickets import ticket_of, token_of
from results.workbook.writing import LONGEST_NAME, file_name, write_workbook


@dataclass(frozen=True)
class Intake:
    """What became of one file; accepted it waits to be looked at."""

    file: str
    unit: str = ""
    submission_id: int | None = None
    differences: int = 0
    refused: str = ""


def owing_subordinates(submission: Submission, user) -> QuerySet[Submission]:
    """Of those that report to its unit in the period, the submissions that may be filled in."""
    under = Submission.objects.visible_to(user).filter(
        period=submission.period, superior=submission.unit_id, state__in=EDITABLE
    )
    enterable = under.exclude(pk__in=locked(under).values("pk"))
    return enterable.with_context().order_by("unit__sort_key", "pk")


def archive_of(submissions: Iterable[Submission]) -> BytesIO:
    """A form for each, named after the code of its unit, which is one of a kind."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for submission in submissions:
            sheet = EntrySheet(submission)
            code = safe_name(submission.unit.code, longest=LONGEST_NAME)
            form = write_workbook(sheet, token_of(sheet))
            archive.writestr(f"{code} {file_name(submission)}", form)
    content.seek(0)
    return content


class Delivery:
    """Files that came together; each is accepted or refused alone. `kept` are the accepted."""

    def __init__(self, superior: Submission, user):
        self.superior, self.user = superior, user
        self.kept: dict[int, tuple[Submission, Filled]] = {}
        self.intakes: list[Intake] = []

    def receive(self, name: str, file: BytesIO) -> None:
        try:
            filled = read_filled(file)
            submission = self.submission_of(filled)
        except NotPossible as refusal:
            self.intakes.append(Intake(name, refused=refusal.message))
        else:
            self.intakes.append(self.hold(name, submission, filled))

    def submission_of(self, filled: Filled) -> Submission:
        """Raises ForgedToken, NotSubordinate."""
        visible = Submission.objects.visible_to(self.user).with_context()
        submission = visible.filter(
            pk=ticket_of(filled.token).submission_id,
            period=self.superior.period_id,
            superior=self.superior.unit_id,
        ).first()
        if submission is None:
            raise NotSubordinate
        return submission

    def hold(self, name: str, submission: Submission, filled: Filled) -> Intake:
        unit = str(submission.unit)
        try:
            self.check_may_wait(submission)
            form = FilledForm(EntrySheet(submission), filled)
        except NotPossible as refusal:
            return Intake(name, unit, refused=refusal.message)
        self.kept[submission.pk] = submission, filled
        return Intake(name, unit, submission.pk, len(form.differences))

    def check_may_wait(self, submission: Submission) -> None:
        """Raises NotEntering, SentTwice."""
        if not rules.has_perm("results.enter_figures", self.user, submission):
            raise NotEntering
        if submission.pk in self.kept:
            raise SentTwice
