"""What a superior adds to, or takes from, the total of the units under it."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import User
from campaigns.models import Indicator
from core.vietnamese.fields import NfcTextField
from results.models.figure import LIMIT
from results.models.fixing import fixed_once_sent
from results.models.revision import Revision

SIGNED = ("part", "whole", "g1", "g2", "g3", "g4", "g5", "g6")

ADJUSTMENT_FIXED = f"""
{fixed_once_sent("adjustment", "reason", "is_erased", *SIGNED)}RETURN NEW;
"""


def signed(verbose_name: str) -> models.DecimalField:
    """A change of under 10^12 either way; NULL where the column is left as it is."""
    return models.DecimalField(
        verbose_name,
        max_digits=14,
        decimal_places=2,
        null=True,
        validators=[MinValueValidator(-LIMIT), MaxValueValidator(LIMIT)],
    )


def within_limits() -> Q:
    condition = Q()
    for column in SIGNED:
        condition &= Q(**{column: None}) | Q(**{f"{column}__gt": -LIMIT, f"{column}__lt": LIMIT})
    return condition


def says_nothing() -> Q:
    return Q(**dict.fromkeys(SIGNED))


def changes_nothing() -> Q:
    condition = Q()
    for column in SIGNED:
        condition &= Q(**{column: None}) | Q(**{column: 0})
    return condition


class Adjustment(models.Model):
    """A signed change of the total of one indicator, with its reason.

    The next revision begins with the same ones. The columns are those of a figure; NULL leaves
    one as it is. When its numbers are erased as secret it changes nothing any more, and stays to
    tell that it did.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="adjustments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    part = signed("tử số")
    whole = signed("mẫu số")
    g1 = signed("mức 1")
    g2 = signed("mức 2")
    g3 = signed("mức 3")
    g4 = signed("mức 4")
    g5 = signed("mức 5")
    g6 = signed("mức 6")
    reason = NfcTextField("lý do")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("điều chỉnh lúc")
    is_erased = models.BooleanField("đã xóa số điều chỉnh", default=False)

    erasable = ("reason",)

    class Meta:
        ordering = ["pk"]
        verbose_name = "điều chỉnh tổng hợp"
        constraints = [
            models.CheckConstraint(condition=within_limits(), name="adjustment_within_limits"),
            models.CheckConstraint(
                condition=Q(is_erased=True) & says_nothing()
                | Q(is_erased=False) & ~changes_nothing(),
                name="adjustment_changes_a_total",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="adjustment_with_reason"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="adjustment_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=ADJUSTMENT_FIXED,
            )
        ]

    def __str__(self):
        return f"{self.revision}: {self.indicator}"
