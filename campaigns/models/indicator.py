"""The catalogue of indicators, shared across years and campaigns."""

import pghistory
from django.db import models
from django.db.models import Q

from campaigns.enums import CombinationRule, Measure
from core.vietnamese.fields import NfcCharField, NfcTextField

MOST_GRADES = 6


@pghistory.track()
class GradeScale(models.Model):
    """A named scale of two to six grades, best first."""

    code = NfcCharField("mã thang", max_length=20, unique=True)
    name = NfcCharField("tên thang", max_length=100)

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
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "position"], name="one_grade_at_a_position"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_GRADES),
                name="grade_position_one_to_six",
            ),
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
        ]

    def __str__(self):
        return self.name
