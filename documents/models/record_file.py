"""Records files: what belongs to one matter, with the list of its documents, and its archives.

What Decree 30/2020/NĐ-CP prescribes for records files and their lists was not compared with the
decree ("chưa đối chiếu"): the columns of the list are those that offices use.
"""

import pgtrigger
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from accounts.enums import FIGURE_READERS
from accounts.models import User
from core.jobs.models import Job
from core.vietnamese.fields import NfcCharField, NfcTextField
from documents.models.document import Document
from documents.models.issuer import Issuer

CLOSED_IS_FINAL = """
RAISE EXCEPTION 'record file % is closed and final', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_record_file_is_final';
"""
# The lock waits for whoever is closing the file, and then sees it closed.
ENTRIES_OF_AN_OPEN_FILE = """
SELECT closed_on INTO closing FROM documents_recordfile
WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.record_file_id ELSE OLD.record_file_id END
FOR SHARE;
IF closing IS NOT NULL THEN
    RAISE EXCEPTION 'the record file is closed and final'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_record_file_is_final';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
IF TG_OP = 'UPDATE' AND
    (NEW.record_file_id, NEW.document_id) <> (OLD.record_file_id, OLD.document_id) THEN
    RAISE EXCEPTION 'an entry stays with its file and its document'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'filed_document_stays_itself';
END IF;
IF NOT EXISTS (
    SELECT FROM documents_document
    WHERE id = NEW.document_id AND state IN ('issued', 'replaced', 'revoked')
) THEN
    RAISE EXCEPTION 'document % is not issued, and no record', NEW.document_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_issued_documents_are_filed';
END IF;
RETURN NEW;
"""


class RecordFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that a unit within reach of a right to read figures keeps."""
        return self.filter(issuer__unit__in=user.reach_as(FIGURE_READERS))

    def lock(self, pk):
        """The file as it stands now, for this transaction alone."""
        return self.select_related("issuer__unit").select_for_update(of=["self"]).get(pk=pk)

    def counted(self):
        """With the number of documents in each."""
        return self.annotate(count=Count("entries"))


class RecordFile(models.Model):
    """A file (hồ sơ) that the records office of an issuer keeps; once closed it is final."""

    issuer = models.ForeignKey(
        Issuer, models.PROTECT, related_name="record_files", verbose_name="cơ quan lập hồ sơ"
    )
    code = NfcCharField("số và ký hiệu hồ sơ", max_length=40)
    title = NfcTextField("tiêu đề hồ sơ")
    year = models.PositiveSmallIntegerField("năm")
    opened_on = models.DateField("mở hồ sơ ngày")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_on = models.DateField("kết thúc hồ sơ ngày", null=True)

    objects = RecordFileQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = "hồ sơ"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "year", "code"], name="one_record_file_of_a_code"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="record_file_closed_after_it_is_opened",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_record_file_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_on__isnull=False),
                func=CLOSED_IS_FINAL,
            )
        ]

    def __str__(self):
        return f"Hồ sơ {self.code} năm {self.year}"

    def get_absolute_url(self):
        return reverse("records:detail", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class FiledDocument(models.Model):
    """A document in a file, at its place in the list; it may lie in several files."""

    record_file = models.ForeignKey(RecordFile, models.PROTECT, related_name="entries")
    document = models.ForeignKey(Document, models.PROTECT, related_name="filings")
    position = models.PositiveSmallIntegerField("thứ tự")
    note = NfcCharField("ghi chú", max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_file", "document"], name="one_entry_of_a_document"
            ),
            models.UniqueConstraint(
                fields=["record_file", "position"],
                name="one_entry_at_a_position",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="entries_of_an_open_file",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("closing", "date")],
                func=ENTRIES_OF_AN_OPEN_FILE,
            )
        ]

    def __str__(self):
        return f"{self.document} ({self.record_file})"


class RecordArchiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(record_file__in=RecordFile.objects.visible_to(user))


class RecordArchive(models.Model):
    """One archive of a file as it stood, which `mark` tells; its bytes are those of the job."""

    record_file = models.ForeignKey(RecordFile, models.PROTECT, related_name="archives")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)

    objects = RecordArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "gói lưu trữ"
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__regex=r"^[0-9a-f]{64}$"), name="record_archive_mark_is_hex"
            ),
        ]

    def __str__(self):
        return f"Gói lưu trữ của {self.record_file}"
