"""Who takes part in a campaign, under whom, and with which quotas."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from accounts.enums import FIGURE_READERS
from campaigns.enums import CampaignState
from campaigns.models.indicator import Indicator
from core.audit.models import Entry
from core.vietnamese.fields import NfcTextField
from units.dated import DatedQuerySet, days
from units.models import Unit


@pghistory.track()
class Participation(models.Model):
    """A unit reports in a campaign to a superior; the root unit reports to nobody."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, related_name="participations"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    superior = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="supervised_participations"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="participation_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(superior=None) | ~Q(superior=F("unit")),
                name="no_unit_supervises_itself",
            ),
            ExclusionConstraint(
                name="participations_apart",
                expressions=[
                    ("campaign", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (days("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.unit} ← {self.superior}"


class QuotaQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_at=None)

    def visible_to(self, user):
        """Quotas of units within reach and of those that report to one; to the managing unit all.

        Of a draft only the managing unit sees them.
        """
        reach = user.reach_as(FIGURE_READERS)
        under_reach = Participation.objects.filter(
            campaign=OuterRef("campaign"), unit=OuterRef("unit"), superior__in=reach
        )
        return self.filter(
            Q(campaign__managing_unit__in=reach)
            | ~Q(campaign__state=CampaignState.DRAFT) & (Q(unit__in=reach) | Exists(under_reach))
        )

    def with_giver(self):
        """With the name of who gave it, as `giver`, from the audit trail."""
        entries = Entry.objects.filter(
            subject_type=self.model._meta.label_lower, subject_id=OuterRef("pk")
        )
        return self.annotate(giver=Subquery(entries.order_by("pk").values("actor_name")[:1]))


# A quota is an absolute number, and where only percentages may be stated there is none.
QUOTA_IS_A_NUMBER = """
IF (SELECT percentages_only FROM campaigns_indicator WHERE id = NEW.indicator_id) THEN
    RAISE EXCEPTION 'indicator % takes percentages only', NEW.indicator_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_quota_of_percentages';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Quota(models.Model):
    """What a unit was given to reach on an indicator; a change is a new row with its reason."""

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="quotas")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quotas")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="quotas")
    value = models.DecimalField("chỉ tiêu giao", max_digits=14, decimal_places=2)
    reason = NfcTextField("lý do", blank=True)
    given_at = models.DateTimeField("giao lúc", auto_now_add=True)
    replaced_at = models.DateTimeField("thay thế lúc", null=True, editable=False)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "unit_id", "indicator_id", "given_at"]
        verbose_name = "chỉ tiêu giao"
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="quota_not_negative"),
            models.UniqueConstraint(
                fields=["campaign", "unit", "indicator"],
                condition=Q(replaced_at=None),
                name="one_current_quota",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_quota_of_percentages",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("indicator_id"),
                func=QUOTA_IS_A_NUMBER,
            )
        ]

    def __str__(self):
        return f"{self.unit}: {self.indicator} {self.value}"
