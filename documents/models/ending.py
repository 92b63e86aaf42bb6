"""Which documents a draft will end when it is issued."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from documents.enums import EndingWay
from documents.models.document import Document

FIXED = """
IF EXISTS (
    SELECT FROM documents_document
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.document_id ELSE NEW.document_id END
    AND state IN ('numbered', 'issued', 'replaced', 'revoked')
) THEN
    RAISE EXCEPTION 'the document has its number, and what it ends is fixed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ending_fixed_by_number';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""


class DocumentEnding(models.Model):
    """A document names another that it replaces or revokes; that happens when it is issued."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="endings")
    ended = models.ForeignKey(Document, models.PROTECT, related_name="named_endings")
    way = models.CharField("cách", max_length=10, choices=EndingWay)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=EndingWay.values), name="ending_way_known"),
            models.CheckConstraint(
                condition=~Q(document=F("ended")), name="no_document_names_itself"
            ),
            models.UniqueConstraint(
                fields=["document", "ended"], name="one_ending_of_a_document_by_another"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="ending_fixed_by_number",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=FIXED,
            )
        ]

    def __str__(self):
        return f"{self.get_way_display()} {self.ended}"
