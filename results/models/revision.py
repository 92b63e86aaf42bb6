"""The numbered revisions of what a unit enters and sends."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from campaigns.models import DefinitionVersion
from core.vietnamese.fields import NfcTextField
from results.models.fixing import DECISION, REVISION_FIXED, WORDS


class RevisionQuerySet(models.QuerySet):
    def for_history(self):
        """In their order, with the papers and who sent or decided, and no column more."""
        people = ("submitted_by", "accepted_by", "returned_by", "recalculated_by")
        names = [f"{person}__full_name" for person in people]
        times = ("submitted_at", "accepted_at", "returned_at", "recalculated_at")
        words = ("reason", "return_reason", "returned_rows")
        paper = [f"paper__{name}" for name in ("number", "dated_on", "stand_in")]
        shown = ("submission", "number", *words, *times, *names, *paper)
        return self.select_related("paper", *people).only(*shown).order_by("number")


class Revision(models.Model):
    """What a unit enters, and what stays for good once it is sent.

    `returned_rows` are the indicators whose rows a return asks to look at again.
    """

    submission = models.ForeignKey("results.Submission", models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("lần")
    version = models.ForeignKey(DefinitionVersion, models.PROTECT, related_name="revisions")
    reason = NfcTextField("lý do lập lần này", blank=True)
    strengths = NfcTextField("ưu điểm", blank=True)
    shortcomings = NfcTextField("hạn chế", blank=True)
    causes = NfcTextField("nguyên nhân", blank=True)
    proposals = NfcTextField("đề xuất, kiến nghị", blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    submitted_at = models.DateTimeField("gửi lúc", null=True)
    submitted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="submitted_revisions"
    )
    accepted_at = models.DateTimeField("xác nhận lúc", null=True)
    accepted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="accepted_revisions"
    )
    returned_at = models.DateTimeField("trả lại lúc", null=True)
    returned_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="returned_revisions"
    )
    return_reason = NfcTextField("lý do trả lại", blank=True)
    returned_rows = ArrayField(models.BigIntegerField(), default=list)
    recalculated_at = models.DateTimeField("tính lại lúc", null=True)
    recalculated_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="recalculated_revisions"
    )

    erasable = WORDS

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["submission_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="one_revision_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="revision_submitted_at_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="revision_accepted_at_by",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="revision_returned_at_by",
            ),
            models.CheckConstraint(
                condition=Q(recalculated_at=None, recalculated_by=None)
                | Q(recalculated_at__isnull=False, recalculated_by__isnull=False) & ~Q(reason=""),
                name="revision_recalculated_at_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None)
                | Q(submitted_at__isnull=False, submitted_at__lte=F("accepted_at")),
                name="revision_accepted_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None)
                | Q(submitted_at__isnull=False, submitted_at__lte=F("returned_at")),
                name="revision_returned_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(returned_at=None),
                name="revision_decided_one_way",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | ~Q(return_reason=""),
                name="revision_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(returned_rows=[]) | Q(returned_at__isnull=False),
                name="revision_rows_named_by_a_return",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="revision_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("decision", DECISION)],
                func=REVISION_FIXED,
            )
        ]

    def __str__(self):
        return f"{self.submission}, lần {self.number}"

    @property
    def is_sent(self) -> bool:
        return self.submitted_at is not None
