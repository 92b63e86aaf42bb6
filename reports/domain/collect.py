"""Reading what a report needs, in a number of queries that does not grow with units or figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Prefetch, QuerySet

from campaigns.models import Criterion, Quota, Target
from core.access.refusals import NotPossible
from reports.domain.totals import Change, Heirs, History, changes_of
from results.arithmetic.tally import MISSING, Tally
from results.domain.tallies import adjustment_tally, tally_of
from results.enums import UNANSWERED
from results.models import Adjustment, Figure, Revision, Submission
from results.models.figure import COLUMNS
from units.models import Succession

# Read as plain rows: a province's year is some twenty thousand of them.
_READ = (
    "revision_id",
    "indicator_id",
    "unit_id",
    "period_id",
    "answer",
    "is_estimate",
    *COLUMNS,
    "text",
)


class NothingAccepted(NotPossible):
    code = "nothing_accepted"
    message = "Chưa có số liệu nào được xác nhận cho kỳ này."


class NothingEntered(NotPossible):
    code = "nothing_entered"
    message = "Đơn vị chưa nhập số liệu nào của kỳ này."


@dataclass(frozen=True)
class Collected:
    """Rows as they are. `standing` is the id of the revision that counts for a submission."""

    submission: Submission
    submissions: list[Submission]
    standing: dict[int, int]
    histories: dict[int, dict[int, History]]  # by indicator, by unit in the order of names
    statements: dict[int, str]  # by indicator, the unit's own words
    targets: list[Target]
    quotas: dict[int, dict[int, Decimal]]  # by indicator, by unit
    heirs: Heirs
    adjustments: list[Adjustment]

    def changes(self, indicator_id: int) -> list[Change]:
        """What superiors adjusted in the total of an indicator, up to the period."""
        adjusted = [
            (one.revision.submission.unit_id, one.ordinal, adjustment_tally(one))
            for one in self.adjustments
            if one.indicator_id == indicator_id
        ]
        return changes_of(adjusted, self._reported, self.heirs) if adjusted else []

    @cached_property
    def _reported(self) -> dict[int, set[int]]:
        """The ordinals of the periods for which something of each unit counts."""
        reported: dict[int, set[int]] = defaultdict(set)
        for owed in self.submissions:
            if owed.pk in self.standing:
                reported[owed.unit_id].add(owed.ordinal)
        return reported

    @property
    def is_superior(self) -> bool:
        return is_superior(self.submission, self.submissions)

    @property
    def own_words(self) -> Revision | None:
        """The revision whose narrative is quoted: a superior's words may be quoted once sent."""
        (own,) = [owed for owed in self.submissions if owed.pk == self.submission.pk]
        sent = own.current_revision_id if own.sent_at else None
        return Revision.objects.filter(pk=self.standing.get(own.pk, sent)).first()

    @property
    def of_period(self) -> list[Submission]:
        period = self.submission.period_id
        return [owed for owed in self.submissions if owed.period_id == period]


def collect(submission: Submission) -> Collected:
    """Everything on record for a unit, and for all under it, up to the submission's period.

    A superior's report counts what was accepted; a unit without subordinates reports what it has
    sent, or has entered so far: what it then prints and signs goes up with the figures. Raises
    NothingAccepted, NothingEntered.
    """
    submissions = _owed_until(submission)
    standing = _standing(submission, submissions)
    histories, statements = _histories(submission, submissions, standing)
    targets = _targets(submission)
    return Collected(
        submission=submission,
        submissions=submissions,
        standing=standing,
        histories=histories,
        statements=statements,
        targets=targets,
        quotas=_quotas(submission, submissions),
        heirs=_heirs({owed.unit_id for owed in submissions}),
        adjustments=list(adjustments_of(standing.values())),
    )


def adjustments_of(revision_ids: Iterable[int]) -> QuerySet[Adjustment]:
    """What the revisions adjust in the totals of their units, with the ordinal of the period."""
    rows = Adjustment.objects.filter(revision__in=revision_ids).order_by("pk")
    matter = ("indicator__scale", "revision__submission__unit", "revision__submission__period")
    with_ordinal = rows.annotate(ordinal=F("revision__submission__period__ordinal"))
    return with_ordinal.select_related(*matter).prefetch_related(
        "indicator__scale__grades", "revision__submission__unit__former_names"
    )


def check_standing(submission: Submission) -> None:
    """Raises NothingAccepted or NothingEntered where there is nothing to report yet."""
    _standing(submission, _owed_until(submission))


def is_superior(submission: Submission, submissions: list[Submission]) -> bool:
    """Whether anybody reports to this unit in the submission's period."""
    return any(
        owed.period_id == submission.period_id and owed.pk != submission.pk for owed in submissions
    )


def _owed_until(submission: Submission) -> list[Submission]:
    return list(
        Submission.objects.filter(
            campaign=submission.campaign_id,
            period__ordinal__lte=submission.period.ordinal,
            lineage__overlap=_answered_for(submission),
        )
        .annotate(ordinal=F("period__ordinal"), sent_at=F("current_revision__submitted_at"))
        .prefetch_related("unit__former_names")
        .order_by("ordinal", "unit__sort_key", "pk")
    )


def _answered_for(submission: Submission) -> list[int]:
    """The unit; the managing one also for those before it, which what was accepted then names."""
    own, campaign = [submission.unit_id], submission.campaign
    if submission.unit_id != campaign.managing_unit_id:
        return own
    return own + list(campaign.managements.values_list("unit_id", flat=True))


def _standing(submission: Submission, submissions: list[Submission]) -> dict[int, int]:
    superior = is_superior(submission, submissions)
    standing = {}
    for owed in submissions:
        revision = owed.accepted_revision_id
        if not superior and (owed.sent_at or owed.pk == submission.pk):
            revision = owed.current_revision_id
        if revision:
            standing[owed.pk] = revision
    period = submission.period_id
    if superior and not any(
        owed.pk in standing for owed in submissions if owed.period_id == period
    ):
        raise NothingAccepted
    if not superior and not _says_something(standing[submission.pk]):
        raise NothingEntered
    return standing


def _says_something(revision: int) -> bool:
    return Figure.objects.filter(revision=revision).exclude(answer__in=UNANSWERED).exists()


def _histories(
    submission: Submission, submissions: list[Submission], standing: dict[int, int]
) -> tuple[dict[int, dict[int, dict[int, Tally]]], dict[int, str]]:
    """Figures of standing revisions; where none stands, the open one tells what is missing."""
    ordinals = {owed.period_id: owed.ordinal for owed in submissions}
    names = {owed.unit_id: (owed.unit.sort_key, owed.unit_id) for owed in submissions}
    counted = set(standing.values())
    open_ones = {owed.current_revision_id for owed in submissions if owed.pk not in standing}
    own = standing.get(submission.pk)
    histories: dict = defaultdict(lambda: defaultdict(dict))
    statements = {}
    rows = Figure.objects.filter(revision__in=counted | open_ones).order_by()
    plain = rows.values_list(*_READ, named=True)
    for figure in sorted(plain, key=lambda row: names[row.unit_id]):
        is_counted = figure.revision_id in counted
        tally = tally_of(figure) if is_counted else Tally(coverage=MISSING)
        histories[figure.indicator_id][figure.unit_id][ordinals[figure.period_id]] = tally
        if figure.text and figure.revision_id == own:
            statements[figure.indicator_id] = figure.text
    return histories, statements


def _targets(submission: Submission) -> list[Target]:
    """The targets asked so far, in the order of the plan."""
    asked = Target.asked_in.through.objects.filter(
        period__campaign=submission.campaign_id, period__ordinal__lte=submission.period.ordinal
    )
    return list(
        Target.objects.with_reporter_keys()
        .filter(campaign=submission.campaign_id, pk__in=asked.values("target"))
        .select_related("area", "indicator__scale", "judged_from")
        .prefetch_related(
            Prefetch("criteria", Criterion.objects.order_by("ordinal")),
            Prefetch("indicator__scale__grades"),
        )
        .order_by("area__ordinal", "ordinal")
    )


def _heirs(units: set[int]) -> dict[int, set[int]]:
    """Of the units that ended: whom they passed on to, also outside what is reported here."""
    heirs: dict[int, set[int]] = defaultdict(set)
    successions = Succession.objects
    for successor, predecessor in [*successions.inherited_by(units), *successions.passed_on(units)]:
        if predecessor in units:
            heirs[predecessor].add(successor)
    return dict(heirs)


def _quotas(submission, submissions) -> dict[int, dict[int, Decimal]]:
    rows = Quota.objects.current().filter(
        campaign=submission.campaign_id, unit__in={owed.unit_id for owed in submissions}
    )
    quotas: dict = defaultdict(dict)
    for indicator, unit, value in rows.order_by().values_list("indicator_id", "unit_id", "value"):
        quotas[indicator][unit] = value
    return quotas
