"""Files that prove what a unit reports."""

import pgtrigger
from django.db import models

from accounts.models import User
from core.files.models import StoredFile
from core.vietnamese.fields import NfcCharField
from results.models.fixing import fixed_once_sent
from results.models.revision import Revision

EVIDENCE_FIXED = f"""
{fixed_once_sent("evidence", "title")}RETURN NEW;
"""


class Evidence(models.Model):
    """A file beside a revision; the next revision begins with the same files."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = NfcCharField("nội dung tệp", max_length=200)
    attached_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField("đính kèm lúc")

    erasable = ("title",)

    class Meta:
        ordering = ["pk"]
        verbose_name = "tệp minh chứng"
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "file"], name="one_evidence_of_the_same_bytes"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="evidence_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=EVIDENCE_FIXED,
            )
        ]

    def __str__(self):
        return self.title
