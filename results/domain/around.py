"""The figures of a revision and those that they are held against, read at once."""

from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, JSONField, QuerySet, Value
from django.db.models.functions import Cast

from results.domain.confirmed import with_confirmations
from results.domain.said import with_remarks
from results.models import Figure, Revision, Submission
from units.models import ClusterMembership, Unit

Figures = dict[int, list[Figure]]


@dataclass
class Around:
    """By indicator: the revision's own figures, earlier ones in the order of their periods.

    And what the other units of the cluster state in the period, where that was asked for.
    """

    own: dict[int, Figure] = field(default_factory=dict)
    earlier: Figures = field(default_factory=dict)
    cluster: Figures = field(default_factory=dict)


def figures_around(submission: Submission, revision: Revision, *, with_cluster: bool) -> Around:
    """One query: each part of it is as narrow as if it stood alone."""
    own = with_confirmations(with_remarks(revision.figures.order_by()))
    beside = [_earlier(submission)]
    if with_cluster:
        beside.append(_of_cluster(submission))
    rows = _placed(own).union(*(_placed(_bare(part)) for part in beside), all=True)
    around = Around()
    for figure in sorted(rows, key=_place):
        if figure.revision_id == revision.pk:
            around.own[figure.indicator_id] = figure
        else:
            is_earlier = figure.period_id != submission.period_id
            part = around.earlier if is_earlier else around.cluster
            part.setdefault(figure.indicator_id, []).append(figure)
    return around


def earlier_of(submission: Submission, indicator_id: int) -> list[Figure]:
    """What was stated for one indicator in earlier periods, in their order. One query."""
    return sorted(_placed(_earlier(submission).filter(indicator=indicator_id)), key=_place)


def _place(figure: Figure) -> tuple:
    """By period, and within one by the names of the units."""
    return figure.ordinal, figure.unit.sort_key, figure.unit_id


def _earlier(submission: Submission) -> QuerySet[Figure]:
    """Figures of earlier periods of the campaign, accepted ones before all others.

    The unit's own, and those of the units that it took over: their year goes on with it.
    """
    return Figure.objects.counted().filter(
        unit__in=Unit.objects.taken_over_by(submission.unit_id),
        period__campaign=submission.campaign_id,
        period__ordinal__lt=submission.period.ordinal,
    )


def _of_cluster(submission: Submission) -> QuerySet[Figure]:
    """Of the units that were with this one in a cluster within the period."""
    period = submission.period
    members = ClusterMembership.objects.lasting(period.data_from).filter(
        valid_from__lte=period.data_to
    )
    clusters = members.filter(unit=submission.unit_id).order_by().values("cluster")
    others = members.filter(cluster__in=clusters).exclude(unit=submission.unit_id)
    return Figure.objects.stated().filter(
        period=submission.period_id, unit__in=others.order_by().values("unit")
    )


def _placed(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    placed = figures.annotate(ordinal=F("period__ordinal"))
    return placed.select_related("unit").order_by()


def _bare(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """With the columns of the revision's own figures, and nothing in them."""
    return figures.annotate(
        remarks_until_now=Cast(Value("{}"), ArrayField(JSONField())),
        named_rows=Cast(Value("{}"), ArrayField(BigIntegerField())),
        confirmed_facts=Cast(Value(None), JSONField()),
    )
