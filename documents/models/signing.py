"""Issued documents that were signed outside and came back."""

import pgtrigger
from django.db import models

from accounts.models import User
from core.files.models import StoredFile
from documents.models.document import Document

SIGNED_COPY_STAYS = """
RAISE EXCEPTION 'signed copy % stays', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_copy_stays';
"""


class SignedCopyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(document__in=Document.objects.visible_to(user))


class SignedCopy(models.Model):
    """The issued file with signatures after its last byte, and what was found when it came in.

    `findings` holds one entry for each signature, in the order in which people signed.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="signed_copies")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("nhận lúc", auto_now_add=True)
    findings = models.JSONField("kết quả kiểm tra chữ ký")

    objects = SignedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = "bản ký số"
        constraints = [
            models.UniqueConstraint(fields=["document", "file"], name="signed_copy_kept_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_copy_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=SIGNED_COPY_STAYS,
            ),
        ]

    def __str__(self):
        return f"{self.document}, {self.file}"
