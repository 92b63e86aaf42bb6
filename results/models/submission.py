"""What a unit owes for a period."""

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
from results.arithmetic.timeliness import timeliness_of
from results.enums import SubmissionState, Timeliness
from results.models.revision import Revision
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
