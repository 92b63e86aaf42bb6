"""Entering figures: writing what people say without losing anyone's."""

from dataclasses import dataclass
from decimal import Decimal

import rules
from django.db import transaction

from campaigns.models import Quota
from core.access.refusals import NotPermitted, NotPossible, Stale
from core.audit.trail import record
from results.domain.answers import Answer, differs, lay, problems_of, values_of
from results.domain.policies import check_editable, check_seen
from results.domain.stand_ins import note_hand
from results.models import Figure, Revision, Submission
from results.models.figure import COLUMNS
from results.rules import entering_grant

WRITTEN = ("answer", *COLUMNS, "text", "done_on", "note", "is_estimate", "row_version")


class InvalidFigures(NotPossible):
    """`errors` maps an indicator's id to the Vietnamese sentences that stand beside its cells."""

    code = "invalid_figures"
    message = "Có số liệu chưa hợp lệ, chưa ghi được. Hãy xem lại các dòng được đánh dấu."

    def __init__(self, errors: dict[int, list[str]]):
        self.errors = errors
        super().__init__()


class NotAsked(NotPossible):
    code = "not_asked"
    message = "Kỳ này không hỏi đơn vị chỉ tiêu đó."


class NarrativeConflict(Stale):
    """Somebody else changed the words since; `revision` holds what stands now."""

    code = "narrative_conflict"

    def __init__(self, revision: Revision):
        self.revision = revision
        super().__init__()


@dataclass(frozen=True)
class Narrative:
    """The unit's words by field name, and which version of them the person saw."""

    row_version: int
    words: dict[str, str]


class FigureConflict(Stale):
    """Somebody else wrote the same rows since; `figures` holds what stands now, by indicator."""

    code = "figure_conflict"

    def __init__(self, figures: dict[int, Figure]):
        self.figures = figures
        super().__init__()


@transaction.atomic
def save_answers(
    submission: Submission,
    answers: list[Answer],
    *,
    by,
    revision_id: int,
    narrative: Narrative | None = None,
) -> Submission:
    """Writes all answers, or none.

    Raises NotPermitted, CampaignClosed, WrongState, PeriodClosed, Stale (another revision is open
    now), NotAsked, FigureConflict (a row changed since it was seen), NarrativeConflict,
    InvalidFigures.
    """
    submission = Submission.objects.lock(submission.pk)
    if not rules.has_perm("results.enter_figures", by, submission):
        raise NotPermitted
    check_editable(submission)
    check_seen(submission, revision_id)
    revision = submission.current_revision
    figures = _figures(revision, [answer.indicator_id for answer in answers])
    _check_versions(figures, answers)
    changes = _apply(submission, figures, answers)
    if narrative:
        changes |= _tell(revision, narrative)
    if changes:
        _trace(submission, changes, by)
    return submission


def _figures(revision: Revision, indicator_ids: list[int]) -> dict[int, Figure]:
    """Raises NotAsked for an indicator that the revision does not ask for."""
    rows = revision.figures.filter(indicator__in=indicator_ids).with_indicators()
    figures = {figure.indicator_id: figure for figure in rows}
    if len(figures) != len(set(indicator_ids)):
        raise NotAsked
    return figures


def _check_versions(figures: dict[int, Figure], answers: list[Answer]) -> None:
    changed = {
        answer.indicator_id: figures[answer.indicator_id]
        for answer in answers
        if figures[answer.indicator_id].row_version != answer.row_version
        and differs(figures[answer.indicator_id], answer)
    }
    if changed:
        raise FigureConflict(changed)


def _apply(submission, figures: dict[int, Figure], answers: list[Answer]) -> dict:
    quotas = _current_quotas(submission)
    errors, changes = {}, {}
    for answer in answers:
        figure = figures[answer.indicator_id]
        before = values_of(figure)
        lay(figure, answer, quotas.get(answer.indicator_id))
        if problems := problems_of(figure):
            errors[answer.indicator_id] = problems
        if before != values_of(figure):
            changes[figure.indicator.code] = (before, values_of(figure))
            figure.row_version += 1
    if errors:
        raise InvalidFigures(errors)
    _write([figure for figure in figures.values() if figure.indicator.code in changes])
    return changes


def _write(figures: list[Figure]) -> None:
    """One statement of plain rows; bulk_update() would put together a CASE for every cell."""
    Figure.objects.bulk_create(
        figures, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN
    )


def _current_quotas(submission: Submission) -> dict[int, Decimal]:
    rows = Quota.objects.current().filter(campaign=submission.campaign_id, unit=submission.unit_id)
    return dict(rows.values_list("indicator_id", "value"))


def _tell(revision: Revision, narrative: Narrative) -> dict:
    changes = {
        name: (getattr(revision, name), text)
        for name, text in narrative.words.items()
        if getattr(revision, name) != text
    }
    if changes and revision.row_version != narrative.row_version:
        raise NarrativeConflict(revision)
    for name, (_, text) in changes.items():
        setattr(revision, name, text)
    if changes:
        revision.row_version += 1
        revision.save(update_fields=[*changes, "row_version"])
    return changes


def _trace(submission: Submission, changes: dict, by) -> None:
    record(
        "results.figures_saved",
        submission,
        by=by,
        grant=entering_grant(by, submission),
        unit_id=submission.unit_id,
        before={code: before for code, (before, _) in changes.items()},
        after={code: after for code, (_, after) in changes.items()},
        reason=note_hand(submission, by=by),
    )
