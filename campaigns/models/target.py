"""What the plan asks for: targets in its words, and the criteria they are judged by."""

import pghistory
import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q

from campaigns.enums import Operator
from campaigns.models.campaign import Campaign, ContentArea
from campaigns.models.indicator import Indicator
from campaigns.models.schedule import Period
from core.vietnamese.fields import NfcCharField, NfcTextField
from units.enums import UnitKind
from units.models import Unit


class TargetQuerySet(models.QuerySet):
    def with_reporter_keys(self):
        """With the keys of the units that are named, in the order of their names."""
        return self.annotate(named_unit_ids=_of_named_units("pk"))

    def with_reporters(self):
        """With the keys and names of the units that are named, in the order of their names."""
        return self.with_reporter_keys().annotate(named_unit_names=_of_named_units("short_name"))


def _of_named_units(column: str) -> ArraySubquery:
    named = Unit.objects.filter(named_in=OuterRef("pk")).order_by("sort_key", "pk")
    return ArraySubquery(named.values(column))


ANCHOR_IN_BODY = """
IF NEW.anchor <> '' AND NOT EXISTS (
    SELECT 1 FROM campaigns_planbody
    WHERE campaign_id = NEW.campaign_id
    AND blocks @> jsonb_build_array(jsonb_build_object('anchor', NEW.anchor))
) THEN
    RAISE EXCEPTION 'the plan of campaign % has no block %', NEW.campaign_id, NEW.anchor
        USING ERRCODE = 'check_violation', CONSTRAINT = 'anchor_in_body';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Target(models.Model):
    """A target of the campaign (chỉ tiêu thi đua), with its sentence and where that stands.

    `anchor` is the block of the plan's body that holds the sentence word for word; a target from
    another source has none.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets")
    area = models.ForeignKey(ContentArea, models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    code = NfcCharField("mã chỉ tiêu", max_length=20)
    title = NfcCharField("tên gọn", max_length=300)
    sentence = NfcTextField("câu trong kế hoạch")
    anchor = NfcCharField("đoạn trong kế hoạch", max_length=20, blank=True)
    source = NfcCharField("nguồn", max_length=300)
    reporting_kinds = ArrayField(
        models.CharField(max_length=20, choices=UnitKind),
        default=list,
        blank=True,
        verbose_name="loại đơn vị báo cáo (bỏ trống: mọi đơn vị)",
    )
    reporting_units = models.ManyToManyField(
        Unit, related_name="named_in", blank=True, verbose_name="đơn vị được nêu tên"
    )
    asked_in = models.ManyToManyField(Period, related_name="targets", verbose_name="kỳ hỏi")
    judged_from = models.ForeignKey(
        Period,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đánh giá từ kỳ",
    )
    parent_target = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="implementations"
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "ordinal"]
        verbose_name = "chỉ tiêu thi đua"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="one_target_of_a_code"),
            models.UniqueConstraint(
                fields=["campaign", "ordinal"],
                name="one_target_at_an_ordinal",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="anchor_in_body",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ANCHOR_IN_BODY,
            )
        ]

    def __str__(self):
        return self.title

    def is_due_in(self, period: Period) -> bool:
        """Whether the target is judged at the end of this period, or still under way."""
        return self.judged_from is None or period.ordinal >= self.judged_from.ordinal


@pghistory.track()
class Criterion(models.Model):
    """A threshold of a target. `grades` names the counted grades (best is 1); empty: the part.

    `threshold` is in percent, for a count the number itself. A single grade is judged like a
    graded count of one: "hoàn thành tốt trở lên" is grades 1 and 2, at least 100. An open operator
    is answered by the plan's author before launch, and `answer_note` says how.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="criteria")
    ordinal = models.PositiveSmallIntegerField("thứ tự")
    label = NfcCharField("ngưỡng", max_length=100)
    grades = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    operator = models.CharField("so sánh", max_length=2, choices=Operator, blank=True)
    threshold = models.DecimalField("mức", max_digits=14, decimal_places=2)
    nested_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="nested"
    )
    exceeding_counts = models.BooleanField("tính vượt", default=False)
    answer_note = NfcTextField("người soạn kế hoạch trả lời", blank=True)

    class Meta:
        ordering = ["target_id", "ordinal"]
        verbose_name = "ngưỡng"
        verbose_name_plural = "ngưỡng"
        constraints = [
            models.UniqueConstraint(
                fields=["target", "ordinal"],
                name="one_criterion_at_an_ordinal",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=0), name="criterion_threshold_not_negative"
            ),
        ]

    def __str__(self):
        return self.label
