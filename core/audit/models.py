"""The audit trail: append-only, sealed in hash-chained batches.

No foreign keys: it outlives what it tells of.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from core.erasure.triggers import unless_erased
from core.vietnamese.fields import NfcCharField, NfcTextField

ERASABLE = ("subject_name", "before", "after", "reason", "salts", "erased")
SEAL_ONCE = f"""
IF OLD.seal IS NULL AND NEW.seal IS NOT NULL
    AND to_jsonb(OLD) - 'seal' = to_jsonb(NEW) - 'seal' THEN
    RETURN NEW;
END IF;
{unless_erased(*ERASABLE)}
RAISE EXCEPTION 'audit entry % cannot be changed', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
"""

REFUSE = """
RAISE EXCEPTION 'the audit trail is append-only'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
"""


def refuse(name: str, operation, level=pgtrigger.Row) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=operation, level=level, func=REFUSE
    )


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What happened at the units that the user inspects, and what the user did."""
        return self.filter(Q(unit_id__in=user.inspected_units) | Q(actor_id=user.pk))


class Entry(models.Model):
    """One act: who, under which grant, when, what, from, to, why.

    `digests` holds one salted digest for each value of the content, by path ("after.note"): the
    chain rests on them, so that a value can be erased with its salt. Entries from before the
    digests have none, and the chain rests on their values. `erased` names, by path, the entry
    that tells of the erasure.
    """

    at = models.DateTimeField("thời điểm", db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    actor_name = NfcCharField("người thực hiện", max_length=100)
    authority = NfcCharField("thẩm quyền", max_length=400, blank=True)
    event = models.CharField("việc", max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_name = NfcCharField("đối tượng", max_length=300)
    unit_id = models.BigIntegerField(null=True)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)
    reason = NfcTextField("lý do", blank=True)
    digests = models.JSONField(null=True, editable=False)
    salts = models.JSONField(default=dict, editable=False)
    erased = models.JSONField(default=dict, editable=False)
    seal = models.BigIntegerField(null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(seal=None), name="audit_entry_unsealed"),
            models.Index(fields=["seal"], name="audit_entry_seal"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_entry_subject"),
            models.Index(fields=["unit_id", "-id"], name="audit_entry_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seal=None) | Q(seal__gte=1), name="audit_entry_seal_from_one"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SEAL_ONCE,
            ),
            refuse("no_delete", pgtrigger.Delete),
            refuse("no_truncate", pgtrigger.Truncate, pgtrigger.Statement),
        ]

    def __str__(self):
        return f"{self.event} {self.subject_name}"


class Seal(models.Model):
    """A batch of finished entries, hashed and chained to the batch before."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    entry_ids = ArrayField(models.BigIntegerField())
    entry_hashes = ArrayField(models.CharField(max_length=64))
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        triggers = [
            refuse("seal_fixed", pgtrigger.Update | pgtrigger.Delete),
            refuse("seal_no_truncate", pgtrigger.Truncate, pgtrigger.Statement),
        ]

    def __str__(self):
        return f"{self.number}: {self.hash[:12]}"
