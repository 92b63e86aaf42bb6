"""Making revisions: the first when a period opens, the next as a copy when one is handed back."""

from collections.abc import Iterable

from campaigns.domain.reporting import Reporters, reporters_of
from campaigns.models import Campaign, DefinitionVersion, Indicator, Quota
from core.access.refusals import NotPossible
from results.domain.adjustments import carry_adjustments
from results.domain.evidence import carry_evidence
from results.enums import AnswerKind
from results.models import Figure, Revision, Submission
from units.models import Unit

NARRATIVE = ("strengths", "shortcomings", "causes", "proposals")
COPIED = (
    "indicator_id",
    "unit_id",
    "period_id",
    "part_within_whole",
    "answer",
    "part",
    "whole",
    "g1",
    "g2",
    "g3",
    "g4",
    "g5",
    "g6",
    "percent",
    "text",
    "done_on",
    "note",
    "is_estimate",
)


class QuotaBelowFigure(NotPossible):
    code = "quota_below_figure"


def first_revisions(submissions: list[Submission], version: DefinitionVersion) -> None:
    """Gives each new submission its revision 1 with an unanswered figure per asked indicator."""
    revisions = blank_revisions(submissions, version)
    if submissions:
        _blank_figures(submissions, revisions)


def blank_revisions(submissions: list[Submission], version: DefinitionVersion) -> list[Revision]:
    """Gives each new submission a revision 1 in which nothing is asked."""
    revisions = Revision.objects.bulk_create(
        Revision(submission=submission, number=1, version=version) for submission in submissions
    )
    for submission, revision in zip(submissions, revisions, strict=True):
        submission.current_revision = revision
    Submission.objects.bulk_update(submissions, ["current_revision"], batch_size=500)
    return revisions


def next_revision(submission: Submission, *, reason: str) -> Revision:
    """A copy of the current revision for the unit to work on; the sent one stays as it is."""
    former = submission.current_revision
    revision = Revision.objects.create(
        submission=submission,
        number=former.number + 1,
        version=newest_version(submission.campaign),
        reason=reason,
        **{name: getattr(former, name) for name in NARRATIVE},
    )
    Figure.objects.bulk_create(
        Figure(revision=revision, **{name: getattr(figure, name) for name in COPIED})
        for figure in former.figures.all()
    )
    carry_evidence(former, revision)
    carry_adjustments(former, revision)
    submission.current_revision = revision
    return revision


def newest_version(campaign: Campaign) -> DefinitionVersion:
    """What the plan says today: whatever is sent now is judged under it for good."""
    return campaign.versions.order_by("number").last()


def refresh_quotas(submission: Submission) -> None:
    """Copies the present quotas into the figures that answer for one, before they are fixed."""
    figures = list(_answering_quotas(submission.current_revision))
    quotas = _quotas([submission]) if figures else {}
    for figure in figures:
        whole = quotas.get((submission.unit_id, figure.indicator_id))
        if whole is not None and figure.part_within_whole and figure.part > whole:
            raise QuotaBelowFigure(
                f"“{figure.indicator.name}”: số thực hiện lớn hơn chỉ tiêu giao hiện nay."
            )
        if figure.whole != whole:
            figure.whole = whole
            figure.save(update_fields=["whole"])


def _answering_quotas(revision: Revision):
    return revision.figures.filter(
        indicator__whole_is_quota=True, answer=AnswerKind.VALUE
    ).select_related("indicator")


def _blank_figures(submissions: list[Submission], revisions: list[Revision]) -> None:
    targets = _targets(submissions[0].period)
    units = Unit.objects.in_bulk([submission.unit_id for submission in submissions])
    Figure.objects.bulk_create(
        (
            Figure(
                revision=revision,
                indicator=indicator,
                unit_id=submission.unit_id,
                period_id=submission.period_id,
                part_within_whole=not indicator.part_may_exceed_whole,
            )
            for submission, revision in zip(submissions, revisions, strict=True)
            for indicator in _asked(targets, units[submission.unit_id])
        ),
        batch_size=2000,
    )


def _targets(period) -> list[tuple[Reporters, Indicator]]:
    """Who reports which indicator, in the order of the plan."""
    targets = period.targets.with_reporter_keys().select_related("indicator").order_by("ordinal")
    return [(reporters_of(target), target.indicator) for target in targets]


def _asked(targets: Iterable[tuple[Reporters, Indicator]], unit: Unit) -> list[Indicator]:
    """The indicators that the unit reports: each once, wherever it is asked."""
    asked = (indicator for reporters, indicator in targets if reporters.include(unit))
    return list({indicator.pk: indicator for indicator in asked}.values())


def _quotas(submissions: list[Submission]) -> dict[tuple[int, int], object]:
    rows = Quota.objects.current().filter(
        campaign=submissions[0].campaign_id, unit__in=[s.unit_id for s in submissions]
    )
    return {(row.unit_id, row.indicator_id): row.value for row in rows}
