"""Where several offices share the review of a campaign: who judges what."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import Grant
from campaigns.models import Campaign


@pghistory.track()
class ReviewShare(models.Model):
    """The content areas that a reviewer judges under one grant; without a row, all of them.

    An area that is removed from the plan leaves the share as it was: nobody comes to judge more
    by it.
    """

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="review_shares")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="review_shares")
    area_ids = ArrayField(models.BigIntegerField(), verbose_name="nội dung thi đua")

    class Meta:
        ordering = ["campaign_id", "grant_id"]
        verbose_name = "phân công kiểm tra theo nội dung"
        constraints = [
            models.UniqueConstraint(fields=["grant", "campaign"], name="one_share_of_a_grant"),
            models.CheckConstraint(condition=~Q(area_ids=[]), name="share_names_an_area"),
        ]

    def __str__(self):
        return f"{self.grant}: {self.campaign}"
