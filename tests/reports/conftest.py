"""A movement in two quarters, whose figures are typed in by hand and taken through the verbs."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from campaigns.enums import Operator
from core.access.seen import fingerprint
from documents.models import Issuer
from reports.domain.reports import freeze_report, request_report
from reports.models import ProgressReport
from results.domain.adjustments import add_adjustment, adjustment_facts, total_row
from results.domain.figures import Narrative, save_answers
from results.domain.periods import open_period
from results.models import Submission
from tests import workflows
from tests.factories import (
    CampaignFactory,
    ContentAreaFactory,
    CriterionFactory,
    IndicatorFactory,
    ParticipationFactory,
    PeriodFactory,
    QuotaFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import UnitKind


def written(submission, by) -> ProgressReport:
    """A report as the worker has frozen and drafted it, not yet printed."""
    return freeze_report(request_report(submission, by=by).pk)


@dataclass
class Quarter:
    """A province with communes under it, asked for one indicator, in period `period`."""

    province: object
    communes: list
    campaign: object
    periods: list
    indicator: object
    people: dict = field(default_factory=dict)

    def submission(self, unit=None, period=0) -> Submission:
        unit = unit or self.province
        return Submission.objects.with_context().get(unit=unit, period=self.periods[period])

    def open(self, period=0):
        open_period(self.periods[period])

    def enter(self, unit, *, period=0, words=None, **columns):
        submission = self.submission(unit, period)
        figures = submission.current_revision.figures.select_related("indicator")
        values = {name: Decimal(value) for name, value in columns.items()}
        save_answers(
            submission,
            [workflows.answer_to(figure, **values) for figure in figures],
            by=self.person(Role.CLERK, unit),
            revision_id=submission.current_revision_id,
            narrative=Narrative(submission.current_revision.row_version, words or {}),
        )

    def send(self, unit, *, period=0, words=None, **columns):
        self.enter(unit, period=period, words=words, **columns)
        submission = self.submission(unit, period)
        return workflows.submit(submission, by=self.person(Role.UNIT_HEAD, unit))

    def accept(self, unit, *, period=0, **columns):
        self.send(unit, period=period, **columns)
        return workflows.accept(
            self.submission(unit, period), by=self.person(Role.REVIEWER, self.province)
        )

    def adjust(self, **columns):
        """What the province adds to its total."""
        submission, indicator = self.submission(), self.indicator.pk
        add_adjustment(
            submission,
            indicator,
            {name: Decimal(value) for name, value in columns.items()},
            reason="Hai xã cùng báo cáo một người.",
            by=self.person(Role.CLERK, self.province),
            revision_id=submission.current_revision_id,
            seen=fingerprint(adjustment_facts(total_row(submission, indicator))),
        )

    def close(self):
        """The head of the province sends its report, and answers for it."""
        head = self.person(Role.UNIT_HEAD, self.province)
        workflows.submit(self.submission(), by=head)
        workflows.accept(self.submission(), by=head)

    def person(self, role, unit):
        key = (role, unit.pk)
        if key not in self.people:
            self.people[key] = UserFactory(grants=[(role, unit)])
        return self.people[key]

    @property
    def leader(self):
        return self.person(Role.LEADER, self.province)


@pytest.fixture
def make_quarter(db):
    """Keywords: `communes` their number, `threshold` with `operator`, `quota` for each commune."""

    def make_quarter(
        indicator=None, *, communes=2, threshold=95, operator=Operator.AT_LEAST, quota=None
    ):
        indicator = indicator or IndicatorFactory(ratio=True, name="Huy động quân nhân dự bị")
        province = UnitFactory(
            kind=UnitKind.PROVINCE,
            short_name="Tỉnh Ninh Thuận",
            official_name="Ủy ban nhân dân tỉnh Ninh Thuận",
        )
        names = ["Xã An Hải", "Xã Bắc Sơn", "Xã Công Hải", "Xã Lợi Hải"][:communes]
        units = [UnitFactory(short_name=name) for name in names]
        campaign = CampaignFactory(managing_unit=province, plan_reference="Kế hoạch số 07/KH-UBND")
        periods = [
            PeriodFactory(campaign=campaign, ordinal=number, label=label, due_on=due_on)
            for number, (label, due_on) in enumerate(
                [("Quý I năm 2026", date(2026, 4, 5)), ("Quý II năm 2026", date(2026, 7, 5))], 1
            )
        ]
        target = TargetFactory(
            campaign=campaign,
            area=ContentAreaFactory(campaign=campaign, title="Động viên, tuyển quân"),
            indicator=indicator,
            title="Quân nhân dự bị tham gia huấn luyện",
            ordinal=1,
            reporting_kinds=[UnitKind.COMMUNE],
            asked_in=periods,
        )
        if threshold is not None:
            CriterionFactory(
                target=target, label="95% quân số", threshold=threshold, operator=operator
            )
        ParticipationFactory(campaign=campaign, unit=province)
        for unit in units:
            ParticipationFactory(campaign=campaign, unit=unit, superior=province)
            if quota is not None:
                QuotaFactory(campaign=campaign, unit=unit, indicator=indicator, value=quota)
        for unit in [province, *units]:
            Issuer.objects.create(
                unit=unit, name="ỦY BAN NHÂN DÂN", abbreviation="UBND", place="Ninh Thuận"
            )
        launch_campaign(campaign, by=workflows.officer_of(campaign))
        quarter = Quarter(province, units, campaign, periods, indicator)
        quarter.open()
        return quarter

    return make_quarter


@pytest.fixture
def quarter(make_quarter):
    return make_quarter()
