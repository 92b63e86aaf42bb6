"""A campaign, its phases, periods and content areas, and the frozen versions of its definitions."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.enums import FIGURE_READERS
from campaigns.enums import CampaignKind, CampaignState
from campaigns.models.participation import Participation
from core.vietnamese.fields import NfcCharField, NfcTextField
from units.dated import days
from units.models import Unit

VERSION_FIXED = """
RAISE EXCEPTION 'version % of the definitions is final', OLD.number
    USING ERRCODE = 'check_violation', CONSTRAINT = 'definition_version_fixed';
"""


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Campaigns that a unit within reach manages, issued, or takes part in once launched."""
        reach = user.units_as(FIGURE_READERS).values("pk")
        takes_part = Participation.objects.filter(campaign=OuterRef("pk"), unit__in=reach)
        return self.filter(
            Q(managing_unit__in=reach)
            | Q(issuing_unit__in=reach)
            | ~Q(state=CampaignState.DRAFT) & Exists(takes_part)
        )


@pghistory.track()
class Campaign(models.Model):
    """A movement launched for a time (Law 06/2022/QH15 article 17)."""

    name = NfcCharField("tên phong trào", max_length=300)
    theme = NfcCharField("chủ đề", max_length=300, blank=True)
    guiding_thought = NfcTextField("tư tưởng chỉ đạo", blank=True)
    kind = models.CharField(
        "hình thức", max_length=10, choices=CampaignKind, default=CampaignKind.REGULAR
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=CampaignState, default=CampaignState.DRAFT
    )
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    issuing_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="issued_campaigns", verbose_name="đơn vị phát động"
    )
    managing_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="managed_campaigns", verbose_name="đơn vị quản lý"
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="phong trào cấp trên",
    )
    plan_reference = NfcTextField("văn bản phát động", blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = "phong trào thi đua"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_dates_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaigns:detail", args=[self.pk])


@pghistory.track()
class Phase(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="phases")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    label = NfcCharField("tên giai đoạn", max_length=100)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")

    class Meta:
        ordering = ["campaign", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "ordinal"], name="one_phase_at_an_ordinal"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="phase_dates_in_order"
            ),
            ExclusionConstraint(
                name="phases_apart",
                expressions=[
                    ("campaign", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Giai đoạn này trùng thời gian với giai đoạn khác.",
            ),
        ]

    def __str__(self):
        return self.label


class PeriodQuerySet(models.QuerySet):
    def to_open(self, on):
        """Periods of running campaigns whose opening day has come."""
        return self.filter(
            opened_at=None, opens_on__lte=on, campaign__state=CampaignState.LAUNCHED
        ).order_by("opens_on", "pk")


@pghistory.track()
class Period(models.Model):
    """A reporting period: the days its data cover, and the days it opens, is due and closes.

    The dates are days in Asia/Ho_Chi_Minh; the due and the closing day count to their end.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="periods")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="periods")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    label = NfcCharField("tên kỳ", max_length=60)
    data_from = models.DateField("số liệu từ ngày")
    data_to = models.DateField("chốt số liệu ngày")
    opens_on = models.DateField("mở nhập liệu ngày")
    due_on = models.DateField("hạn gửi")
    closes_on = models.DateField("khóa sổ ngày")
    opened_at = models.DateTimeField("đã mở lúc", null=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["campaign", "ordinal"]
        verbose_name = "kỳ báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ordinal"], name="one_period_at_an_ordinal"
            ),
            models.CheckConstraint(
                condition=Q(data_to__gte=F("data_from"))
                & Q(due_on__gte=F("opens_on"))
                & Q(closes_on__gte=F("due_on")),
                name="period_dates_in_order",
            ),
            ExclusionConstraint(
                name="periods_apart",
                expressions=[
                    ("campaign", RangeOperators.EQUAL),
                    (days("data_from", "data_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Kỳ này trùng thời gian số liệu với kỳ khác.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_closed(self) -> bool:
        return timezone.localdate() > self.closes_on


@pghistory.track()
class ContentArea(models.Model):
    """One of the campaign's areas, in the words of the plan."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="areas")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    title = NfcCharField("tên gọn", max_length=200)
    text = NfcTextField("nội dung theo kế hoạch")

    class Meta:
        ordering = ["campaign", "ordinal"]
        verbose_name = "nội dung thi đua"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "ordinal"], name="one_area_at_an_ordinal"),
        ]

    def __str__(self):
        return self.title


class DefinitionVersion(models.Model):
    """What the campaign's targets said when it was launched or amended; revisions point here."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("phiên bản")
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    reason = NfcTextField("lý do")
    definitions = models.JSONField("nội dung chỉ tiêu")

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="one_definition_version_of_a_number"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="definition_version_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=VERSION_FIXED,
            )
        ]

    def __str__(self):
        return f"{self.campaign}, phiên bản {self.number}"
