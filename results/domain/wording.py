"""Figures and verdicts as people read them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from campaigns.enums import Measure
from campaigns.models import Indicator
from core.erasure.enums import ErasureState
from core.vietnamese.dates import short_date
from core.vietnamese.numbers import counted, format_number
from results.arithmetic.rounding import percent_text, round_percent
from results.arithmetic.tally import Tally
from results.enums import AnswerKind, Standing, SubmissionState, Timeliness, Verdict
from results.models import Adjustment, Figure
from results.models.adjustment import SIGNED

STATE_TONES = {
    SubmissionState.OPEN: "neutral",
    SubmissionState.SUBMITTED: "info",
    SubmissionState.RETURNED: "warning",
    SubmissionState.ACCEPTED: "good",
    SubmissionState.REOPENED: "warning",
}
TIMELINESS_TONES = {
    Timeliness.NOT_DUE: "neutral",
    Timeliness.ON_TIME: "good",
    Timeliness.SENT_LATE: "warning",
    Timeliness.SENT_VERY_LATE: "warning",
    Timeliness.OVERDUE: "bad",
    Timeliness.VERY_OVERDUE: "bad",
}
STANDING_TONES = {
    Standing.NOT_DUE: "neutral",
    Standing.OVERDUE: "warning",
    Standing.VERY_OVERDUE: "bad",
    Standing.SUBMITTED: "info",
    Standing.RETURNED: "warning",
    Standing.ACCEPTED: "good",
    Standing.REOPENED: "warning",
}
ERASURE_TONES = {
    ErasureState.WAITING: "warning",
    ErasureState.ERASED: "good",
    ErasureState.DECLINED: "neutral",
}
NOTHING = "–"
ERASED_CHANGE = (
    "Số điều chỉnh đã xóa theo quy định bảo vệ bí mật nhà nước, không còn tính vào tổng số"
)
PERCENTAGES_ONLY = "Chỉ nhập tỷ lệ; không ghi số tuyệt đối, kể cả ở ghi chú."
SOON = 5  # days before the due day in which it is time to hurry
VERDICT_TONES = {
    Verdict.EXCEEDED: "good",
    Verdict.MET: "good",
    Verdict.MISSED: "bad",
    Verdict.UNDERWAY: "info",
    Verdict.INSUFFICIENT: "warning",
    Verdict.NONE_ARISEN: "neutral",
    Verdict.REPORTED_SEPARATELY: "neutral",
}


def days_left_text(due_on: date, today: date) -> tuple[str, str]:
    """The words for a due day and their tone: ("còn 06 ngày", "info")."""
    days = (due_on - today).days
    if days < 0:
        return f"quá hạn {counted(-days)} ngày", "bad"
    if days == 0:
        return "hết hạn hôm nay", "warning"
    return f"còn {counted(days)} ngày", "warning" if days <= SOON else "info"


def figure_text(figure: Figure) -> str:
    """What the figure says: "118/120 người (98,33%)", "Giỏi 12, Khá 30", "Không phát sinh"."""
    if figure.answer != AnswerKind.VALUE:
        return figure.get_answer_display()
    return marked(_value_text(figure, figure.indicator), is_estimate=figure.is_estimate)


def marked(text: str, *, is_estimate: bool) -> str:
    """A number with the mark of an estimate (ước thực hiện), in every table."""
    return f"{text} (ước)" if is_estimate else text


def value_text(value: Fraction | None, indicator: Indicator) -> str:
    """A value that is compared: a percentage, or the number of a count with its unit."""
    if value is None:
        return "–"
    rounded = format_number(round_percent(value))
    if indicator.measure == Measure.COUNT:
        return f"{rounded} {indicator.counted_in}".strip()
    return f"{rounded}%"


def difference_text(difference: Fraction) -> str:
    """With its sign: "+4,5", "-12"."""
    rounded = round_percent(abs(difference))
    if not rounded:
        return "0"
    return f"{'-' if difference < 0 else '+'}{format_number(rounded)}"


def _value_text(figure: Figure, indicator: Indicator) -> str:
    if figure.percent is not None:
        return f"{format_number(figure.percent)}%"
    match indicator.measure:
        case Measure.RATIO:
            return _ratio_text(figure.part, figure.whole, indicator)
        case Measure.GRADED:
            return _grades_text(_grades(figure))
        case Measure.GRADE:
            return next((label for label, value in _grades(figure) if value), "")
        case Measure.DONE:
            day = f" ({short_date(figure.done_on)})" if figure.done_on else ""
            return f"Đã hoàn thành{day}" if figure.part else "Chưa hoàn thành"
        case Measure.STATEMENT:
            return figure.text
    return f"{format_number(figure.part)} {indicator.counted_in}".strip()


def total_text(tally: Tally, indicator: Indicator) -> str:
    """What units together amount to: "118/120 (98,33%)", "Giỏi 12, Khá 30"; "–" for nothing."""
    if indicator.scale_id:
        labels = [grade.label for grade in indicator.scale.grades.all()]
        return _grades_text(list(zip(labels, tally.grades, strict=False)))
    return _ratio_text(tally.part, tally.whole, indicator) if tally.part is not None else NOTHING


def _ratio_text(part: Decimal, whole: Decimal | None, indicator: Indicator) -> str:
    if whole is None:
        return f"{format_number(part)} {indicator.counted_in}".strip()
    return f"{format_number(part)}/{format_number(whole)} ({percent_text(part, whole)})"


def _grades_text(grades: list[tuple[str, Decimal]]) -> str:
    return ", ".join(f"{label} {format_number(value)}" for label, value in grades)


def column_labels(indicator: Indicator) -> dict[str, str]:
    """What people call the columns of the indicator's measure."""
    labels = {
        "part": indicator.part_label or "Số lượng",
        "whole": indicator.whole_label or "Tổng số",
        "percent": "Tỷ lệ (%)",
    }
    if indicator.scale_id:
        labels |= {f"g{grade.position}": grade.label for grade in indicator.scale.grades.all()}
    return labels


def adjustment_text(adjustment: Adjustment) -> str:
    """What it changes: "Đã nhập ngũ tăng 2; Chỉ tiêu giao giảm 1"."""
    if adjustment.is_erased:
        return ERASED_CHANGE
    labels = column_labels(adjustment.indicator)
    changes = [(labels[name], getattr(adjustment, name)) for name in SIGNED if name in labels]
    return "; ".join(
        f"{label} {'tăng' if value > 0 else 'giảm'} {format_number(abs(value))}"
        for label, value in changes
        if value
    )


def told(adjustments: Iterable[Adjustment]) -> list[tuple[Adjustment, str]]:
    """Each with what it changes, in words."""
    return [(one, adjustment_text(one)) for one in adjustments]


def _grades(figure: Figure) -> list[tuple[str, Decimal]]:
    columns = (figure.g1, figure.g2, figure.g3, figure.g4, figure.g5, figure.g6)
    labels = [grade.label for grade in figure.indicator.scale.grades.all()]
    return [(label, value or Decimal(0)) for label, value in zip(labels, columns, strict=False)]
