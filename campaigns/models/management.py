"""Who managed a campaign from when to when, and the act by which it was passed on."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from core.vietnamese.fields import NfcTextField
from units.dated import DatedQuerySet, days
from units.models import Unit


@pghistory.track()
class Management(models.Model):
    """A unit manages a campaign from a day to a day; every one but the first rests on an act,
    named by its number, its day and what it is about.

    A campaign that was never passed on has no rows: its managing unit has managed it from its
    first day.
    """

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="managements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="managements")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    act = NfcTextField("văn bản chuyển giao", blank=True)
    reason = NfcTextField("lý do", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "valid_from"]
        verbose_name = "việc quản lý phong trào"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="management_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(act="", reason="") | ~Q(act="") & ~Q(reason=""),
                name="management_act_with_reason",
            ),
            ExclusionConstraint(
                name="managements_apart",
                expressions=[
                    ("campaign", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.campaign}: {self.unit}"
