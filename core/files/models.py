"""Files by their content: the same bytes are one file, and a file never changes."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class StoredFile(models.Model):
    """One file on disk, named by the hash of its bytes. Reached only through a view that may.

    Of one that was erased the row stays, so that what names it stands and the same bytes are
    refused when they come again; its bytes are removed from the disk. `erased_under` is the key of
    the request.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField("dung lượng")
    media_type = models.CharField("định dạng", max_length=100)
    created_at = models.DateTimeField("thời điểm lưu", db_default=Now())
    erased_at = models.DateTimeField("xóa lúc", null=True, editable=False)
    erased_under = models.BigIntegerField("xóa theo đề nghị số", null=True, editable=False)

    class Meta:
        verbose_name = "tệp"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="stored_file_sha256_is_hex",
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=0), name="stored_file_size_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None, erased_under=None)
                | models.Q(erased_at__isnull=False, erased_under__isnull=False),
                name="stored_file_erased_at_under",
            ),
        ]

    def __str__(self):
        return self.sha256

    @property
    def path(self) -> Path:
        return settings.FILES_DIR / self.sha256[:2] / self.sha256[2:]
