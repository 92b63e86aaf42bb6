"""Where several offices share the review of a campaign: who judges what, and what was confirmed."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import Grant
from campaigns.models import Campaign, ContentArea
from results.models.submission import Revision


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


class AreaConfirmation(models.Model):
    """Who confirmed the rows of one content area of a revision; the revision waits for all."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="confirmations")
    area = models.ForeignKey(ContentArea, models.PROTECT, related_name="confirmations")
    confirmed_at = models.DateTimeField("xác nhận lúc", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="area_confirmations"
    )

    class Meta:
        ordering = ["revision_id", "area__ordinal"]
        verbose_name = "xác nhận theo nội dung"
        constraints = [
            models.UniqueConstraint(fields=["revision", "area"], name="one_confirmation_of_an_area")
        ]
        triggers = [
            pgtrigger.Protect(
                name="confirmation_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.revision}: {self.area}"
