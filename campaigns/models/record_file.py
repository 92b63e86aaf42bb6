"""The records file of a campaign."""

from django.db import models

from campaigns.models.campaign import Campaign
from documents.models import RecordFile


class CampaignFile(models.Model):
    """Where the papers of a campaign are kept (hồ sơ của phong trào); a campaign has one."""

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="kept_in")
    record_file = models.OneToOneField(RecordFile, models.PROTECT, related_name="of_campaign")

    class Meta:
        verbose_name = "hồ sơ của phong trào"

    def __str__(self):
        return f"{self.record_file}, {self.campaign}"
