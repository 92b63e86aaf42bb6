"""A report at a glance: what is answered, what is missing, and what the period before said."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from results.domain.sheet import Row
from results.enums import UNANSWERED
from results.models import Figure, Submission


def glance_of(submissions: Sequence[Submission]) -> dict[int, list[Row]]:
    """The rows of each present revision by the submission's key, what is missing first.

    Beside each figure stands the unit's last one before it, in the same campaign. Three queries.
    """
    revisions = {one.current_revision_id: one.pk for one in submissions}
    figures = list(_figures(revisions))
    earlier = Figure.objects.in_bulk([one.earlier for one in figures if one.earlier])
    rows = defaultdict(list)
    for figure in figures:
        rows[revisions[figure.revision_id]].append(_row(figure, earlier.get(figure.earlier)))
    return rows


def _figures(revision_ids) -> QuerySet:
    before = Figure.objects.counted().filter(
        indicator=OuterRef("indicator"),
        unit=OuterRef("unit"),
        period__campaign=OuterRef("period__campaign"),
        period__ordinal__lt=OuterRef("period__ordinal"),
    )
    last = before.order_by("-period__ordinal").values("pk")[:1]
    answered = ExpressionWrapper(~Q(answer__in=UNANSWERED), output_field=BooleanField())
    figures = Figure.objects.filter(revision__in=revision_ids)
    shown = figures.annotate(earlier=Subquery(last)).select_related("indicator__scale")
    return shown.prefetch_related("indicator__scale__grades").order_by(answered, "indicator__code")


def _row(figure: Figure, earlier: Figure | None) -> Row:
    if earlier:
        earlier.indicator = figure.indicator  # with its scale, which was read once for both
    return Row(figure, lines=[], previous=earlier)
