"""A figure: what a revision says on one indicator, laid into columns that sum up."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from campaigns.models import Indicator, Period
from core.vietnamese.fields import NfcTextField
from results.enums import ENTERED, AnswerKind, SubmissionState
from results.models.fixing import fixed_once_sent
from results.models.revision import Revision
from units.models import Unit

LIMIT = 10**12
COLUMNS = ("part", "whole", "g1", "g2", "g3", "g4", "g5", "g6", "percent")
SAID = ("answer", *COLUMNS, "text", "done_on", "note", "is_estimate")

# A figure of a revision that was sent can be neither added, changed nor removed. The share lock
# makes a sending wait for figures being written, and a writer see a sending that came first.
FIGURE_FIXED = f"""
{fixed_once_sent("figure", *SAID, "row_version")}IF TG_OP = 'UPDATE' AND
    (OLD.revision_id, OLD.indicator_id, OLD.unit_id, OLD.period_id, OLD.part_within_whole)
    <> (NEW.revision_id, NEW.indicator_id, NEW.unit_id, NEW.period_id, NEW.part_within_whole) THEN
    RAISE EXCEPTION 'what the figure is about never changes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_subject_fixed';
END IF;
RETURN NEW;
"""

# Absolute numbers that may be secret are kept nowhere, whatever way they came.
PERCENTAGES_ONLY = """
IF (NEW.percent IS NULL) = (
    SELECT percentages_only FROM campaigns_indicator WHERE id = NEW.indicator_id
) THEN
    RAISE EXCEPTION 'indicator % takes either percentages or numbers', NEW.indicator_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_of_percentages_only';
END IF;
RETURN NEW;
"""
STATED = " OR ".join(f"NEW.{column} IS NOT NULL" for column in COLUMNS)


def number(verbose_name: str) -> models.DecimalField:
    """A value from 0 to under 10^12; NULL where the measure has no use for the column."""
    return models.DecimalField(
        verbose_name,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LIMIT)],
    )


def within_limits() -> Q:
    condition = Q()
    for column in COLUMNS:
        condition &= Q(**{column: None}) | Q(**{f"{column}__gte": 0, f"{column}__lt": LIMIT})
    return condition


def empty_columns(but: str = "") -> Q:
    return Q(**dict.fromkeys(column for column in COLUMNS if column != but), text="")


class FigureQuerySet(models.QuerySet):
    def counted(self):
        """Of what was accepted; where nothing was yet, of what is being entered or judged."""
        submission = "revision__submission"
        accepted = Q(revision=F(f"{submission}__accepted_revision"))
        present = Q(revision=F(f"{submission}__current_revision"))
        return self.filter(accepted | Q(**{f"{submission}__accepted_revision": None}) & present)

    def stated(self):
        """Of what was sent and not handed back: as it waits, or as it was accepted last."""
        submission = "revision__submission"
        is_waiting = Q(**{f"{submission}__state": SubmissionState.SUBMITTED})
        waiting = is_waiting & Q(revision=F(f"{submission}__current_revision"))
        return self.filter(
            waiting | ~is_waiting & Q(revision=F(f"{submission}__accepted_revision"))
        )

    def with_indicators(self):
        """With what entering one needs of its indicator: the measure, and the grades by name."""
        rows = self.select_related("indicator__scale")
        return rows.prefetch_related("indicator__scale__grades").order_by()


class Figure(models.Model):
    """One row per revision and indicator.

    ratio: part of whole. graded: a count per grade in g1…g6. count: part. grade: 1 in the column
    of the grade. done: part 0 or 1 of whole 1, and the day. percentages only: percent.
    statement: text. `unit`, `period` and `part_within_whole` are copies that never change.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figures")
    period = models.ForeignKey(Period, models.PROTECT, related_name="figures")
    part_within_whole = models.BooleanField()
    answer = models.CharField(
        "trả lời", max_length=12, choices=AnswerKind, default=AnswerKind.MISSING
    )
    part = number("tử số")
    whole = number("mẫu số")
    g1 = number("mức 1")
    g2 = number("mức 2")
    g3 = number("mức 3")
    g4 = number("mức 4")
    g5 = number("mức 5")
    g6 = number("mức 6")
    percent = number("tỷ lệ (%)")
    text = NfcTextField("nội dung", blank=True)
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    note = NfcTextField("ghi chú", blank=True)
    is_estimate = models.BooleanField("ước thực hiện", default=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    erasable = ("text", "note")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["revision_id", "indicator__code"]
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "indicator"], name="one_figure_of_an_indicator"
            ),
            models.CheckConstraint(condition=within_limits(), name="figure_within_limits"),
            models.CheckConstraint(
                condition=Q(part_within_whole=False)
                | Q(part=None)
                | Q(whole=None)
                | Q(part__lte=F("whole")),
                name="figure_part_within_whole",
            ),
            models.CheckConstraint(
                condition=Q(part_within_whole=False) | Q(percent=None) | Q(percent__lte=100),
                name="figure_percent_within_hundred",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=ENTERED) | empty_columns(),
                name="figure_columns_empty_without_value",
            ),
            models.CheckConstraint(
                condition=~Q(answer=AnswerKind.REPORTED_SEPARATELY)
                | Q(done_on=None, note="", is_estimate=False),
                name="figure_reported_separately_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | empty_columns("percent"),
                name="figure_percent_stands_alone",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=AnswerKind.values), name="figure_answer_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["period", "indicator", "unit"],
                include=["part", "whole", "g1", "g2", "g3", "g4", "g5", "g6", "revision"],
                name="figure_rollup",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="figure_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=FIGURE_FIXED,
            ),
            pgtrigger.Trigger(
                name="figure_of_percentages_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition(STATED),
                func=PERCENTAGES_ONLY,
            ),
        ]

    def __str__(self):
        return f"{self.revision}: {self.indicator}"
