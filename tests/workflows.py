"""States, reached by the real verbs: `submission_at(State.ACCEPTED)`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.enums import Role
from accounts.models import User
from campaigns.domain.campaigns import launch_campaign
from campaigns.enums import Measure
from campaigns.models import Campaign, ContentArea, Indicator, Period
from results.domain.answers import Answer
from results.domain.confirming import confirm_areas, confirm_row
from results.domain.evidence import attach_evidence
from results.domain.figures import save_answers
from results.domain.periods import open_period
from results.domain.remarks import answer_remark, remark_on_row
from results.domain.submissions import (
    accept_submission,
    recalculate_submission,
    reopen_submission,
    return_submission,
    submit_submission,
)
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Evidence, Figure, Remark, ReviewShare, Submission
from tests.core.files.scanned import PDF
from tests.factories import (
    CampaignFactory,
    ContentAreaFactory,
    CriterionFactory,
    IndicatorFactory,
    ParticipationFactory,
    PeriodFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import UnitKind
from units.models import Unit

REASON = "Số liệu chưa khớp với sổ theo dõi."
REMARK = "Số này thấp hơn sổ đăng ký, đề nghị đối chiếu."
ANSWER = "Đã đối chiếu với sổ, số đúng là số mới ghi."
WAY_TO = {
    State.OPEN: [],
    State.SUBMITTED: ["submit"],
    State.RETURNED: ["submit", "return"],
    State.ACCEPTED: ["submit", "accept"],
    State.REOPENED: ["submit", "accept", "reopen"],
}


@dataclass
class Movement:
    """A campaign running in a province, with its first period open.

    root > superior > unit > subordinate report to one another; sibling stands beside unit.
    """

    campaign: Campaign
    period: Period
    root: Unit
    superior: Unit
    unit: Unit
    sibling: Unit
    subordinate: Unit

    @property
    def submission(self) -> Submission:
        return self.submission_of(self.unit)

    def submission_of(self, unit: Unit) -> Submission:
        return Submission.objects.with_context().get(unit=unit, period=self.period)

    def later_period(self) -> Period:
        """A second period, not yet open, in which the same targets are asked."""
        period = PeriodFactory(campaign=self.campaign, ordinal=2)
        for target in self.campaign.targets.all():
            target.asked_in.add(period)
        return period


def planned_movement(*indicators: Indicator) -> Movement:
    """A draft that may be launched: one target for each indicator, or for one of a ratio."""
    root = UnitFactory(kind=UnitKind.PROVINCE)
    superior = UnitFactory(kind=UnitKind.REGIONAL_COMMAND, command_parent=root)
    unit = UnitFactory(administrative_parent=root, command_parent=superior)
    sibling = UnitFactory(administrative_parent=root, command_parent=superior)
    subordinate = UnitFactory(kind=UnitKind.COMMUNE_COMMAND, command_parent=unit)
    campaign = CampaignFactory(managing_unit=root)
    period = PeriodFactory(campaign=campaign)
    area = ContentAreaFactory(campaign=campaign)
    for indicator in indicators or [IndicatorFactory(ratio=True)]:
        target = TargetFactory(campaign=campaign, area=area, indicator=indicator, asked_in=[period])
        CriterionFactory(target=target)
    pairs = [(root, None), (superior, root), (unit, superior), (sibling, superior)]
    for reporting, above in [*pairs, (subordinate, unit)]:
        ParticipationFactory(campaign=campaign, unit=reporting, superior=above)
    return Movement(campaign, period, root, superior, unit, sibling, subordinate)


def running_movement(*indicators: Indicator) -> Movement:
    """A launched campaign with its first period open."""
    return started(planned_movement(*indicators))


def running_movement_of_areas(*indicators: Indicator) -> Movement:
    """The same, each indicator in a content area of its own."""
    movement = planned_movement(*indicators)
    for ordinal, target in enumerate(movement.campaign.targets.order_by("pk"), start=1):
        if ordinal > 1:
            target.area = ContentAreaFactory(campaign=movement.campaign, ordinal=ordinal)
            target.save()
    return started(movement)


def started(movement: Movement) -> Movement:
    """Launched, with its first period open."""
    movement.campaign = launch_campaign(movement.campaign, by=officer_of(movement.campaign))
    open_period(movement.period)
    movement.period.refresh_from_db()
    return movement


def officer_of(campaign: Campaign) -> User:
    return UserFactory(grants=[(Role.CAMPAIGN_OFFICER, campaign.managing_unit)])


def clerk_of(submission: Submission) -> User:
    return UserFactory(grants=[(Role.CLERK, submission.unit)])


def reviewer_of_areas(submission: Submission, *areas: ContentArea) -> User:
    """A reviewer at the superior who judges these content areas alone."""
    reviewer = reviewer_of(submission)
    ReviewShare.objects.create(
        grant=reviewer.grants.get(),
        campaign=submission.campaign,
        area_ids=[area.pk for area in areas],
    )
    return reviewer


def head_of(submission: Submission) -> User:
    return UserFactory(grants=[(Role.UNIT_HEAD, submission.unit)])


def reviewer_of(submission: Submission) -> User:
    """Who may judge the submission: a reviewer at its superior; for the root, its own head."""
    if submission.is_root:
        return head_of(submission)
    return UserFactory(grants=[(Role.REVIEWER, submission.superior)])


def submission_at(state: State, movement: Movement | None = None, *, unit=None) -> Submission:
    """The submission of a unit (of `movement.unit`), brought to the state by the verbs."""
    movement = movement or running_movement()
    submission = movement.submission_of(unit or movement.unit)
    for action in WAY_TO[state]:
        if action == "submit":
            fill_in(submission)
        submission = ACT[action](submission)
    return movement.submission_of(submission.unit)


def fill_in(submission: Submission, *, by: User | None = None) -> Submission:
    """Answers every indicator with a value."""
    figures = submission.current_revision.figures.select_related("indicator")
    return save_answers(
        submission,
        [answer_to(figure) for figure in figures],
        by=by or clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def attach(submission: Submission, content: bytes = PDF, *, by=None) -> Evidence:
    return attach_evidence(
        submission,
        content,
        title="Quyết định công nhận",
        by=by or clerk_of(submission),
        revision_id=submission.current_revision_id,
    )


def answer_to(figure: Figure, **columns: Decimal) -> Answer:
    """An answer to the figure as it was last seen; without columns, one that is complete."""
    return Answer(
        indicator_id=figure.indicator_id,
        row_version=figure.row_version,
        kind=AnswerKind.VALUE,
        columns=columns or _complete_columns(figure.indicator),
        text="Đã quán triệt đến cán bộ, chiến sĩ.",
        done_on=date(2026, 3, 1),
    )


def _complete_columns(indicator: Indicator) -> dict[str, Decimal]:
    if indicator.percentages_only:
        return {"percent": Decimal(95)}
    match indicator.measure:
        case Measure.RATIO if indicator.whole_is_quota:
            return {"part": Decimal(5)}
        case Measure.RATIO:
            return {"part": Decimal(95), "whole": Decimal(100)}
        case Measure.GRADED:
            return {f"g{position}": Decimal(position) for position in range(1, 5)}
        case Measure.GRADE:
            return {"g2": Decimal(1)}
        case Measure.DONE:
            return {"part": Decimal(1)}
        case Measure.COUNT:
            return {"part": Decimal(3)}
    return {}


def submit(submission: Submission, *, by: User | None = None) -> Submission:
    return submit_submission(
        submission, by=by or head_of(submission), revision_id=submission.current_revision_id
    )


def accept(submission: Submission, *, by: User | None = None) -> Submission:
    return accept_submission(
        submission, by=by or reviewer_of(submission), revision_id=submission.current_revision_id
    )


def confirm(submission: Submission, *, by: User, areas=None) -> Submission:
    """The content areas, or all that the person judges, are confirmed."""
    return confirm_areas(
        submission,
        by=by,
        revision_id=submission.current_revision_id,
        area_ids=areas and [area.pk for area in areas],
    )


def confirm_one(submission: Submission, *, by: User | None = None, indicator_id=None) -> Submission:
    """One row (the first) is confirmed."""
    return confirm_row(
        submission,
        by=by or reviewer_of(submission),
        revision_id=submission.current_revision_id,
        indicator_id=indicator_id or first_row_of(submission).indicator_id,
    )


def first_row_of(submission: Submission) -> Figure:
    return submission.current_revision.figures.order_by("pk").first()


def send_back(
    submission: Submission, *, by: User | None = None, reason=REASON, rows=()
) -> Submission:
    return return_submission(
        submission,
        by=by or reviewer_of(submission),
        revision_id=submission.current_revision_id,
        reason=reason,
        rows=rows,
    )


def remark(submission: Submission, *, by: User | None = None, indicator_id=None, text=REMARK):
    """A reviewer says something of a row (of the first)."""
    return _say(remark_on_row, submission, by or reviewer_of(submission), indicator_id, text)


def answer(submission: Submission, *, by: User | None = None, indicator_id=None, text=ANSWER):
    """The unit answers what was said of a row (of the first)."""
    return _say(answer_remark, submission, by or clerk_of(submission), indicator_id, text)


def _say(verb, submission: Submission, by: User, indicator_id: int | None, text: str) -> Remark:
    return verb(
        submission,
        by=by,
        revision_id=submission.current_revision_id,
        indicator_id=indicator_id or first_row_of(submission).indicator_id,
        text=text,
    )


def reopen(submission: Submission, *, by: User | None = None, reason=REASON) -> Submission:
    return reopen_submission(
        submission,
        by=by or reviewer_of(submission),
        revision_id=submission.current_revision_id,
        reason=reason,
    )


def recalculate(submission: Submission, *, by: User | None = None, reason=REASON) -> Submission:
    return recalculate_submission(
        submission,
        by=by or reviewer_of(submission),
        revision_id=submission.current_revision_id,
        reason=reason,
    )


ACT = {
    "submit": submit,
    "accept": accept,
    "return": send_back,
    "reopen": reopen,
    "recalculate": recalculate,
}
