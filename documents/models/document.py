"""The documents: what was written, not how it looks on paper."""

import pgtrigger
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.urls import reverse

from accounts.enums import FIGURE_READERS
from core.erasure.triggers import unless_erased
from core.files.models import StoredFile
from core.jobs.models import Job
from core.vietnamese.fields import NfcCharField, NfcTextField
from documents.enums import (
    COPIES,
    OUT,
    WITH_A_NUMBER,
    Circulation,
    DocumentKind,
    DocumentState,
    LayoutProfile,
    Urgency,
)
from documents.models.issuer import Issuer
from documents.models.numbers import NumberSeries
from units.models import Unit

ENDED = [DocumentState.REPLACED, DocumentState.REVOKED]

OF_ITS_OWN_SERIES = """
IF NOT EXISTS (
    SELECT FROM documents_numberedkind
    WHERE series_id = NEW.series_id AND issuer_id = NEW.issuer_id AND kind = NEW.kind
    AND year = extract(year FROM NEW.legal_date)
) THEN
    RAISE EXCEPTION 'series % does not number document %', NEW.series_id, NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'number_from_its_own_series';
END IF;
RETURN NEW;
"""
# A number that another system gave may have been typed wrongly.
NUMBER_STAYS = """
IF TG_OP = 'UPDATE' AND NEW.series_id = OLD.series_id AND (
    NEW.number = OLD.number
    OR NOT (SELECT is_kept_here FROM documents_numberseries WHERE id = OLD.series_id)
) THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'document % has its number and holds it', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'number_given_stays';
"""
ERASABLE = ("title", "body", "annexes")
ISSUED_IS_FINAL = f"""
IF to_jsonb(NEW) - ARRAY['state', 'ended_by_id'] <> to_jsonb(OLD) - ARRAY['state', 'ended_by_id']
   OR NEW.state NOT IN ('issued', 'replaced', 'revoked')
   OR OLD.state <> 'issued' AND NEW.state <> OLD.state THEN
    {unless_erased(*ERASABLE)}
    RAISE EXCEPTION 'document % is issued and final', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'issued_document_is_final';
END IF;
RETURN NEW;
"""
ISSUED_STAYS = """
RAISE EXCEPTION 'document % is issued and stays', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'issued_document_stays';
"""


def _of_the_house(reach) -> Q:
    """Issued, or drafted, by one of the units."""
    return Q(issuer__unit__in=reach) | Q(drafting_unit__in=reach)


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the user's house, and those that another sent to a unit within reach.

        Never a draft of another house: it is sent by its issue.
        """
        reach = user.reach_as(FIGURE_READERS)
        sent = self.model.objects.filter(state__in=OUT, dispatches__unit__in=reach)
        return self.filter(_of_the_house(reach) | Q(pk__in=sent.values("pk")))

    def with_house(self, user):
        """Tells as `is_of_the_house` those of the user's house from those that only came to it."""
        own = _of_the_house(user.reach_as(FIGURE_READERS))
        return self.annotate(
            is_of_the_house=ExpressionWrapper(own, output_field=models.BooleanField())
        )

    def lock(self, pk):
        """The document as it stands now, for this transaction alone."""
        rows = self.select_related("issuer__unit", "series")
        return rows.select_for_update(of=["self"]).get(pk=pk)

    def with_context(self):
        related = ("issuer__unit", "drafting_unit", "series", "file", "print_job")
        others = ("ended_by", "copied_from")
        texts = [f"{name}__{text}" for name in others for text in ("body", "annexes")]
        return self.select_related(*related, *others).defer(*texts)

    def without_text(self):
        """For lists: the text is long."""
        return self.defer("body", "annexes")

    def in_force(self):
        return self.filter(state=DocumentState.ISSUED)

    def out(self):
        """Those that left the house, whatever became of them, for a page that shows no text."""
        issued = self.filter(state__in=OUT).select_related("file", "ended_by")
        return issued.defer("body", "annexes", "ended_by__body", "ended_by__annexes")


class Document(models.Model):
    """A document. Heads and names are copied in: it keeps those of its date.

    A draft has the month in which it is expected to be signed, and blanks for number and day,
    unless it was called back after it was numbered: then it holds both.
    Once issued it is final; another document ends it, by replacing or by revoking it. `file` is
    the print of what stands: whatever changes the words, the number or the day takes it away.
    The people of `drafting_unit` wrote it, mostly those of the issuer's own unit.
    """

    kind = models.CharField("loại văn bản", max_length=5, choices=DocumentKind)
    state = models.CharField(
        "trạng thái", max_length=20, choices=DocumentState, default=DocumentState.DRAFT
    )
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="documents")
    drafting_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="drafted_documents", verbose_name="đơn vị soạn thảo"
    )
    superior_line = NfcTextField("cơ quan chủ quản trực tiếp", blank=True)
    issuer_name = NfcTextField("tên cơ quan ban hành")
    issued_by = NfcCharField("của cơ quan", max_length=200)
    symbol = NfcCharField("ký hiệu", max_length=40)
    place = NfcCharField("địa danh", max_length=60)
    layout = models.CharField(
        "thể thức theo",
        max_length=10,
        choices=LayoutProfile,
        default=LayoutProfile.DECREE_30,
    )
    contact_line = NfcTextField("địa chỉ ở chân trang đầu", blank=True)
    urgency = models.CharField(
        "mức độ khẩn", max_length=15, choices=Urgency, blank=True, default=Urgency.NONE
    )
    circulation = models.CharField(
        "phạm vi lưu hành",
        max_length=10,
        choices=Circulation,
        blank=True,
        default=Circulation.NONE,
    )
    drafter_initials = NfcCharField("ký hiệu người soạn thảo", max_length=10, blank=True)
    print_run = models.PositiveSmallIntegerField("số lượng bản", null=True, blank=True)
    series = models.ForeignKey(NumberSeries, models.PROTECT, null=True, related_name="documents")
    number = models.PositiveIntegerField("số", null=True)
    legal_date = models.DateField("ngày ban hành", null=True)
    order_reason = NfcTextField("lý do ngày ban hành không theo thứ tự số", blank=True)
    issued_at = models.DateTimeField("phát hành lúc", null=True)
    year = models.PositiveSmallIntegerField("năm")
    month = models.PositiveSmallIntegerField("tháng")
    title = NfcTextField("trích yếu")
    addressees = models.JSONField("kính gửi", default=list)
    body = models.JSONField("nội dung")
    last_anchor = models.PositiveIntegerField(default=0)
    annexes = models.JSONField("phụ lục", default=list)
    recipients = models.JSONField("nơi nhận", default=list)
    authority_line = NfcTextField("quyền hạn", blank=True)
    signer_title = NfcCharField("chức vụ người ký", max_length=100)
    signer_office = NfcCharField("chức vụ khác của người ký", max_length=200, blank=True)
    signer_rank = NfcCharField("cấp bậc người ký", max_length=50, blank=True)
    signer_name = NfcCharField("họ tên người ký", max_length=100)
    secretary_name = NfcCharField("họ tên thư ký", max_length=100, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="documents", verbose_name="tệp"
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    print_job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    verification_code = models.CharField("mã xác minh", max_length=16, null=True, unique=True)  # noqa: DJ001
    ended_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="ends")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    erasable = ERASABLE

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
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
            models.CheckConstraint(
                condition=~Q(state__in=WITH_A_NUMBER) | Q(number__isnull=False),
                name="document_numbered_by_its_state",
            ),
            models.CheckConstraint(
                condition=Q(series=None, number=None)
                | Q(series__isnull=False, number__isnull=False),
                name="document_numbered_from_a_series",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OUT, issued_at__isnull=False, file__isnull=False)
                | ~Q(state__in=OUT) & Q(issued_at=None),
                name="issued_document_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED) & Q(ended_by__isnull=False)
                | ~Q(state__in=ENDED) & Q(ended_by=None),
                name="document_ended_by_another",
            ),
            models.CheckConstraint(condition=~Q(ended_by=F("pk")), name="no_document_ends_itself"),
            models.CheckConstraint(
                condition=Q(kind__in=COPIES, copied_from__isnull=False)
                | ~Q(kind__in=COPIES) & Q(copied_from=None),
                name="copy_is_of_a_document",
            ),
            models.CheckConstraint(
                condition=Q(verification_code=None)
                | Q(verification_code__regex=r"^[0-9A-HJKMNP-TV-Z]{16}$"),
                name="verification_code_of_sixteen_signs",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=Urgency.values), name="document_urgency_known"
            ),
            models.CheckConstraint(
                condition=Q(circulation__in=Circulation.values), name="document_circulation_known"
            ),
            models.CheckConstraint(
                condition=Q(drafter_initials="", print_run=None)
                | ~Q(drafter_initials="") & Q(print_run__isnull=False, print_run__gte=1),
                name="document_drafter_and_print_run_together",
            ),
            models.UniqueConstraint(fields=["series", "number"], name="one_document_of_a_number"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="number_from_its_own_series",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__series__isnull=False),
                func=OF_ITS_OWN_SERIES,
            ),
            pgtrigger.Trigger(
                name="number_given_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__number__isnull=False) & ~pgtrigger.Q(old__state__in=OUT),
                func=NUMBER_STAYS,
            ),
            pgtrigger.Trigger(
                name="issued_document_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=OUT),
                func=ISSUED_IS_FINAL,
            ),
            pgtrigger.Trigger(
                name="issued_document_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=OUT),
                func=ISSUED_STAYS,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.title}"

    def get_absolute_url(self):
        return reverse("documents:detail", args=[self.pk])

    @property
    def is_being_printed(self) -> bool:
        return self.file_id is None and self.print_job is not None and self.print_job.is_live

    @property
    def holds_number(self) -> bool:
        """Called back after it was numbered: its number waits for it."""
        return self.number is not None and self.state not in WITH_A_NUMBER
