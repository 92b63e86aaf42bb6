"""What looks implausible is said, and explained by a note; nothing is refused for it."""

from decimal import Decimal

import pytest

from campaigns.enums import CombinationRule
from results.domain.warnings import warnings_of
from results.enums import AnswerKind
from results.models import Figure
from tests.factories import IndicatorFactory

RATIO = IndicatorFactory.build(ratio=True, part_rule=CombinationRule.ADDS)
CUMULATIVE = IndicatorFactory.build(ratio=True, part_rule=CombinationRule.LATEST)


def figure(indicator=RATIO, answer=AnswerKind.VALUE, **columns) -> Figure:
    decimals = {name: Decimal(value) for name, value in columns.items()}
    return Figure(indicator=indicator, answer=answer, **decimals)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (figure(part=8, whole=10), None),
        (figure(part=10, whole=10), figure(part=9, whole=10)),
        (figure(part=3, whole=100), figure(part=30, whole=100)),
        (figure(part=99, whole=100), figure(part=10, whole=100)),
        (figure(part=50, whole=100), figure(part=0, whole=100)),
        (figure(CUMULATIVE, part=8, whole=10), figure(CUMULATIVE, part=8, whole=10)),
    ],
    ids=["first", "growing", "a smaller addition", "nearly ten times", "after none", "unchanged"],
)
def test_the_plausible_is_not_warned_of(now, before):
    assert warnings_of(now, before) == []


def test_a_part_above_its_whole_is_warned_of():
    [said] = warnings_of(figure(part=1200, whole=1000), None)
    assert said == "Số thực hiện lớn hơn tổng số (1.200 so với 1.000)."


def test_a_cumulative_number_that_falls_is_warned_of():
    before = figure(CUMULATIVE, part=9, whole=10)
    [said] = warnings_of(figure(CUMULATIVE, part=8, whole=10), before)
    assert said == "Số lũy kế giảm so với kỳ trước (9 → 8)."


def test_a_percentage_that_falls_is_warned_of():
    [said] = warnings_of(figure(percent="57.5"), figure(percent=58))
    assert said == "Số lũy kế giảm so với kỳ trước (58 → 57,5)."


@pytest.mark.parametrize("column", ["part", "whole", "g1", "g6"])
def test_a_number_of_ten_times_the_last_is_warned_of(column):
    [said] = warnings_of(figure(**{column: 120}), figure(**{column: 12}))
    assert said == "Gấp từ 10 lần kỳ trước trở lên (12 → 120)."


@pytest.mark.parametrize("answer", [AnswerKind.NONE_ARISEN, AnswerKind.PARTIAL])
def test_what_is_no_value_is_compared_with_nothing(answer):
    assert warnings_of(figure(answer=answer), figure(part=12)) == []
    assert warnings_of(figure(part=120), figure(answer=answer)) == []
