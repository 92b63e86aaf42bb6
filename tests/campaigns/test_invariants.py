"""What the database refuses of a campaign, whoever writes it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DataError, transaction

from campaigns.enums import Measure
from campaigns.models import (
    Campaign,
    Criterion,
    DefinitionVersion,
    Grade,
    Indicator,
    Participation,
    Period,
    Phase,
    Quota,
)
from tests.factories import (
    CampaignFactory,
    CriterionFactory,
    GradeScaleFactory,
    IndicatorFactory,
    ParticipationFactory,
    PeriodFactory,
    PhaseFactory,
    QuotaFactory,
    TargetFactory,
    UnitFactory,
)
from tests.refusals import refused_by, run_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return DefinitionVersion.objects.create(
        campaign=CampaignFactory(), number=1, reason="Phát động", definitions=[]
    )


def test_campaign_ending_before_it_starts_is_refused():
    campaign = CampaignFactory()
    with refused_by("campaign_dates_in_order"):
        Campaign.objects.filter(pk=campaign.pk).update(ends_on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 6, 30), date(2026, 12, 31)),
        (date(2025, 12, 1), date(2026, 1, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2025, 1, 1), date(2027, 1, 1)),
    ],
    ids=["last day shared", "first day shared", "within", "around"],
)
def test_phases_that_overlap_are_refused(starts_on, ends_on):
    phase = PhaseFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    with refused_by("phases_apart"):
        PhaseFactory(campaign=phase.campaign, ordinal=2, starts_on=starts_on, ends_on=ends_on)


def test_phase_moved_into_another_by_an_update_is_refused():
    phase = PhaseFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    following = PhaseFactory(
        campaign=phase.campaign, ordinal=2, starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31)
    )
    with refused_by("phases_apart"):
        Phase.objects.filter(pk=following.pk).update(starts_on=date(2026, 6, 30))


def test_phases_of_two_campaigns_may_overlap():
    PhaseFactory()
    PhaseFactory()
    assert Phase.objects.count() == 2


def test_phase_ending_before_it_starts_is_refused():
    with refused_by("phase_dates_in_order"):
        PhaseFactory(starts_on=date(2026, 6, 30), ends_on=date(2026, 6, 29))


@pytest.mark.parametrize(
    ("data_from", "data_to"),
    [
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2025, 12, 15), date(2026, 1, 1)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ],
    ids=["last day shared", "first day shared", "within"],
)
def test_periods_that_overlap_are_refused(data_from, data_to):
    first = PeriodFactory(data_from=date(2026, 1, 1), data_to=date(2026, 3, 31))
    with refused_by("periods_apart"):
        PeriodFactory(campaign=first.campaign, ordinal=2, data_from=data_from, data_to=data_to)


def test_periods_that_touch_are_kept():
    first = PeriodFactory(data_from=date(2025, 12, 15), data_to=date(2026, 3, 14))
    PeriodFactory(
        campaign=first.campaign, ordinal=2, data_from=date(2026, 3, 15), data_to=date(2026, 6, 14)
    )
    assert Period.objects.count() == 2


@pytest.mark.parametrize(
    "dates",
    [
        {"data_to": date(2025, 12, 31)},
        {"due_on": date(2025, 12, 31)},
        {"closes_on": date(2026, 4, 9)},
    ],
    ids=["data end before they start", "due before it opens", "closes before it is due"],
)
def test_period_with_dates_out_of_order_is_refused(dates):
    period = PeriodFactory(due_on=date(2026, 4, 10), closes_on=date(2026, 4, 20))
    with refused_by("period_dates_in_order"):
        Period.objects.filter(pk=period.pk).update(**dates)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (date(2026, 6, 30), None),
        (date(2020, 1, 1), date(2026, 1, 1)),
        (date(2026, 2, 1), date(2026, 3, 1)),
    ],
    ids=["last day shared", "first day shared", "within"],
)
def test_participations_of_a_unit_that_overlap_are_refused(valid_from, valid_to):
    first = ParticipationFactory(valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
    with refused_by("participations_apart"):
        ParticipationFactory(
            campaign=first.campaign, unit=first.unit, valid_from=valid_from, valid_to=valid_to
        )


def test_unit_may_pass_to_another_superior_the_day_after():
    first = ParticipationFactory(valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
    ParticipationFactory(
        campaign=first.campaign,
        unit=first.unit,
        superior=UnitFactory(),
        valid_from=date(2026, 7, 1),
    )
    assert Participation.objects.count() == 2


def test_unit_supervising_itself_is_refused():
    unit = UnitFactory()
    with refused_by("no_unit_supervises_itself"):
        ParticipationFactory(unit=unit, superior=unit)


def test_participation_ending_before_it_starts_is_refused():
    with refused_by("participation_dates_in_order"):
        ParticipationFactory(valid_from=date(2026, 1, 1), valid_to=date(2025, 12, 31))


def test_two_current_quotas_are_refused():
    quota = QuotaFactory()
    with refused_by("one_current_quota"):
        QuotaFactory(campaign=quota.campaign, unit=quota.unit, indicator=quota.indicator)


def test_negative_quota_is_refused():
    quota = QuotaFactory()
    with refused_by("quota_not_negative"):
        Quota.objects.filter(pk=quota.pk).update(value=Decimal(-1))


def test_quota_of_a_thousand_thousand_million_is_refused():
    quota = QuotaFactory()
    with pytest.raises(DataError), transaction.atomic():
        run_sql("UPDATE campaigns_quota SET value = 1000000000000 WHERE id = %s", quota.pk)


def test_negative_threshold_is_refused():
    criterion = CriterionFactory()
    with refused_by("criterion_threshold_not_negative"):
        Criterion.objects.filter(pk=criterion.pk).update(threshold=Decimal(-1))


@pytest.mark.parametrize("position", [0, 7])
def test_grade_without_a_column_is_refused(position):
    scale = GradeScaleFactory()
    with refused_by("grade_position_one_to_six"):
        Grade.objects.create(scale=scale, position=position, label="Mức lạ")


def test_graded_indicator_without_a_scale_is_refused():
    with refused_by("indicator_scale_where_graded"):
        IndicatorFactory(measure=Measure.GRADED)


def test_count_with_a_scale_is_refused():
    with refused_by("indicator_scale_where_graded"):
        IndicatorFactory(measure=Measure.COUNT, scale=GradeScaleFactory())


def test_quota_of_a_count_is_refused():
    with refused_by("indicator_quota_is_a_ratio"):
        IndicatorFactory(measure=Measure.COUNT, whole_is_quota=True)


def test_quota_where_only_percentages_may_be_stated_is_refused():
    indicator = IndicatorFactory(quota=True)
    with refused_by("indicator_quota_is_a_number"):
        Indicator.objects.filter(pk=indicator.pk).update(percentages_only=True)


def test_target_code_used_twice_in_a_campaign_is_refused():
    target = TargetFactory()
    with refused_by("one_target_of_a_code"):
        TargetFactory(campaign=target.campaign, area=target.area, code=target.code)


def test_definition_version_edited_by_an_update_is_refused(version):
    with refused_by("definition_version_fixed"):
        DefinitionVersion.objects.filter(pk=version.pk).update(reason="Sửa lại")


def test_definition_version_edited_by_sql_is_refused(version):
    with refused_by("definition_version_fixed"):
        run_sql(
            "UPDATE campaigns_definitionversion SET definitions = '[1]' WHERE id = %s", version.pk
        )


def test_definition_version_deleted_is_refused(version):
    with refused_by("definition_version_fixed"):
        run_sql("DELETE FROM campaigns_definitionversion WHERE id = %s", version.pk)
