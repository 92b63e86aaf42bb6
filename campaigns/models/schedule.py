"""When a campaign runs and reports: its phases and its reporting periods.

The constraints that speak of several rows are deferrable, so that a whole schedule can be shifted
in one transaction; they are checked at once unless a verb puts that off.
"""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from campaigns.enums import CampaignState
from campaigns.models.campaign import Campaign
from core.vietnamese.fields import NfcCharField
from units.dated import days


@pghistory.track()
class Phase(models.Model):
    """A stretch of the campaign's time; phases do not overlap and need not cover it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="phases")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    label = NfcCharField("tên giai đoạn", max_length=100)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")

    class Meta:
        ordering = ["campaign_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ordinal"],
                name="one_phase_at_an_ordinal",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="phase_dates_in_order"
            ),
            ExclusionConstraint(
                name="phases_apart",
                expressions=[
                    ("campaign", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                deferrable=models.Deferrable.IMMEDIATE,
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
        ordering = ["campaign_id", "ordinal"]
        verbose_name = "kỳ báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ordinal"],
                name="one_period_at_an_ordinal",
                deferrable=models.Deferrable.IMMEDIATE,
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
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message="Kỳ này trùng thời gian số liệu với kỳ khác.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_closed(self) -> bool:
        return timezone.localdate() > self.closes_on
