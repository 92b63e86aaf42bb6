"""The signed paper, as a scanner saw it."""

from django.db import models

from core.files.models import StoredFile
from documents.models.document import Document


class Scan(models.Model):
    """A scan stands beside the file that was issued and never in its place."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="scans")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField("đính kèm lúc")

    class Meta:
        ordering = ["pk"]
        verbose_name = "bản chụp"
        constraints = [
            models.UniqueConstraint(fields=["document", "file"], name="one_scan_of_the_same_bytes"),
        ]

    def __str__(self):
        return f"Bản chụp {self.document}"
