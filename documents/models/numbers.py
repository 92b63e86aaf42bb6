"""Where documents get their numbers."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.enums import FIGURE_READERS
from documents.enums import DocumentKind
from documents.models.issuer import Issuer

SERIES_STAYS = """
RAISE EXCEPTION 'series % stays of its issuer and year', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'number_series_stays_of_its_year';
"""
AS_ITS_SERIES = """
IF NOT EXISTS (
    SELECT FROM documents_numberseries
    WHERE id = NEW.series_id AND issuer_id = NEW.issuer_id AND year = NEW.year
) THEN
    RAISE EXCEPTION 'issuer and year are those of series %', NEW.series_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'numbered_kind_as_its_series';
END IF;
RETURN NEW;
"""


class NumberSeriesQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(issuer__unit__in=user.reach_as(FIGURE_READERS))

    def covering(self, issuer_id, kind, year):
        """The one from which documents of the kind take their numbers in the year."""
        return self.filter(kinds__issuer=issuer_id, kinds__kind=kind, kinds__year=year)


class NumberSeries(models.Model):
    """The numbers of an issuer's documents of some kinds in a year (Decree 30/2020 article 15).

    A series is kept here, where numbers follow one another, or in another system, whose numbers
    are typed in. `first_number` is where this program begins, `last_number` the last it gave.
    """

    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField("năm")
    is_kept_here = models.BooleanField("cấp số trong chương trình", default=True)
    first_number = models.PositiveIntegerField("số bắt đầu", default=1)
    last_number = models.PositiveIntegerField("số đã cấp gần nhất", default=0)

    objects = NumberSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = "hệ thống số văn bản"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_number__gte=1), name="number_series_begins_with_one_or_more"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="number_series_stays_of_its_year",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("issuer", "year"),
                func=SERIES_STAYS,
            ),
        ]

    def __str__(self):
        return f"{self.issuer}, năm {self.year}"

    def get_absolute_url(self):
        return reverse("documents:first_number", args=[self.pk])

    @property
    def next_number(self) -> int:
        return max(self.last_number + 1, self.first_number)

    @property
    def kind_labels(self) -> str:
        return ", ".join(kind.get_kind_display() for kind in self.kinds.all())


class NumberedKind(models.Model):
    """A kind that takes its numbers from a series: each from one only.

    Issuer and year are the series' own, repeated for the sake of that rule.
    """

    series = models.ForeignKey(NumberSeries, models.CASCADE, related_name="kinds")
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại văn bản", max_length=5, choices=DocumentKind)

    class Meta:
        ordering = ["series_id", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "year", "kind"], name="one_number_series_of_a_kind"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="numbered_kind_as_its_series",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=AS_ITS_SERIES,
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
