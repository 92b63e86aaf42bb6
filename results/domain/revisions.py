"""Making revisions: the first when a period opens, the next as a copy when one is handed back."""

from collections.abc import Iterable
from decimal import Decimal

from campaigns.domain.reporting import Reporters, reporters_of
from campaigns.models import DefinitionVersion, Indicator
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
    """A copy of the current revision for the unit to work on; the sent one stays as it is.

    Of a submission with_newest_version(): what the plan says today judges whatever is sent now.
    """
    former = submission.current_revision
    revision = Revision.objects.create(
        submission=submission,
        number=former.number + 1,
        version_id=submission.newest_version_id,
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


def refresh_quotas(submission: Submission) -> None:
    """Copies the present quotas into the figures that answer for one, before they are fixed."""
    figures = list(_answering_quotas(submission.current_revision))
    quotas = quotas_of(submission) if figures else {}
    for figure in figures:
        whole = quotas.get(figure.indicator_id)
        if whole is not None and figure.part_within_whole and figure.part > whole:
            raise QuotaBelowFigure(
                f"“{figure.indicator.name}”: số thực hiện lớn hơn chỉ tiêu giao hiện nay."
            )
        if figure.whole != whole:
            figure.whole = whole
            figure.save(update_fields=["whole"])


def ask_anew(submission: Submission) -> list[Indicator]:
    """Adds an unanswered figure for each indicator that is asked by now and was not before."""
    revision, unit = submission.current_revision, submission.unit
    known = set(revision.figures.values_list("indicator", flat=True))
    asked = [one for one in _asked(_targets(submission.period), unit) if one.pk not in known]
    Figure.objects.bulk_create(_blank(submission, revision, indicator) for indicator in asked)
    return asked


def quotas_of(submission: Submission) -> dict[int, Decimal]:
    """What the unit is given to reach now, by indicator."""
    rows = submission.unit.quotas.current().filter(campaign=submission.campaign_id)
    return dict(rows.order_by().values_list("indicator_id", "value"))


def _answering_quotas(revision: Revision):
    figures = revision.figures.filter(indicator__whole_is_quota=True, answer=AnswerKind.VALUE)
    return figures.select_related("indicator").only(
        "indicator__name", "part", "whole", "part_within_whole"
    )


def _blank_figures(submissions: list[Submission], revisions: list[Revision]) -> None:
    targets = _targets(submissions[0].period)
    units = Unit.objects.in_bulk([submission.unit_id for submission in submissions])
    Figure.objects.bulk_create(
        (
            _blank(submission, revision, indicator)
            for submission, revision in zip(submissions, revisions, strict=True)
            for indicator in _asked(targets, units[submission.unit_id])
        ),
        batch_size=2000,
    )


def _blank(submission: Submission, revision: Revision, indicator: Indicator) -> Figure:
    return Figure(
        revision=revision,
        indicator=indicator,
        unit_id=submission.unit_id,
        period_id=submission.period_id,
        part_within_whole=not indicator.part_may_exceed_whole,
    )


def _targets(period) -> list[tuple[Reporters, Indicator]]:
    """Who reports which indicator, in the order of the plan."""
    targets = period.targets.with_reporter_keys().select_related("indicator").order_by("ordinal")
    return [(reporters_of(target), target.indicator) for target in targets]


def _asked(targets: Iterable[tuple[Reporters, Indicator]], unit: Unit) -> list[Indicator]:
    """The indicators that the unit reports: each once, wherever it is asked."""
    asked = (indicator for reporters, indicator in targets if reporters.include(unit))
    return list({indicator.pk: indicator for indicator in asked}.values())
