"""More time that one unit was given for one report, and until when it stood."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.erasure.triggers import unless_erased
from core.vietnamese.fields import NfcTextField
from results.models.submission import Submission

STANDING = Q(ended_at=None)

REASON_KEPT = f"""
IF NEW.reason = OLD.reason THEN RETURN NEW; END IF;
{unless_erased("reason", "end_reason")}
RAISE EXCEPTION 'why time was given never changes'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'extension_reason_kept';
"""


class ExtensionQuerySet(models.QuerySet):
    def for_history(self):
        """The last one first, with who gave it and who ended it."""
        return self.select_related("given_by", "ended_by").order_by("-given_at", "-pk")


class Extension(models.Model):
    """A later due day and closing day for one submission, for a reason that others can read.

    The due day of the submission stays what it was; at most one extension stands at a time.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="extensions")
    due_on = models.DateField("hạn gửi mới")
    closes_on = models.DateField("nhập được đến hết ngày")
    reason = NfcTextField("lý do")
    given_at = models.DateTimeField("gia hạn lúc", auto_now_add=True)
    given_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="given_extensions")
    ended_at = models.DateTimeField("thôi áp dụng lúc", null=True)
    ended_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="ended_extensions"
    )
    end_reason = NfcTextField("lý do thôi áp dụng", blank=True)

    erasable = ("reason", "end_reason")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["submission_id", "pk"]
        verbose_name = "gia hạn"
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=STANDING, name="one_extension_stands"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("due_on")), name="extension_days_in_order"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_with_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="extension_ended_at_by_for",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="extension_fixed",
                fields=["submission", "due_on", "closes_on", "given_at", "given_by"],
            ),
            pgtrigger.Trigger(
                name="extension_reason_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REASON_KEPT,
            ),
            pgtrigger.Protect(name="extension_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.submission}, gia hạn"
