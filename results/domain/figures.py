"""Entering figures: what a unit may say on an indicator, and writing it without losing anyone's."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import rules
from django.db import transaction
from django.utils import timezone

from campaigns.enums import Measure
from campaigns.models import Indicator, Quota
from core.access.refusals import NotPermitted, NotPossible, Stale
from core.audit.trail import record
from results.domain.policies import check_editable, check_seen
from results.enums import ENTERED, AnswerKind
from results.models import Figure, Revision, Submission
from results.models.figure import COLUMNS
from results.rules import entering_grant

GRADE_COLUMNS = ("g1", "g2", "g3", "g4", "g5", "g6")
WRITTEN = ("answer", *COLUMNS, "text", "done_on", "note", "is_estimate", "row_version")


@dataclass(frozen=True)
class Answer:
    """What a person entered on one indicator, and which version of the row the person saw.

    A value of which a cell is still blank is kept as partial, one without any as missing.
    """

    indicator_id: int
    row_version: int
    kind: AnswerKind
    columns: dict[str, Decimal | None] = field(default_factory=dict)
    text: str = ""
    done_on: date | None = None
    note: str = ""
    is_estimate: bool = False


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


def entered_columns(indicator: Indicator) -> tuple[str, ...]:
    """The columns a person fills in for the indicator; a quota fills the whole by itself."""
    if indicator.percentages_only:
        return ("percent",)
    match indicator.measure:
        case Measure.RATIO:
            return ("part",) if indicator.whole_is_quota else ("part", "whole")
        case Measure.GRADED:
            return GRADE_COLUMNS[: len(indicator.scale.grades.all())]
        case Measure.COUNT:
            return ("part",)
    return ()


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
    if not rules.has_perm("results.enter_figures", by, submission):
        raise NotPermitted
    submission = Submission.objects.lock(submission.pk)
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
    rows = revision.figures.filter(indicator__in=indicator_ids).select_related("indicator__scale")
    figures = {
        figure.indicator_id: figure for figure in rows.prefetch_related("indicator__scale__grades")
    }
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
        before = _values(figure)
        _lay(figure, answer, quotas.get(answer.indicator_id))
        if problems := problems_of(figure):
            errors[answer.indicator_id] = problems
        if before != _values(figure):
            changes[figure.indicator.code] = (before, _values(figure))
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


def _lay(figure: Figure, answer: Answer, quota: Decimal | None) -> None:
    """Lays an answer into the columns of its measure; what the measure has no use for is NULL."""
    has_value = answer.kind in ENTERED
    figure.note, figure.is_estimate = answer.note, answer.is_estimate and has_value
    _clear(figure)
    if has_value:
        _fill(figure, answer, quota)
    figure.answer = _completed(figure) if has_value else answer.kind
    if figure.answer not in ENTERED:
        _clear(figure)


def _clear(figure: Figure) -> None:
    for column in COLUMNS:
        setattr(figure, column, None)
    figure.text, figure.done_on = "", None


def _fill(figure: Figure, answer: Answer, quota: Decimal | None) -> None:
    indicator = figure.indicator
    for column in _laid_columns(indicator):
        setattr(figure, column, answer.columns.get(column))
    if indicator.whole_is_quota:
        figure.whole = quota
    if indicator.measure == Measure.STATEMENT:
        figure.text = answer.text
    if indicator.measure == Measure.DONE:
        figure.whole, figure.done_on = Decimal(1), answer.done_on


def _completed(figure: Figure) -> AnswerKind:
    """How far a value has come."""
    cells = _cells(figure)
    if not any(cells):
        return AnswerKind.MISSING
    return AnswerKind.VALUE if all(cells) else AnswerKind.PARTIAL


def _laid_columns(indicator: Indicator) -> tuple[str, ...]:
    """The columns an answer may fill; a choice of a grade or of done has no cell of its own."""
    match indicator.measure:
        case Measure.GRADE:
            return GRADE_COLUMNS
        case Measure.DONE:
            return ("part",)
    return entered_columns(indicator)


def problems_of(figure: Figure) -> list[str]:
    """What is wrong with the figure as it stands, in Vietnamese; empty when nothing is."""
    indicator = figure.indicator
    problems = []
    if figure.part_within_whole and None not in (figure.part, figure.whole):
        if figure.part > figure.whole:
            problems.append(
                f"{indicator.part_label or 'Tử số'} không được lớn hơn "
                f"{(indicator.whole_label or 'mẫu số').lower()}."
            )
    if indicator.measure == Measure.GRADE and _grades_chosen(figure) > 1:
        problems.append("Chỉ chọn một mức xếp loại.")
    if figure.percent is not None and figure.percent > 100 and figure.part_within_whole:
        problems.append("Tỷ lệ không được lớn hơn 100%.")
    if figure.done_on and figure.done_on > timezone.localdate():
        problems.append("Ngày hoàn thành không được ở tương lai.")
    return problems


def _cells(figure: Figure) -> list[bool]:
    """Of each cell that the measure needs, whether it is filled."""
    match figure.indicator.measure:
        case Measure.STATEMENT:
            return [bool(figure.text.strip())]
        case Measure.GRADE:
            return [_grades_chosen(figure) > 0]
        case Measure.DONE if figure.part == 0:
            return [True]
        case Measure.DONE:
            return [figure.part is not None, figure.done_on is not None]
    return [getattr(figure, column) is not None for column in entered_columns(figure.indicator)]


def _grades_chosen(figure: Figure) -> Decimal:
    return sum((getattr(figure, column) or Decimal(0) for column in GRADE_COLUMNS), Decimal(0))


def _values(figure: Figure) -> dict[str, str]:
    names = ("answer", *COLUMNS, "text", "done_on", "note", "is_estimate")
    values = {name: getattr(figure, name) for name in names}
    return {
        name: f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        for name, value in values.items()
        if value is not False and value not in (None, "")
    }


def differs(figure: Figure, answer: Answer) -> bool:
    """Whether the answer says something else than the row (a form sends unchanged rows too)."""
    copy = Figure(indicator=figure.indicator, part_within_whole=figure.part_within_whole)
    _lay(copy, answer, figure.whole)
    return _values(copy) != _values(figure)


def problems_with(figure: Figure, answer: Answer, quota: Decimal | None) -> list[str]:
    """What would be wrong with the row if the answer stood in it, in Vietnamese."""
    copy = Figure(indicator=figure.indicator, part_within_whole=figure.part_within_whole)
    _lay(copy, answer, quota)
    return problems_of(copy)


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
    )
