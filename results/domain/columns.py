"""One target over all units, for who judges: which to look at first, and whose rows wait."""

from collections.abc import Sequence

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.lookups import Exact, IsNull

from campaigns.enums import Measure
from campaigns.models import Period, Target
from results.domain.by_target import TargetTable, UnitLine, hands_of_row
from results.domain.policies import is_under_review
from results.domain.waiting import RUNNING, under_review_of
from results.enums import SubmissionState
from results.models import Figure, Submission
from results.rules import reviewing_grant

Limits = dict[int, set[int]]
NAMED = Target.reporting_units.through.objects


def with_figures(targets: QuerySet[Target], period: Period, *, by) -> QuerySet[Target]:
    """With whether units within reach have `stated` figures, and whether a row of them `waits`.

    What waits was sent to the person by others, and nobody has confirmed it.
    """
    submissions = Submission.objects.filter(period=period)
    stated = Figure.objects.stated().filter(
        _is_reported(),
        period=period,
        indicator=OuterRef("indicator"),
        revision__submission__in=submissions.visible_to(by).values("pk"),
    )
    sent = submissions.filter(RUNNING, state=SubmissionState.SUBMITTED)
    waiting = stated.filter(
        ~Q(revision__submitted_by=by),
        ~Exists(hands_of_row().filter(user=by)),
        confirmation=None,
        revision__submission__in=under_review_of(by, sent).values("pk"),
    )
    return targets.annotate(stated=Exists(stated), waits=Exists(waiting))


def first_to_show(targets: Sequence[Target], limits: Limits) -> Target | None:
    """The first of which a row waits for the person, or else the first with figures, or any.

    Of targets in the order of the plan, read with_figures(); `limits` are those of limits_of().
    Before those that are reported in words come those that can be compared.
    """

    def rank(target: Target) -> tuple[bool, bool, bool]:
        waits = target.waits and _judges(target.campaign_id, target.area_id, limits)
        return not waits, not target.stated, target.indicator.measure == Measure.STATEMENT

    return min(targets, key=rank, default=None)


def judged_lines(table: TargetTable, limits: Limits, *, by) -> list[UnitLine]:
    """Those that wait and that the person judges."""
    return [line for line in table.lines if _waits_for(by, line, limits)]


def lines_to_confirm(judged: Sequence[UnitLine], *, by) -> list[UnitLine]:
    """Of judged_lines() those that nobody has confirmed, and that were sent by others."""
    return [line for line in judged if not (line.confirmed or by.pk in line.hands)]


def column_of(target: Target, period: Period, submissions) -> list[Figure]:
    """Every row of the target's indicator in the period, of whatever revision."""
    rows = Figure.objects.filter(
        indicator=target.indicator_id,
        period=period,
        revision__submission__in=submissions.filter(period=period).values("pk"),
    )
    related = ("unit", "period")
    return list(rows.select_related(*(f"revision__submission__{name}" for name in related)))


def _judges(campaign_id: int, area_id: int, limits: Limits) -> bool:
    return campaign_id not in limits or area_id in limits[campaign_id]


def _waits_for(by, line: UnitLine, limits: Limits) -> bool:
    submission = line.submission
    return (
        is_under_review(submission)
        and _judges(submission.campaign_id, line.area_id, limits)
        and reviewing_grant(by, submission) is not None
    )


def _is_reported() -> Q:
    """Whether the figure's unit reports the target around it, as Reporters.include() says."""
    named = NAMED.filter(target=OuterRef(OuterRef("pk")))
    is_named = Q(Exists(named.filter(unit=OuterRef("unit"))))
    kinds, number = OuterRef("reporting_kinds"), IntegerField()
    place = Func(kinds, F("unit__kind"), function="ARRAY_POSITION", output_field=number)
    is_of_kinds = Q(IsNull(place, False))
    counted = Func(kinds, function="CARDINALITY", output_field=number)
    is_everybodys = Q(Exact(counted, 0)) & ~Q(Exists(named))
    return is_of_kinds | is_named | is_everybodys
