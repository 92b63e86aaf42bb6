"""The plan of a campaign as an official document."""

from django.db import models

from campaigns.models.campaign import Campaign
from documents.models import Document


class PlanPaper(models.Model):
    """Ties a document (văn bản kế hoạch) to its campaign; a plan that changed is drafted again."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="papers")
    document = models.OneToOneField(Document, models.PROTECT, related_name="plan_paper")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "văn bản kế hoạch"

    def __str__(self):
        return f"Văn bản kế hoạch, {self.campaign}"
