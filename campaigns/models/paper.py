"""The plan of a campaign as an official document."""

from django.db import models

from campaigns.models.campaign import Campaign
from core.jobs.models import Job
from documents.models import Document


class PlanPaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))

    def with_file(self):
        """Without the document's text, which is long."""
        rows = self.select_related("document__file")
        return rows.defer("document__body", "document__annexes")


class PlanPaper(models.Model):
    """One draft of the plan on paper (văn bản kế hoạch); a plan that changed is drafted again."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="papers")
    document = models.OneToOneField(Document, models.PROTECT, related_name="plan_paper")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")

    objects = PlanPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "văn bản kế hoạch"

    def __str__(self):
        return f"Văn bản kế hoạch, {self.campaign}"
