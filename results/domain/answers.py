"""What a unit says on an indicator, laid into the columns of its figure."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from campaigns.enums import Measure
from campaigns.models import Indicator
from results.enums import ENTERED, AnswerKind
from results.models import Figure
from results.models.figure import COLUMNS

GRADE_COLUMNS = ("g1", "g2", "g3", "g4", "g5", "g6")


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


def lay(figure: Figure, answer: Answer, quota: Decimal | None) -> None:
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
    if figure.answer == AnswerKind.REPORTED_SEPARATELY and figure.note:
        problems.append("Đã chọn báo cáo riêng theo chế độ mật: hãy xóa ghi chú của dòng này.")
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


def values_of(figure: Figure) -> dict[str, str]:
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
    lay(copy, answer, figure.whole)
    return values_of(copy) != values_of(figure)


def problems_with(figure: Figure, answer: Answer, quota: Decimal | None) -> list[str]:
    """What would be wrong with the row if the answer stood in it, in Vietnamese."""
    copy = Figure(indicator=figure.indicator, part_within_whole=figure.part_within_whole)
    lay(copy, answer, quota)
    return problems_of(copy)
