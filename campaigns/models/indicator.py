"""The catalogue of indicators, shared across years and campaigns."""

import pghistory
import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from campaigns.enums import CampaignState, CombinationRule, Measure
from campaigns.rules import reads_catalogue
from core.vietnamese.fields import NfcCharField, NfcTextField

MOST_GRADES = 6
LAUNCHED_STATES = [state for state in CampaignState if state != CampaignState.DRAFT]
# What an indicator means; its name and guidance are words about it.
DEFINING = (
    "measure",
    "scale",
    "counted_in",
    "part_label",
    "whole_label",
    "part_rule",
    "whole_rule",
    "whole_is_quota",
    "part_may_exceed_whole",
    "percentages_only",
)


def columns_of(row: str) -> str:
    names = ("scale_id" if name == "scale" else name for name in DEFINING)
    return ", ".join(f"{row}.{name}" for name in names)


INDICATOR_KEPT = f"""
IF NEW.code <> OLD.code THEN
    RAISE EXCEPTION 'indicator % keeps its code', OLD.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_code_kept';
END IF;
IF ({columns_of("NEW")}) IS DISTINCT FROM ({columns_of("OLD")}) AND EXISTS (
    SELECT FROM campaigns_target target
    JOIN campaigns_campaign campaign ON campaign.id = target.campaign_id
    WHERE target.indicator_id = OLD.id AND campaign.state <> 'draft'
) THEN
    RAISE EXCEPTION 'indicator % is asked for by a launched campaign', OLD.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_in_use_kept';
END IF;
RETURN NEW;
"""

GRADE_KEPT = """
IF TG_OP = 'UPDATE' AND (NEW.scale_id, NEW.position, NEW.label)
    IS NOT DISTINCT FROM (OLD.scale_id, OLD.position, OLD.label) THEN
    RETURN NEW;
END IF;
IF EXISTS (
    SELECT FROM campaigns_indicator indicator
    JOIN campaigns_target target ON target.indicator_id = indicator.id
    JOIN campaigns_campaign campaign ON campaign.id = target.campaign_id
    WHERE indicator.scale_id IN (NEW.scale_id, OLD.scale_id) AND campaign.state <> 'draft'
) THEN
    RAISE EXCEPTION 'the scale is used by a launched campaign'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'grade_in_use_kept';
END IF;
RETURN COALESCE(NEW, OLD);
"""


class CatalogueQuerySet(models.QuerySet):
    """The catalogue belongs to the whole program: who may read it reads all of it."""

    def visible_to(self, user):
        return self.all() if reads_catalogue(user) else self.none()


class IndicatorQuerySet(CatalogueQuerySet):
    def in_use(self):
        """Those that a campaign asks for which was launched."""
        return self.filter(targets__campaign__state__in=LAUNCHED_STATES).distinct()

    def with_use(self):
        """With `is_in_use`."""
        return self.annotate(
            is_in_use=Exists(self.model.objects.in_use().filter(pk=OuterRef("pk")))
        )

    def with_grades(self):
        """With the positions and labels of the grades of its scale, the best first."""
        grades = Grade.objects.filter(scale=OuterRef("scale")).order_by("position")
        return self.annotate(
            grade_positions=ArraySubquery(grades.values("position")),
            grade_labels=ArraySubquery(grades.values("label")),
        )


@pghistory.track()
class GradeScale(models.Model):
    """A named scale of two to six grades, best first."""

    code = NfcCharField("mã thang", max_length=20, unique=True)
    name = NfcCharField("tên thang", max_length=100)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name


@pghistory.track()
class Grade(models.Model):
    """A grade of a scale; position 1 is the best and is counted in the figure's column g1."""

    scale = models.ForeignKey(GradeScale, models.PROTECT, related_name="grades")
    position = models.PositiveSmallIntegerField("thứ bậc")
    label = NfcCharField("tên mức", max_length=60)

    class Meta:
        ordering = ["scale_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "position"], name="one_grade_at_a_position"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_GRADES),
                name="grade_position_one_to_six",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="grade_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=GRADE_KEPT,
            )
        ]

    def __str__(self):
        return self.label


@pghistory.track()
class Indicator(models.Model):
    """What is counted, in what measure, and how it combines over periods (chỉ tiêu thống kê)."""

    code = NfcCharField("mã chỉ tiêu thống kê", max_length=20, unique=True)
    name = NfcCharField("tên chỉ tiêu thống kê", max_length=200)
    measure = models.CharField("cách đo", max_length=10, choices=Measure)
    scale = models.ForeignKey(
        GradeScale, models.PROTECT, null=True, blank=True, verbose_name="thang xếp loại"
    )
    counted_in = NfcCharField("đơn vị tính", max_length=40, blank=True)
    part_label = NfcCharField("nhãn tử số", max_length=100, blank=True)
    whole_label = NfcCharField("nhãn mẫu số", max_length=100, blank=True)
    part_rule = models.CharField(
        "cộng dồn tử số", max_length=10, choices=CombinationRule, default=CombinationRule.ADDS
    )
    whole_rule = models.CharField(
        "cộng dồn mẫu số", max_length=10, choices=CombinationRule, default=CombinationRule.ADDS
    )
    whole_is_quota = models.BooleanField("mẫu số là chỉ tiêu giao", default=False)
    part_may_exceed_whole = models.BooleanField("tử số có thể vượt mẫu số", default=False)
    percentages_only = models.BooleanField("chỉ nhận tỷ lệ, không lưu số tuyệt đối", default=False)
    guidance = NfcTextField("hướng dẫn cách tính", blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = "chỉ tiêu thống kê"
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__in=[Measure.GRADED, Measure.GRADE]) ^ Q(scale=None),
                name="indicator_scale_where_graded",
            ),
            models.CheckConstraint(
                condition=Q(whole_is_quota=False) | Q(measure=Measure.RATIO),
                name="indicator_quota_is_a_ratio",
            ),
            models.CheckConstraint(
                condition=Q(whole_is_quota=False) | Q(percentages_only=False),
                name="indicator_quota_is_a_number",
            ),
            models.CheckConstraint(
                condition=Q(percentages_only=False) | Q(measure=Measure.RATIO),
                name="indicator_percentage_is_a_ratio",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="indicator_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=INDICATOR_KEPT,
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaigns:catalogue:indicator", args=[self.pk])
