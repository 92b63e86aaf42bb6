"""Acting out a campaign's year with the verbs that people use, in the order of the days."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.paper import draft_plan
from campaigns.domain.quotas import save_quotas
from campaigns.domain.tied_text import body_of
from campaigns.models import Campaign, Indicator, Period
from demo.clock import clock_at
from demo.courses import OPENING_HOUR, moment, steps_of
from demo.people import Cast
from demo.scan import scan_of
from demo.script import Script
from results.domain.answers import Answer
from results.domain.figures import Narrative, save_answers
from results.domain.papers import GivenPaper
from results.domain.periods import open_period
from results.domain.remarks import remark_on_row
from results.domain.stand_ins import stand_in
from results.domain.submissions import (
    accept_submission,
    reopen_submission,
    return_submission,
    submit_submission,
)
from results.enums import AnswerKind
from results.models import Figure, Submission
from units.models import Unit

Timed = tuple[datetime, Callable[[], object]]
QUOTA_REASON = "Giao chỉ tiêu đầu năm (số minh họa)"
LAST_STEP_AFTER = timedelta(days=2)  # a course on its way in an open period ends before today


class Play:
    """One campaign, the script of its year, and the people who act."""

    def __init__(self, campaign: Campaign, script: Script, cast: Cast):
        self.campaign = campaign
        self.script = script
        self.cast = cast
        self.root = campaign.managing_unit
        self.today = timezone.localdate()
        self.submissions: dict[int, Submission] = {}  # of the period one lives in
        self.codes = dict(Unit.objects.values_list("pk", "code"))

    def act_out(self, launched_at: datetime, *, between: Iterable[Timed] = ()) -> None:
        """Launches the campaign and lives through its periods, and what happens between them."""
        opened = self.campaign.periods.filter(opens_on__lte=self.today)
        periods = [
            (moment(period.opens_on, OPENING_HOUR), partial(self.live_through, period))
            for period in opened
        ]
        act_in_time([(launched_at, self.launch), *periods, *between])

    def launch(self) -> None:
        officer = self.cast[Role.CAMPAIGN_OFFICER, self.root.code]
        if body_of(self.campaign).blocks:
            draft_plan(self.campaign, by=officer)
        launch_campaign(self.campaign, by=officer)
        save_quotas(self.campaign, self.quotas(), by=officer, seen=0, reason=QUOTA_REASON)

    def quotas(self) -> dict[tuple[int, int], Decimal]:
        """By unit and indicator; the root has the sum."""
        units = {code: key for key, code in self.codes.items()}
        given = {}
        for code, values in self.script.quotas().items():
            indicator = Indicator.objects.get(code=code).pk
            given[self.root.pk, indicator] = Decimal(sum(values.values()))
            for unit, value in values.items():
                given[units[unit], indicator] = Decimal(value)
        return given

    def live_through(self, period: Period) -> None:
        """Opens the period and does what the units and their reviewers did in it."""
        open_period(period)
        owed = Submission.objects.with_lock_context().filter(period=period)
        self.submissions = {submission.pk: submission for submission in owed}
        act_in_time([timed for submission in owed for timed in self.acts_on(submission)])

    def acts_on(self, submission: Submission) -> Iterator[Timed]:
        course = self.script.course_of(submission.unit.code, submission.period.ordinal)
        counted_from = min(submission.period.due_on, self.today - LAST_STEP_AFTER)
        for at, action in steps_of(course["course"], counted_from):
            yield at, partial(self.perform, action, course, submission.pk)

    def perform(self, action: str, course: dict, key: int) -> None:
        submission = self.submissions[key]
        seen = {"revision_id": submission.current_revision_id}
        head = self.hand_of(submission, Role.UNIT_HEAD)
        reviewer = self.reviewer_of(submission)
        match action:
            case "save":
                done = self.save(submission, {}, course.get("left_out", ()))
            case "slip":
                done = self.save(submission, course["slips"], ())
            case "stand_in":
                done = self.stand_in(submission, course)
            case "submit":
                done = submit_submission(submission, by=head, **seen)
            case "accept":
                done = accept_submission(submission, by=reviewer, **seen)
            case "return":
                done = self.send_back(submission, course, by=reviewer)
            case "reopen":
                done = reopen_submission(submission, by=reviewer, reason=course["reason"], **seen)
        self.submissions[key] = done

    def stand_in(self, submission: Submission, course: dict) -> Submission:
        """The superior's clerk takes over, with the paper that the unit signed that day."""
        number, day = course["number"], timezone.localdate()
        stand_in(
            submission,
            GivenPaper(number, day, scan_of(submission, number, day)),
            by=self.superiors_clerk(submission),
            revision_id=submission.current_revision_id,
            reason=course["reason"],
        )
        return Submission.objects.with_lock_context().get(pk=submission.pk)

    def send_back(self, submission: Submission, course: dict, *, by: User) -> Submission:
        """Naming the rows that slipped, each with a remark."""
        seen = {"revision_id": submission.current_revision_id, "by": by}
        slipped = submission.current_revision.figures.filter(indicator__code__in=course["slips"])
        rows = list(slipped.values_list("indicator", flat=True))
        for row in rows:
            remark_on_row(submission, indicator_id=row, text=course["reason"], **seen)
        return return_submission(submission, reason=course["reason"], rows=rows, **seen)

    def save(self, submission: Submission, slips: dict, left_out: tuple) -> Submission:
        unit, revision = submission.unit.code, submission.current_revision
        words = self.script.narrative_of(unit, submission.period.ordinal)
        return save_answers(
            submission,
            [
                self.answer(submission, figure, slips)
                for figure in revision.figures.select_related("indicator")
                if figure.indicator.code not in left_out
            ],
            by=self.hand_of(submission, Role.CLERK),
            revision_id=revision.pk,
            narrative=Narrative(revision.row_version, words),
        )

    def answer(self, submission: Submission, figure: Figure, slips: dict) -> Answer:
        code = figure.indicator.code
        if code in slips:
            told = {"columns": slips[code]}
        else:
            told = self.script.figure_of(submission, code)
        return Answer(
            indicator_id=figure.indicator_id,
            row_version=figure.row_version,
            kind=AnswerKind(told.get("answer", AnswerKind.VALUE)),
            columns={name: Decimal(number) for name, number in told.get("columns", {}).items()},
            text=told.get("text", ""),
            done_on=told.get("done_on"),
            note=told.get("note", ""),
            is_estimate=told.get("is_estimate", False),
        )

    def hand_of(self, submission: Submission, role: Role) -> User:
        """At the unit, or who enters and sends on its behalf."""
        if submission.has_stand_in:
            return self.superiors_clerk(submission)
        return self.cast[role, submission.unit.code]

    def superiors_clerk(self, submission: Submission) -> User:
        return self.cast[Role.CLERK, self.codes[submission.superior_id]]

    def reviewer_of(self, submission: Submission) -> User:
        """Above the root there is nobody: its own head answers for its submission."""
        role = Role.UNIT_HEAD if submission.is_root else Role.REVIEWER
        return self.cast[role, self.codes[submission.lineage[0]]]


def act_in_time(acts: Iterable[Timed]) -> None:
    """Does all in the order of their moments, each with the clock set to its own."""
    for at, act in sorted(acts, key=lambda timed: timed[0]):
        with clock_at(at):
            act()
