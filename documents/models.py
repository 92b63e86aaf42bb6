"""Who issues documents, and the documents: what was written, not how it looks on paper."""

import pghistory
from django.db import models
from django.db.models import Q

from core.files.models import StoredFile
from core.vietnamese.fields import NfcCharField, NfcTextField
from documents.enums import DocumentKind, DocumentState
from units.models import Unit


@pghistory.track()
class Issuer(models.Model):
    """The head of a unit's documents (Decree 30/2020/NĐ-CP, Annex I, part II, items 2 and 3).

    `name` and `superior_line` are printed as they stand here, line breaks included; names are
    never derived, because usage of capitals and abbreviations differs from place to place.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="issuer")
    superior_line = NfcTextField("cơ quan chủ quản trực tiếp", blank=True)
    name = NfcTextField("tên cơ quan ban hành")
    abbreviation = NfcCharField("chữ viết tắt trong ký hiệu", max_length=30)
    place = NfcCharField("địa danh", max_length=60)

    class Meta:
        ordering = ["unit"]
        verbose_name = "cơ quan ban hành"

    def __str__(self):
        return " ".join(self.name.split())


class Document(models.Model):
    """A document. Heads and names are copied in: it keeps those of its date.

    A draft has the month in which it is expected to be signed, and blanks for number and day.
    """

    kind = models.CharField("loại văn bản", max_length=5, choices=DocumentKind)
    state = models.CharField(
        "trạng thái", max_length=10, choices=DocumentState, default=DocumentState.DRAFT
    )
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="documents")
    superior_line = NfcTextField("cơ quan chủ quản trực tiếp", blank=True)
    issuer_name = NfcTextField("tên cơ quan ban hành")
    issued_by = NfcCharField("của cơ quan", max_length=200)
    symbol = NfcCharField("ký hiệu", max_length=40)
    place = NfcCharField("địa danh", max_length=60)
    number = models.PositiveIntegerField("số", null=True)
    legal_date = models.DateField("ngày ban hành", null=True)
    year = models.PositiveSmallIntegerField("năm")
    month = models.PositiveSmallIntegerField("tháng")
    title = NfcTextField("trích yếu")
    addressees = models.JSONField("kính gửi", default=list)
    body = models.JSONField("nội dung")
    annexes = models.JSONField("phụ lục", default=list)
    recipients = models.JSONField("nơi nhận", default=list)
    authority_line = NfcTextField("quyền hạn", blank=True)
    signer_title = NfcCharField("chức vụ người ký", max_length=100)
    signer_rank = NfcCharField("cấp bậc người ký", max_length=50, blank=True)
    signer_name = NfcCharField("họ tên người ký", max_length=100)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="documents", verbose_name="tệp"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = "văn bản"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DocumentState.values), name="document_state_known"
            ),
            models.CheckConstraint(
                condition=Q(number=None, legal_date=None)
                | Q(number__gte=1, legal_date__isnull=False),
                name="document_numbered_and_dated_together",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="document_month_of_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.title}"
