"""Acting out a campaign's year with the verbs that people use, in the order of the days."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.quotas import save_quotas
from campaigns.models import Campaign, Indicator, Period
from demo.clock import clock_at
from demo.courses import OPENING_HOUR, moment, steps_of
from demo.people import Cast
from demo.script import Script
from results.domain.figures import Answer, Narrative, save_answers
from results.domain.periods import open_period
from results.domain.submissions import (
    accept_submission,
    reopen_submission,
    return_submission,
    submit_submission,
)
from results.enums import AnswerKind
from results.models import Figure, Submission
from units.models import Unit

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
        self.submissions: dict[tuple[Unit, Period], Submission] = {}
        self.units = {
            row.unit.code: row.unit for row in campaign.participations.select_related("unit")
        }

    def act_out(self, launched_at: datetime) -> None:
        with clock_at(launched_at):
            self.launch()
        for at, act in sorted(self.acts(), key=lambda timed: timed[0]):
            with clock_at(at):
                act()

    def launch(self) -> None:
        officer = self.cast[Role.CAMPAIGN_OFFICER, self.root.code]
        launch_campaign(self.campaign, by=officer)
        save_quotas(self.campaign, self.quotas(), by=officer, seen=0, reason=QUOTA_REASON)

    def quotas(self) -> dict[tuple[int, int], Decimal]:
        """By unit and indicator; the root has the sum."""
        given = {}
        for code, values in self.script.quotas().items():
            indicator = Indicator.objects.get(code=code).pk
            given[self.root.pk, indicator] = Decimal(sum(values.values()))
            for unit, value in values.items():
                given[self.units[unit].pk, indicator] = Decimal(value)
        return given

    def acts(self) -> Iterator[tuple[datetime, Callable]]:
        for period in self.campaign.periods.filter(opens_on__lte=self.today):
            yield moment(period.opens_on, OPENING_HOUR), partial(self.open, period)
            for unit in self.units.values():
                yield from self.acts_of(unit, period)

    def acts_of(self, unit: Unit, period: Period) -> Iterator[tuple[datetime, Callable]]:
        course = self.script.course_of(unit.code, period.ordinal)
        counted_from = min(period.due_on, self.today - LAST_STEP_AFTER)
        for at, action in steps_of(course["course"], counted_from):
            yield at, partial(self.perform, action, course, unit, period)

    def open(self, period: Period) -> None:
        open_period(period)
        for submission in Submission.objects.with_lock_context().filter(period=period):
            self.submissions[submission.unit, period] = submission

    def perform(self, action: str, course: dict, unit: Unit, period: Period) -> None:
        submission = self.submissions[unit, period]
        seen = {"revision_id": submission.current_revision_id}
        head, reviewer = self.cast[Role.UNIT_HEAD, unit.code], self.reviewer_of(unit)
        match action:
            case "save":
                done = self.save(submission, {}, course.get("left_out", ()))
            case "slip":
                done = self.save(submission, course["slips"], ())
            case "submit":
                done = submit_submission(submission, by=head, **seen)
            case "accept":
                done = accept_submission(submission, by=reviewer, **seen)
            case "return":
                done = return_submission(submission, by=reviewer, reason=course["reason"], **seen)
            case "reopen":
                done = reopen_submission(submission, by=reviewer, reason=course["reason"], **seen)
        self.submissions[unit, period] = done

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
            by=self.cast[Role.CLERK, unit],
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

    def reviewer_of(self, unit: Unit) -> User:
        """Above the root there is nobody: its own head answers for its submission."""
        role = Role.UNIT_HEAD if unit == self.root else Role.REVIEWER
        return self.cast[role, self.root.code]
