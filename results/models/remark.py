"""What is said of one row of a report while it is judged."""

import pgtrigger
from django.db import models
from django.db.models import Q

from core.erasure.triggers import kept_unless_erased
from core.vietnamese.fields import NfcTextField
from results.models.figure import Figure


class Remark(models.Model):
    """A remark of a reviewer on one figure of a revision, or the unit's answer to one.

    The figure is that of the revision which was looked at; an answer stands beside the figure of
    the revision that the unit works on.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="remarks")
    is_answer = models.BooleanField(default=False)
    text = NfcTextField("nội dung")
    made_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="remarks")

    erasable = ("text",)

    class Meta:
        ordering = ["figure_id", "pk"]
        verbose_name = "nhận xét"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]
        triggers = [
            kept_unless_erased("remark_kept", "text", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.figure}, nhận xét"
