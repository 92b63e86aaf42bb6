"""The signed paper report beside what was sent, and entering for a unit from such a paper."""

import pgtrigger
from django.db import models
from django.db.models import Q

from core.erasure.triggers import unless_erased
from core.files.models import StoredFile
from core.vietnamese.dates import short_date
from core.vietnamese.fields import NfcCharField, NfcTextField
from results.models.revision import Revision

STANDING = Q(ended_at=None)

# A paper stands beside what was sent, and stays.
PAPER_FIXED = """
IF TG_OP = 'INSERT' AND EXISTS (
    SELECT 1 FROM results_revision WHERE id = NEW.revision_id AND submitted_at IS NOT NULL
) THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'a paper stands beside a submitted revision, and stays'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_report_fixed';
"""

# Whether a revision was entered on behalf of its unit is settled when it is sent.
STAND_IN_FIXED = f"""
PERFORM 1 FROM results_revision
    WHERE id IN (OLD.revision_id, NEW.revision_id) FOR SHARE;
IF TG_OP = 'DELETE' OR EXISTS (
    SELECT 1 FROM results_revision
    WHERE id IN (OLD.revision_id, NEW.revision_id) AND submitted_at IS NOT NULL
) THEN
    {unless_erased("reason", "end_reason")}
    RAISE EXCEPTION 'the stand-in belongs to a submitted revision, or would be lost'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stand_in_fixed';
END IF;
RETURN NEW;
"""  # noqa: S608 - made of constants

STAND_IN_REASON_KEPT = f"""
IF NEW.reason = OLD.reason THEN RETURN NEW; END IF;
{unless_erased("reason", "end_reason")}
RAISE EXCEPTION 'why somebody stands in never changes'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'stand_in_reason_kept';
"""


class Paper(models.Model):
    """What a signed paper is known by, and its scan."""

    number = NfcCharField("số, ký hiệu", max_length=30)
    dated_on = models.DateField("ngày ký")
    scan = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bản chụp")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="%(class)s_with_number"),
        ]

    @property
    def reference(self) -> str:
        """How it is cited: "số 15/BC-UBND ngày 05/04/2026"."""
        return f"số {self.number} ngày {short_date(self.dated_on)}"


class StandIn(Paper):
    """A superior enters a revision for its unit, from a paper that the unit signed.

    What still stands when the revision is sent was sent on behalf; before, it can be ended.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="stand_ins")
    reason = NfcTextField("lý do")
    begun_at = models.DateTimeField("nhập thay từ lúc", auto_now_add=True)
    begun_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="begun_stand_ins")
    ended_at = models.DateTimeField("thôi nhập thay lúc", null=True)
    ended_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="ended_stand_ins"
    )
    end_reason = NfcTextField("lý do thôi nhập thay", blank=True)

    erasable = ("reason", "end_reason")

    class Meta:
        ordering = ["pk"]
        verbose_name = "nhập thay theo báo cáo giấy"
        constraints = [
            *Paper.Meta.constraints,
            models.UniqueConstraint(
                fields=["revision"], condition=STANDING, name="one_stand_in_stands"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="stand_in_with_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="stand_in_ended_at_by_for",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="stand_in_said_once",
                fields=["revision", "number", "dated_on", "scan", "begun_at", "begun_by"],
            ),
            pgtrigger.Trigger(
                name="stand_in_reason_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAND_IN_REASON_KEPT,
            ),
            pgtrigger.Trigger(
                name="stand_in_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=STAND_IN_FIXED,
            ),
        ]

    def __str__(self):
        return f"Nhập thay theo báo cáo giấy {self.reference}"


class Hand(models.Model):
    """Who entered something on behalf of a unit, and therefore never confirms it."""

    stand_in = models.ForeignKey(StandIn, models.PROTECT, related_name="hands")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "người nhập thay"
        constraints = [
            models.UniqueConstraint(fields=["stand_in", "user"], name="one_hand_of_a_stand_in")
        ]
        triggers = [
            pgtrigger.Protect(name="hand_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return str(self.user)


class PaperReport(Paper):
    """The signed report beside what was sent; with `stand_in`, what that was entered from."""

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="paper")
    stand_in = models.OneToOneField(StandIn, models.PROTECT, null=True, related_name="paper_report")
    attached_at = models.DateTimeField("kèm vào lúc")
    attached_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "báo cáo giấy"
        constraints = [*Paper.Meta.constraints]
        triggers = [
            pgtrigger.Trigger(
                name="paper_report_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=PAPER_FIXED,
            )
        ]

    def __str__(self):
        return f"Báo cáo giấy {self.reference}"
