"""The truth about long work. The broker only rings; what it loses, the sweeper rings again."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from core.files.models import StoredFile
from core.jobs.enums import LIVE, TONES, State
from core.vietnamese.fields import NfcCharField, NfcTextField

MAX_ATTEMPTS = 3

LEASE_FREE = Q(lease_token=None, lease_until=None)
LEASED = Q(lease_token__isnull=False, lease_until__isnull=False)


class DatabaseClock(Func):
    """The time as the database has it, also in mid-transaction: workers' clocks may differ."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A job is a person's own."""
        return self.filter(requested_by_id=user.pk)

    def live(self):
        return self.filter(state__in=LIVE)

    def abandoned(self):
        """Running by their row, but whoever ran them no longer renews the lease."""
        return self.filter(state=State.RUNNING, lease_until__lt=DatabaseClock())

    def claimable(self):
        return (self.filter(state=State.QUEUED) | self.abandoned()).filter(
            attempts__lt=MAX_ATTEMPTS
        )

    def overdue(self):
        """Queued for longer than a bell takes, oldest first: it was lost, or the job came back."""
        asked_before = DatabaseClock() - timedelta(seconds=settings.JOBS_RING_AGAIN_SECONDS)
        return self.filter(state=State.QUEUED, created_at__lt=asked_before).order_by("pk")

    def held(self, job):
        """The job, as long as its lease is the one this worker was given."""
        return self.filter(pk=job.pk, lease_token=job.lease_token)


class Job(models.Model):
    """One piece of work for the worker. `args` are ids; `key` is unique among live jobs."""

    kind = models.CharField("loại", max_length=60)
    title = NfcCharField("tên công việc", max_length=200, blank=True)
    args = models.JSONField("tham số", default=dict)
    key = models.CharField(max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_step = NfcCharField("bước đang thực hiện", max_length=200, blank=True)
    failure_code = models.CharField(max_length=60, blank=True)
    failure_message = NfcTextField("lý do không hoàn thành", blank=True)
    requested_by_id = models.BigIntegerField()
    requested_by_name = NfcCharField("người yêu cầu", max_length=100)
    result_url = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("thời điểm yêu cầu", db_default=DatabaseClock())
    started_at = models.DateTimeField("thời điểm bắt đầu", null=True)
    finished_at = models.DateTimeField("thời điểm kết thúc", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "công việc"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state__in=LIVE), name="job_live"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=LIVE), name="job_key_unique_while_live"
            ),
            models.CheckConstraint(
                condition=Q(state=State.QUEUED, finished_at=None) & LEASE_FREE
                | Q(state=State.RUNNING, started_at__isnull=False, finished_at=None) & LEASED
                | Q(state=State.DONE, started_at__isnull=False, finished_at__isnull=False)
                & LEASE_FREE
                | Q(state=State.FAILED, finished_at__isnull=False) & LEASE_FREE,
                name="job_state_agrees_with_times_and_lease",
            ),
            models.CheckConstraint(
                condition=Q(state=State.FAILED) & ~Q(failure_code="") & ~Q(failure_message="")
                | ~Q(state=State.FAILED) & Q(failure_code="", failure_message=""),
                name="job_failure_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(attempts__lte=MAX_ATTEMPTS), name="job_attempts_are_limited"
            ),
            models.CheckConstraint(
                condition=Q(progress_done__lte=F("progress_total")), name="job_progress_in_range"
            ),
            models.CheckConstraint(
                condition=Q(file=None) | Q(state=State.DONE), name="job_result_only_when_done"
            ),
            models.CheckConstraint(
                condition=Q(result_url__regex=r"^(/([^/].*)?)?$"), name="job_result_url_is_local"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def percent(self) -> int:
        return 100 * self.progress_done // self.progress_total if self.progress_total else 0
