"""Figures as a report prints them."""

from decimal import Decimal

import pytest

from campaigns.enums import CombinationRule, Measure, Operator
from campaigns.models import ContentArea, Indicator, Target
from reports.domain.lines import Line, Standing
from reports.domain.table import TargetResult
from reports.domain.wording import (
    amount_text,
    result_text,
    subject,
    tally_of_verdicts,
    value_text,
)
from results.arithmetic.criteria import CriterionRule
from results.arithmetic.readings import read
from results.arithmetic.tally import NONE_ARISEN, VALUED, Coverage, Tally, one_hot
from results.arithmetic.verdicts import judge, judge_target

SCALE = ("Giỏi", "Khá", "Đạt", "Không đạt")


def rule(operator=Operator.AT_LEAST, threshold=95, grades=()):
    return CriterionRule(
        operator=operator,
        threshold=Decimal(threshold),
        part_rule=CombinationRule.ADDS,
        whole_rule=CombinationRule.ADDS,
        grades=grades,
        scale=SCALE,
    )


def tally(part=None, whole=None, coverage=VALUED, **columns):
    values = {name: None if value is None else Decimal(value) for name, value in columns.items()}
    return Tally(
        part=None if part is None else Decimal(part),
        whole=None if whole is None else Decimal(whole),
        coverage=coverage,
        **values,
    )


def graded(position):
    return Tally(grades=one_hot(position), coverage=VALUED)


def standing(made, asked=None, measure=Measure.RATIO, *, is_due=True):
    asked = asked or rule()
    judgement = judge(asked, made, measure=measure, is_due=is_due)
    return Standing(asked, made, read(asked, made, measure), judgement)


def result(*, measure=Measure.RATIO, now, before=None, asked=None, counted_in="", is_due=True):
    asked = asked or rule()
    line = Line(
        label="95% quân số",
        is_nested=False,
        period=standing(now, asked, measure),
        to_date=standing(now, asked, measure, is_due=is_due),
        before=standing(before or Tally(), asked, measure),
        units={},
    )
    indicator = Indicator(counted_in=counted_in, measure=measure)
    target = Target(title="Huấn luyện.", indicator=indicator, area=ContentArea(title="Huấn luyện"))
    judgement = judge_target([asked], now, measure=measure, is_due=is_due)
    return TargetResult(target, None, (line,), judgement, "")


def told(**changes):
    made = result(**changes)
    return result_text(made, made.lines[0])


def test_subject_names_target_and_threshold():
    made = result(now=tally(1, 1))
    assert subject(made, made.lines[0]) == "Huấn luyện (95% quân số)"


@pytest.mark.parametrize(
    ("made", "measure", "amount", "value"),
    [
        (tally(1486, 1501), Measure.RATIO, "1.486/1.501", "99%"),
        (tally(9499, 10000), Measure.RATIO, "9.499/10.000", "94,99%"),
        (tally(99999, 100000), Measure.RATIO, "99.999/100.000", "99,99%"),
        (tally(percent="98.6"), Measure.RATIO, "–", "98,6%"),
        (tally(0, 0), Measure.RATIO, "0/0", "–"),
        (tally(1234), Measure.COUNT, "1.234", "1.234"),
        (tally(coverage=NONE_ARISEN), Measure.COUNT, "0", "0"),
        (tally(1, 1), Measure.DONE, "1/1", "Đã hoàn thành"),
        (tally(0, 1), Measure.DONE, "0/1", "Chưa hoàn thành"),
        (tally(11, 12, Coverage(valued=12)), Measure.DONE, "11/12", "91,67%"),
        (Tally(), Measure.RATIO, "–", "–"),
    ],
)
def test_figure_is_printed_as_amount_and_value(made, measure, amount, value):
    one = standing(made, measure=measure)
    assert (amount_text(one), value_text(one)) == (amount, value)


def test_single_grade_is_printed_by_its_name():
    one = standing(graded(2), rule(threshold=100, grades=(1, 2)), Measure.GRADE)
    assert value_text(one) == "Khá"


def test_line_tells_the_change_in_printed_percentage_points():
    words = told(now=tally(118, 120), before=tally(119, 125))
    assert words == ("118/120, bằng 98,33%, đạt; tăng 3,13 điểm phần trăm so với kỳ trước")


def test_line_tells_a_fall():
    assert told(now=tally(1, 2), before=tally(3, 4)) == (
        "1/2, bằng 50%, chưa đạt; giảm 25 điểm phần trăm so với kỳ trước"
    )


def test_line_tells_that_nothing_changed():
    assert told(now=tally(1, 1), before=tally(3, 3)) == (
        "1/1, bằng 100%, đạt; không thay đổi so với kỳ trước"
    )


def test_line_of_the_first_period_compares_with_nothing():
    assert told(now=tally(1, 1)) == "1/1, bằng 100%, đạt"


def test_count_is_told_with_what_is_counted():
    asked = rule(Operator.AT_MOST, 0)
    words = told(measure=Measure.COUNT, now=tally(2), before=tally(1), asked=asked, counted_in="vụ")
    assert words == "02 vụ, chưa đạt"


def test_gap_is_told_by_its_reason():
    asked = rule()
    percents = tally(coverage=Coverage(valued=2))
    assert told(now=percents, asked=asked) == ("chỉ có tỷ lệ của từng đơn vị, không cộng gộp được")


def test_target_not_yet_due_is_told_as_under_way():
    assert told(now=tally(58, 100), is_due=False) == "58/100, bằng 58%, đang thực hiện"


def test_verdicts_are_counted_by_target():
    results = [result(now=tally(1, 1)), result(now=tally(1, 2)), result(now=tally(1, 3))]
    assert tally_of_verdicts(results) == "01 chỉ tiêu đạt, 02 chỉ tiêu chưa đạt"
