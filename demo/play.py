"""Acting out a campaign's year with the verbs that people use, in the order of the days."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.quotas import set_quota
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


class Play:
    """One campaign, the script of its year, and the people who act."""

    def __init__(self, campaign: Campaign, script: Script, cast: Cast):
        self.campaign = campaign
        self.script = script
        self.cast = cast
        self.root = campaign.managing_unit
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
        for code, values in self.script.quotas().items():
            indicator = Indicator.objects.get(code=code)
            self.give(self.root, indicator, sum(values.values()), officer)
            for unit, value in values.items():
                self.give(self.units[unit], indicator, value, officer)

    def give(self, unit: Unit, indicator: Indicator, value: int, officer: User) -> None:
        set_quota(self.campaign, unit, indicator, Decimal(value), by=officer, reason=QUOTA_REASON)

    def acts(self) -> Iterator[tuple[datetime, Callable]]:
        for period in self.campaign.periods.all():
            yield moment(period.opens_on, OPENING_HOUR), partial(open_period, period)
            for unit in self.units.values():
                yield from self.acts_of(unit, period)

    def acts_of(self, unit: Unit, period: Period) -> Iterator[tuple[datetime, Callable]]:
        course = self.script.course_of(unit.code, period.ordinal)
        for at, action in steps_of(course["course"], period.due_on):
            yield at, partial(self.perform, action, course, unit, period)

    def perform(self, action: str, course: dict, unit: Unit, period: Period) -> None:
        submission = Submission.objects.with_lock_context().get(unit=unit, period=period)
        seen = {"revision_id": submission.current_revision_id}
        head, reviewer = self.cast[Role.UNIT_HEAD, unit.code], self.reviewer_of(unit)
        match action:
            case "save":
                self.save(submission, {}, course.get("left_out", ()))
            case "slip":
                self.save(submission, course["slips"], ())
            case "submit":
                submit_submission(submission, by=head, **seen)
            case "accept":
                accept_submission(submission, by=reviewer, **seen)
            case "return":
                return_submission(submission, by=reviewer, reason=course["reason"], **seen)
            case "reopen":
                reopen_submission(submission, by=reviewer, reason=course["reason"], **seen)

    def save(self, submission: Submission, slips: dict, left_out: tuple) -> None:
        unit, revision = submission.unit.code, submission.current_revision
        words = self.script.narrative_of(unit, submission.period.ordinal)
        save_answers(
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
