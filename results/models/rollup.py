"""What the accepted figures of a whole subtree add up to, kept so that no page adds them again."""

from django.db import models
from django.db.models import F, Q

from campaigns.models import Indicator, Period
from units.models import Unit


def count(verbose_name: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(verbose_name, default=0)


def total(verbose_name: str) -> models.DecimalField:
    """Of thousands of units, each under 10^12."""
    return models.DecimalField(verbose_name, max_digits=20, decimal_places=2, default=0)


class RollUp(models.Model):
    """One indicator in one period over a unit and all under it when the period opened.

    `asked` counts the units that were asked, the others only what was accepted. A total that
    nobody stated is 0, and `parts` and `wholes` tell it from a stated zero: they count who stated
    the column. Percentages without absolute numbers are counted and never summed.

    Derived from the figures by results.domain.rollup_keeping alone, which can recompute them.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="roll_ups")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roll_ups")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="roll_ups")
    asked = count("số đơn vị được hỏi")
    valued = count("số đơn vị có số liệu")
    none_arisen = count("số đơn vị không phát sinh")
    separate = count("số đơn vị báo cáo riêng")
    estimates = count("số đơn vị ước thực hiện")
    parts = count("số đơn vị có tử số")
    wholes = count("số đơn vị có mẫu số")
    part = total("tử số")
    whole = total("mẫu số")
    g1 = total("mức 1")
    g2 = total("mức 2")
    g3 = total("mức 3")
    g4 = total("mức 4")
    g5 = total("mức 5")
    g6 = total("mức 6")

    class Meta:
        ordering = ["period", "unit", "indicator"]
        verbose_name = "số liệu tổng hợp"
        verbose_name_plural = "số liệu tổng hợp"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit", "indicator"], name="one_rollup_of_a_subtree"
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=F("valued") + F("none_arisen") + F("separate")),
                name="rollup_reported_within_asked",
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=F("estimates")), name="rollup_estimates_within_asked"
            ),
            models.CheckConstraint(condition=Q(parts__gt=0) | Q(part=0), name="rollup_part_stated"),
            models.CheckConstraint(
                condition=Q(wholes__gt=0) | Q(whole=0), name="rollup_whole_stated"
            ),
        ]

    def __str__(self):
        return f"{self.period}, {self.unit}: {self.indicator}"
