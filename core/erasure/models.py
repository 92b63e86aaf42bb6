"""Requests to erase content that must not be here, and what was done about each.

No foreign keys, as in the trail: a request outlives what it is about.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from core.erasure.enums import ErasureState
from core.vietnamese.fields import NfcCharField, NfcTextField

# What was asked never changes, and a decision is written once, in the transaction that `done_in`
# names: there and nowhere else rows that never change let the content go.
ASKED_ONCE = """
IF TG_OP = 'DELETE' OR OLD.state <> 'waiting'
    OR to_jsonb(OLD) - decision <> to_jsonb(NEW) - decision THEN
    RAISE EXCEPTION 'request % is kept as it is', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_request_kept';
END IF;
NEW.done_in = CASE WHEN NEW.state = 'erased' THEN pg_current_xact_id()::text::bigint END;
RETURN NEW;
"""
WAITING_FIRST = """
IF NEW.state <> 'waiting' OR NEW.done_in IS NOT NULL THEN
    RAISE EXCEPTION 'a request waits for a second person first'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_waits_first';
END IF;
RETURN NEW;
"""
DECISION = (
    "text[] := '{state,decided_at,decided_by_id,decided_by_name,decided_under,decision_reason,"
    "counts,remaining,phrases,done_in}'"
)


class ErasureRequest(models.Model):
    """One person asks for places to be emptied, another confirms or declines.

    `places` names what was chosen, as the subject's room names it; `phrases` are parts of the
    content that are looked for as well, kept until the decision and no longer. `counts` tells how
    many values were erased of each kind, `remaining` what people still have to see to.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_name = NfcCharField("đối tượng", max_length=300)
    unit_id = models.BigIntegerField()
    places = models.JSONField("nội dung đề nghị xóa")
    phrases = models.JSONField("cụm từ cần tìm", default=list)
    reason = NfcTextField("lý do")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ErasureState, default=ErasureState.WAITING
    )
    asked_at = models.DateTimeField("đề nghị lúc", db_default=Now())
    asked_by_id = models.BigIntegerField()
    asked_by_name = NfcCharField("người đề nghị", max_length=100)
    asked_under = NfcCharField("thẩm quyền đề nghị", max_length=400)
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = NfcCharField("người quyết định", max_length=100, blank=True)
    decided_under = NfcCharField("thẩm quyền quyết định", max_length=400, blank=True)
    decision_reason = NfcTextField("lý do không xóa", blank=True)
    counts = models.JSONField("đã xóa", default=list)
    remaining = models.JSONField("còn phải xử lý", default=list)
    done_in = models.BigIntegerField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "yêu cầu xóa nội dung bí mật"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="erasure_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(state=ErasureState.WAITING),
                name="one_erasure_waits",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ErasureState.values), name="erasure_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ErasureState.WAITING) | Q(phrases=[]),
                name="erasure_keeps_no_phrases",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="erasure_with_reason"),
            models.CheckConstraint(
                condition=Q(state=ErasureState.WAITING, decided_at=None, decided_by_id=None)
                | ~Q(state=ErasureState.WAITING)
                & Q(decided_at__isnull=False, decided_by_id__isnull=False),
                name="erasure_decided_at_by",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by_id=F("asked_by_id")), name="erasure_by_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.DECLINED) | ~Q(decision_reason=""),
                name="erasure_declined_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="erasure_waits_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WAITING_FIRST,
            ),
            pgtrigger.Trigger(
                name="erasure_request_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("decision", DECISION)],
                func=ASKED_ONCE,
            ),
        ]

    def __str__(self):
        return f"Yêu cầu xóa nội dung bí mật, {self.subject_name}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ErasureState.WAITING
