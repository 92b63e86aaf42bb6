"""Campaigns and all that they ask."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from campaigns.enums import CombinationRule, Measure, Operator
from campaigns.models import (
    Assignment,
    Campaign,
    ContentArea,
    Criterion,
    Grade,
    GradeScale,
    Indicator,
    Participation,
    Period,
    Phase,
    Quota,
    Target,
)
from tests.factories.days import LONG_AGO, NEVER
from tests.factories.people import (
    UnitFactory,
)
from units.enums import UnitKind


class CampaignFactory(DjangoModelFactory):
    """A draft; `tests.workflows` launches."""

    class Meta:
        model = Campaign

    name = factory.Sequence(lambda n: f"Phong trào thi đua Quyết thắng {n}")
    theme = "Đoàn kết, chủ động, sáng tạo"
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 12, 31)
    managing_unit = factory.SubFactory(UnitFactory, kind=UnitKind.PROVINCE)
    issuing_unit = factory.SelfAttribute("managing_unit")


class PhaseFactory(DjangoModelFactory):
    class Meta:
        model = Phase

    campaign = factory.SubFactory(CampaignFactory)
    ordinal = 1
    label = factory.LazyAttribute(lambda phase: f"Giai đoạn {phase.ordinal}")
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 6, 30)


class PeriodFactory(DjangoModelFactory):
    """The quarter of 2026 with the number `ordinal`."""

    class Meta:
        model = Period

    campaign = factory.SubFactory(CampaignFactory)
    ordinal = 1
    label = factory.LazyAttribute(lambda period: f"Quý {period.ordinal}")
    data_from = factory.LazyAttribute(lambda period: date(2026, 3 * period.ordinal - 2, 1))
    data_to = factory.LazyAttribute(lambda period: period.data_from + timedelta(days=85))
    opens_on = factory.SelfAttribute("data_from")
    due_on = NEVER
    closes_on = NEVER


class ContentAreaFactory(DjangoModelFactory):
    class Meta:
        model = ContentArea

    campaign = factory.SubFactory(CampaignFactory)
    ordinal = 1
    title = factory.LazyAttribute(lambda area: f"Nội dung {area.ordinal}")
    text = "Thực hiện tốt nhiệm vụ quốc phòng địa phương."


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    campaign = factory.SubFactory(CampaignFactory)
    ordinal = factory.LazyAttribute(lambda assignment: assignment.campaign.assignments.count() + 1)
    what = "Thường xuyên theo dõi, đôn đốc việc triển khai thực hiện."
    assignee = "Ban CHQS huyện chủ trì, phối hợp với Phòng Nội vụ"


class GradeScaleFactory(DjangoModelFactory):
    """Giỏi, khá, đạt, không đạt."""

    class Meta:
        model = GradeScale
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"THANG{n}")
    name = "Giỏi, khá, đạt, không đạt"

    @factory.post_generation
    def grades(self, create, extracted, **kwargs):
        for position, label in enumerate(["Giỏi", "Khá", "Đạt", "Không đạt"], start=1):
            Grade.objects.create(scale=self, position=position, label=label)


class IndicatorFactory(DjangoModelFactory):
    """A count; the traits give the other measures."""

    class Meta:
        model = Indicator

    class Params:
        ratio = factory.Trait(
            measure=Measure.RATIO, part_label="Quân số tham gia", whole_label="Tổng quân số"
        )
        quota = factory.Trait(
            measure=Measure.RATIO,
            part_label="Công dân nhập ngũ",
            whole_is_quota=True,
            whole_rule=CombinationRule.ONCE,
        )
        percentage = factory.Trait(measure=Measure.RATIO, percentages_only=True)
        graded = factory.Trait(measure=Measure.GRADED, scale=factory.SubFactory(GradeScaleFactory))
        grade = factory.Trait(
            measure=Measure.GRADE,
            part_rule=CombinationRule.LATEST,
            scale=factory.SubFactory(GradeScaleFactory),
        )
        done = factory.Trait(measure=Measure.DONE, part_rule=CombinationRule.LATEST)
        statement = factory.Trait(measure=Measure.STATEMENT)

    code = factory.Sequence(lambda n: f"CT{n:04d}")
    name = factory.LazyAttribute(lambda indicator: f"Chỉ tiêu thống kê {indicator.code}")
    measure = Measure.COUNT


class TargetFactory(DjangoModelFactory):
    """`asked_in` lists the periods in which the target is asked."""

    class Meta:
        model = Target
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory)
    area = factory.SubFactory(ContentAreaFactory, campaign=factory.SelfAttribute("..campaign"))
    indicator = factory.SubFactory(IndicatorFactory)
    ordinal = factory.Sequence(lambda n: n % 30_000 + 1)
    code = factory.LazyAttribute(lambda target: f"M{target.ordinal}")
    title = factory.LazyAttribute(lambda target: f"Chỉ tiêu thi đua {target.code}")
    sentence = "Không để xảy ra vụ việc vi phạm kỷ luật."
    source = "Kế hoạch, mục II.1"

    @factory.post_generation
    def asked_in(self, create, extracted, **kwargs):
        self.asked_in.set(extracted or ())


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    target = factory.SubFactory(TargetFactory)
    ordinal = 1
    label = "Không có vụ việc"
    operator = Operator.AT_LEAST
    threshold = Decimal(0)


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    campaign = factory.SubFactory(CampaignFactory)
    unit = factory.SubFactory(UnitFactory)
    superior = None
    valid_from = LONG_AGO


class QuotaFactory(DjangoModelFactory):
    class Meta:
        model = Quota

    campaign = factory.SubFactory(CampaignFactory)
    unit = factory.SubFactory(UnitFactory)
    indicator = factory.SubFactory(IndicatorFactory, quota=True)
    value = Decimal(10)
