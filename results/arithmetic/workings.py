"""The working behind a verdict, in words and figures: "120/120 = 100% ≥ 100%"."""

from collections.abc import Mapping
from decimal import Decimal

from campaigns.enums import Measure, Operator
from core.vietnamese.numbers import format_number
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.readings import Figure
from results.arithmetic.rounding import percent_text
from results.arithmetic.tally import Tally

NO_FIGURES = "Chưa có số liệu"
NO_WHOLE = "Chưa có tổng số hoặc chỉ tiêu giao để tính tỷ lệ"
NONE_ARISEN = "Không phát sinh"
NOT_YET_JUDGED = "Chưa đến kỳ đánh giá"
PERCENTS_APART = "Chỉ có tỷ lệ của từng đơn vị, không cộng gộp được"
REPORTED_SEPARATELY = "Báo cáo riêng theo chế độ mật"

_DONE = "Đã hoàn thành"
_NOT_DONE = "Chưa hoàn thành"
_SYMBOLS: Mapping[str, str] = {
    Operator.AT_LEAST: "≥",
    Operator.AT_MOST: "≤",
    Operator.EQUAL: "=",
    Operator.ABOVE: ">",
}


def describe(rule: CriterionRule, figure: Figure, tally: Tally) -> str:
    """Word a figure and its comparison with the threshold."""
    is_single = tally.coverage.asked == 1 and figure.whole == 1
    if is_single and figure.measure == Measure.DONE:
        return _DONE if figure.part else _NOT_DONE
    if is_single and figure.measure == Measure.GRADE and 1 in tally.grades:
        return _describe_grade(rule, tally)
    unit = "" if figure.is_count else "%"
    threshold = f"{format_number(rule.threshold)}{unit}"
    return f"{_describe_figure(rule, figure)} {_symbol(rule, figure)} {threshold}"


def _describe_grade(rule: CriterionRule, tally: Tally) -> str:
    given = rule.grade_name(tally.grades.index(1) + 1)
    wanted = " hoặc ".join(rule.grade_name(position) for position in rule.grades)
    return f"{given} (yêu cầu: {wanted})"


def _describe_figure(rule: CriterionRule, figure: Figure) -> str:
    if figure.is_count:
        return format_number(figure.part)
    if figure.whole is None:
        return percent_text(figure.part, Decimal(100), [rule.threshold])
    share = percent_text(figure.part, figure.whole, [rule.threshold])
    return f"{format_number(figure.part)}/{format_number(figure.whole)} = {share}"


def _symbol(rule: CriterionRule, figure: Figure) -> str:
    """Give the sign that is true of the two numbers: the operator's, or its contrary."""
    if rule.is_exceeded_by(figure.value):
        return ">"
    if rule.holds(figure.value):
        return _SYMBOLS[rule.operator]
    if rule.operator == Operator.ABOVE:
        return "≤"
    return "<" if figure.value < rule.threshold else ">"
