"""What a unit owes for a period, and the numbered revisions of what it sent."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import FIGURE_READERS
from campaigns.models import Campaign, DefinitionVersion, Period
from core.erasure.models import ErasureRequest
from core.vietnamese.fields import NfcTextField
from results.arithmetic.timeliness import timeliness_of
from results.enums import SubmissionState, Timeliness
from results.models.fixing import DECISION, REVISION_FIXED, WORDS
from units.models import ClusterMembership, Succession, Unit


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the units granted to the user, and of all under them when the period opened."""
        return self.answered_for_by(user.unit_ids_as(FIGURE_READERS))

    def answered_for_by(self, unit_ids):
        """Those whose lineage holds one of the units, and all of a campaign that one manages.

        The managing unit is the root of every lineage, unless the campaign was passed on to it:
        what was accepted before keeps the lineage it had.
        """
        return self.filter(Q(lineage__overlap=unit_ids) | Q(campaign__managing_unit__in=unit_ids))

    def under(self, unit, period):
        """The unit's own submission and those of its whole subtree in the period."""
        return self.filter(period=period, lineage__contains=[unit.pk])

    def in_cluster(self, cluster):
        """Of the units that were members of the cluster within the period."""
        members = ClusterMembership.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=OuterRef("period__data_from")),
            cluster=cluster,
            unit=OuterRef("unit"),
            valid_from__lte=OuterRef("period__data_to"),
        )
        return self.filter(Exists(members))

    def with_lock_context(self):
        """What a verb reads of a submission that it holds locked."""
        related = ("campaign", "period", "unit", "current_revision")
        return self.with_days()._with_stand_in().with_newest_version().select_related(*related)

    def lock(self, pk: int) -> "Submission":
        """The submission, locked, and what a verb reads of it as it stands under the lock.

        Locked and read in one statement, the joined rows would be those from before the wait.
        Raises DoesNotExist where it is not among these submissions.
        """
        self.select_for_update(of=("self",)).only("pk").get(pk=pk)
        return self.with_lock_context().get(pk=pk)

    def with_context(self):
        """What the page of a submission shows around its figures.

        `has_subordinates` tells whether units reported to its unit when the period opened,
        `was_stood_in` whether somebody from above ever entered for it, `was_spilt` whether an
        erasure was ever asked for;
        `divided` names the units that were divided within the campaign, one part to its unit.
        """
        extensions = self.model.extensions.rel.related_model.objects
        given = Exists(extensions.filter(submission=OuterRef("pk")))
        below = self.model.objects.filter(period=OuterRef("period"), superior=OuterRef("unit"))
        divided = Succession.objects.names_of_divided(
            successor=OuterRef("unit"),
            effective_on__gt=OuterRef("campaign__starts_on"),
            effective_on__lte=OuterRef("period__data_to"),
        )
        stand_ins = Revision.stand_ins.rel.related_model.objects
        stood_in = Exists(stand_ins.filter(revision__submission=OuterRef("pk")))
        spills = ErasureRequest.objects.filter(
            subject_type=self.model._meta.label_lower, subject_id=OuterRef("pk")
        )
        paper = [f"current_revision__paper__{name}" for name in ("scan", "attached_by")]
        rows = (
            self.with_timeliness()
            ._with_stand_in()
            .with_newest_version()
            .annotate(
                was_extended=given,
                has_subordinates=Exists(below),
                was_stood_in=stood_in,
                was_spilt=Exists(spills),
                divided=divided,
            )
        )
        return rows.select_related("campaign", "period", "unit", "current_revision", *paper)

    def _with_stand_in(self):
        """`has_stand_in` tells whether somebody from above enters for the unit now."""
        standing = Revision.stand_ins.rel.related_model.objects.filter(
            revision=OuterRef("current_revision"), ended_at=None
        )
        return self.annotate(has_stand_in=Exists(standing))

    def for_list(self):
        """What a row of a list shows, and no column more."""
        names = ("campaign__name", "period__label", "period__closes_on", "unit__short_name")
        return (
            self.with_timeliness()
            .select_related("campaign", "period", "unit")
            .only("state", "due_on", *names)
        )

    def with_days(self):
        """With the days that count for the unit, and those it was given by an extension.

        Of the submission's own days and the extension's the later ones count: a period that was
        put off for everybody afterwards takes nothing from whom an extension was given.
        """
        standing = FilteredRelation("extensions", condition=Q(extensions__ended_at=None))
        return self.alias(standing=standing).annotate(
            extended_due_on=F("standing__due_on"),
            extended_closes_on=F("standing__closes_on"),
            effective_due_on=Greatest("due_on", "standing__due_on"),
            effective_closes_on=Greatest("period__closes_on", "standing__closes_on"),
        )

    def with_newest_version(self):
        """With the key of the newest version of the campaign's definitions."""
        versions = DefinitionVersion.objects.filter(campaign=OuterRef("campaign"))
        newest = versions.order_by("-number").values("pk")[:1]
        return self.annotate(newest_version_id=Subquery(newest))

    def with_timeliness(self):
        first = Revision.objects.filter(submission=OuterRef("pk"), number=1).order_by()
        return self.with_days().annotate(first_submitted_at=Subquery(first.values("submitted_at")))


class Submission(models.Model):
    """One unit's results for one period of a campaign.

    `lineage` holds the units from the campaign's root down to this one as they stood when the
    period opened, so that a later reorganisation moves no old figure.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="submissions")
    period = models.ForeignKey(Period, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    superior = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="received_submissions"
    )
    lineage = ArrayField(models.BigIntegerField())
    due_on = models.DateField("hạn gửi")
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=SubmissionState,
        default=SubmissionState.OPEN,
    )
    current_revision = models.OneToOneField(
        "results.Revision", models.PROTECT, null=True, related_name="current_for"
    )
    accepted_revision = models.OneToOneField(
        "results.Revision", models.PROTECT, null=True, related_name="accepted_for"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["period", "unit__sort_key", "pk"]
        verbose_name = "báo cáo số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period"], name="one_submission_of_a_unit_and_period"
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.ACCEPTED) | Q(accepted_revision__isnull=False),
                name="accepted_submission_names_its_revision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="submission_state_known"
            ),
        ]
        indexes = [GinIndex(fields=["lineage"], name="submission_lineage")]

    def __str__(self):
        return f"{self.unit}, {self.period}"

    def get_absolute_url(self):
        return reverse("results:submission", args=[self.pk])

    @property
    def is_root(self) -> bool:
        return self.superior_id is None

    @property
    def timeliness(self) -> Timeliness:
        """By the first revision sent (`with_timeliness`); a return leaves the due day as it was."""
        sent_at = self.first_submitted_at
        return timeliness_of(
            sent_at and timezone.localdate(sent_at),
            due_on=self.effective_due_on,
            closes_on=self.period.closes_on,
            today=timezone.localdate(),
        )

    @property
    def is_locked(self) -> bool:
        """The books were shut on what was never sent (`with_days`); what came back stays open."""
        never_sent = self.state == SubmissionState.OPEN
        return never_sent and timezone.localdate() > self.effective_closes_on


class RevisionQuerySet(models.QuerySet):
    def for_history(self):
        """In their order, with the papers and who sent or decided, and no column more."""
        people = ("submitted_by", "accepted_by", "returned_by", "recalculated_by")
        names = [f"{person}__full_name" for person in people]
        times = ("submitted_at", "accepted_at", "returned_at", "recalculated_at")
        words = ("reason", "return_reason", "returned_rows")
        paper = [f"paper__{name}" for name in ("number", "dated_on", "stand_in")]
        shown = ("submission", "number", *words, *times, *names, *paper)
        return self.select_related("paper", *people).only(*shown).order_by("number")


class Revision(models.Model):
    """What a unit enters, and what stays for good once it is sent.

    `returned_rows` are the indicators whose rows a return asks to look at again.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("lần")
    version = models.ForeignKey(DefinitionVersion, models.PROTECT, related_name="revisions")
    reason = NfcTextField("lý do lập lần này", blank=True)
    strengths = NfcTextField("ưu điểm", blank=True)
    shortcomings = NfcTextField("hạn chế", blank=True)
    causes = NfcTextField("nguyên nhân", blank=True)
    proposals = NfcTextField("đề xuất, kiến nghị", blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    submitted_at = models.DateTimeField("gửi lúc", null=True)
    submitted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="submitted_revisions"
    )
    accepted_at = models.DateTimeField("xác nhận lúc", null=True)
    accepted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="accepted_revisions"
    )
    returned_at = models.DateTimeField("trả lại lúc", null=True)
    returned_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="returned_revisions"
    )
    return_reason = NfcTextField("lý do trả lại", blank=True)
    returned_rows = ArrayField(models.BigIntegerField(), default=list)
    recalculated_at = models.DateTimeField("tính lại lúc", null=True)
    recalculated_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="recalculated_revisions"
    )

    erasable = WORDS

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["submission_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="one_revision_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="revision_submitted_at_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="revision_accepted_at_by",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="revision_returned_at_by",
            ),
            models.CheckConstraint(
                condition=Q(recalculated_at=None, recalculated_by=None)
                | Q(recalculated_at__isnull=False, recalculated_by__isnull=False) & ~Q(reason=""),
                name="revision_recalculated_at_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None)
                | Q(submitted_at__isnull=False, submitted_at__lte=F("accepted_at")),
                name="revision_accepted_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None)
                | Q(submitted_at__isnull=False, submitted_at__lte=F("returned_at")),
                name="revision_returned_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(returned_at=None),
                name="revision_decided_one_way",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | ~Q(return_reason=""),
                name="revision_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(returned_rows=[]) | Q(returned_at__isnull=False),
                name="revision_rows_named_by_a_return",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="revision_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("decision", DECISION)],
                func=REVISION_FIXED,
            )
        ]

    def __str__(self):
        return f"{self.submission}, lần {self.number}"

    @property
    def is_sent(self) -> bool:
        return self.submitted_at is not None
