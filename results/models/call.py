"""A telephone call about a report that is owed."""

import pgtrigger
from django.db import models

from core.erasure.triggers import kept_unless_erased
from core.vietnamese.fields import NfcTextField
from results.models.submission import Submission


class Call(models.Model):
    """Who called the unit about one submission, when, and what was said."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="calls")
    called_at = models.DateTimeField("gọi lúc", auto_now_add=True)
    called_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="calls")
    note = NfcTextField("nội dung", blank=True)

    erasable = ("note",)

    class Meta:
        ordering = ["submission_id", "-called_at", "-pk"]
        verbose_name = "cuộc gọi"
        triggers = [
            kept_unless_erased("call_kept", "note", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.submission}, cuộc gọi"
