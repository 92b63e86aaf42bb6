"""Progress reports: which figures went to paper, and the paper."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from core.jobs.enums import State as JobState
from core.jobs.models import Job
from documents.models import Document
from results.models import Revision, Submission

OF_ROW = (
    "created_at",
    "document__state",
    "submission__campaign__name",
    "submission__period__label",
    "submission__unit__short_name",
    "job__state",
    "requested_by__full_name",
)


class ProgressReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(submission__in=Submission.objects.visible_to(user))

    def of_sent_figures(self):
        """Those that can be recomputed: what they count had been sent when they were asked for."""
        counted = self.model.sources.through.objects.filter(progressreport=OuterRef("pk"))
        not_sent = Q(revision__submitted_at=None)
        sent_later = Q(revision__submitted_at__gt=OuterRef("created_at"))
        return self.exclude(Exists(counted.filter(not_sent | sent_later)))

    def for_list(self):
        """What a row of a list shows, and no column more."""
        return self._with_its_matter().only(*OF_ROW)

    def with_paper(self, user):
        """For a page about one report; whether the user may open its paper is told as `is_open`."""
        figures = ("table", "job__failure_message")
        said = ("kind", "title", "number", "symbol", "legal_date", "file", "print_job__state")
        paper = [f"document__{name}" for name in said]
        open_to = Document.objects.visible_to(user).filter(pk=OuterRef("document"))
        return (
            self._with_its_matter()
            .select_related("document__print_job")
            .only(*OF_ROW, *figures, *paper)
            .annotate(is_open=Exists(open_to))
        )

    def _with_its_matter(self):
        matter = [f"submission__{name}" for name in ("campaign", "period", "unit")]
        return self.select_related(*matter, "document", "job", "requested_by")


class ProgressReport(models.Model):
    """A unit's report on a period (báo cáo kết quả thực hiện phong trào thi đua).

    The worker freezes the figures in `table` and drafts the document; `sources` are the revisions
    they were added up from, so that every one of them can be traced and recomputed. From the draft
    on the report's life is the document's, and so is its state.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reports")
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="progress_report"
    )
    table = models.JSONField("số liệu", default=dict)
    sources = models.ManyToManyField(Revision, related_name="reports")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="requested_reports")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    erasable = ("table",)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "báo cáo kết quả"

    def __str__(self):
        return f"Báo cáo kết quả, {self.submission}"

    def get_absolute_url(self):
        return reverse("reports:detail", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        return self.document_id is not None

    @property
    def has_failed(self) -> bool:
        """Asked for and given up; it can be asked for again."""
        return not self.is_frozen and self.job.state == JobState.FAILED

    @property
    def is_being_made(self) -> bool:
        return not self.is_frozen and self.job.is_live

    @property
    def is_awaited(self) -> bool:
        """Its figures are being added up, or its document printed."""
        return self.is_being_made or (self.is_frozen and self.document.is_being_printed)
