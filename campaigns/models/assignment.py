"""What the plan gives people to do (its part "Tổ chức thực hiện")."""

import pghistory
from django.db import models
from django.db.models import Q

from campaigns.models.campaign import Campaign
from core.vietnamese.fields import NfcCharField, NfcTextField
from units.models import Unit


@pghistory.track()
class Assignment(models.Model):
    """An assignment in the words of the plan, whom the plan gives it to, and when it was done.

    The plan may name several at once, or nobody that is a unit here: `unit` is the one that answers
    for it, where there is one. Without a due day the assignment lasts as long as the campaign.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assignments")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    what = NfcTextField("nhiệm vụ theo kế hoạch")
    assignee = NfcCharField("giao cho", max_length=300)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="đơn vị chủ trì",
    )
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    done_on = models.DateField("ngày xong", null=True, blank=True)
    done_note = NfcTextField("kết quả", blank=True)

    class Meta:
        ordering = ["campaign_id", "ordinal"]
        verbose_name = "nhiệm vụ được giao"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ordinal"],
                name="one_assignment_at_an_ordinal",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(done_note="") | Q(done_on__isnull=False),
                name="assignment_noted_when_done",
            ),
        ]

    def __str__(self):
        return f"Nhiệm vụ {self.ordinal}"
