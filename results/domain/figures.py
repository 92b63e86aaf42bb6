"""Entering figures: writing what people say without losing anyone's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import rules
from django.db import transaction

from core.access.refusals import NotPermitted, NotPossible, Stale
from core.audit.trail import record
from results.domain.answers import Answer, differs, lay, problems_of, values_of
from results.domain.policies import check_editable, check_seen
from results.domain.revisions import quotas_of
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
    answers: Sequence[Answer],
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
    indicator_ids = [answer.indicator_id for answer in answers]
    figures = figures_of(submission.current_revision, indicator_ids)
    settle_answers(
        submission, figures, answers, by=by, revision_id=revision_id, narrative=narrative
    )
    return submission


def figures_of(revision: Revision, indicator_ids: Iterable[int]) -> dict[int, Figure]:
    """The rows of these indicators, as far as the revision asks for them, to answer in."""
    rows = revision.figures.filter(indicator__in=indicator_ids).with_indicators()
    return {figure.indicator_id: figure for figure in rows}


@transaction.atomic
def settle_answers(
    submission: Submission,
    figures: Mapping[int, Figure],
    answers: Sequence[Answer],
    *,
    by,
    revision_id: int,
    narrative: Narrative | None = None,
) -> None:
    """Writes answers into a submission that the caller holds locked; else as save_answers().

    `figures` are the rows answered in, by indicator, read under the same lock. They carry the
    answers afterwards, whether or not they were written.
    """
    if not rules.has_perm("results.enter_figures", by, submission):
        raise NotPermitted
    check_editable(submission)
    check_seen(submission, revision_id)
    _check_asked(figures, answers)
    _check_versions(figures, answers)
    changes = _apply(submission, figures, answers)
    if narrative:
        changes |= _tell(submission.current_revision, narrative)
    if changes:
        _trace(submission, changes, by)


def _check_asked(figures: Mapping[int, Figure], answers: Sequence[Answer]) -> None:
    if not figures.keys() >= {answer.indicator_id for answer in answers}:
        raise NotAsked


def _check_versions(figures: Mapping[int, Figure], answers: Sequence[Answer]) -> None:
    changed = {
        answer.indicator_id: figures[answer.indicator_id]
        for answer in answers
        if figures[answer.indicator_id].row_version != answer.row_version
        and differs(figures[answer.indicator_id], answer)
    }
    if changed:
        raise FigureConflict(changed)


def _apply(submission, figures: Mapping[int, Figure], answers: Sequence[Answer]) -> dict:
    asks_quota = any(figure.indicator.whole_is_quota for figure in figures.values())
    quotas = quotas_of(submission) if asks_quota else {}
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
