"""What looks implausible is said, and explained by a note; nothing is refused for it."""

from decimal import Decimal

import pytest

from campaigns.enums import CombinationRule
from results.domain.doubts import doubts_of
from results.domain.periods import open_period
from results.domain.warnings import unexplained_in, warnings_of
from results.enums import AnswerKind
from results.models import Figure
from tests.factories import IndicatorFactory
from tests.workflows import running_movement

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


@pytest.fixture
def leap():
    """What a unit stated for two periods: 12, and then 120."""
    movement = running_movement(IndicatorFactory())
    later = movement.later_period()
    open_period(later)
    stated = {"answer": AnswerKind.VALUE}
    Figure.objects.filter(unit=movement.unit).update(**stated, part=12)
    [now] = Figure.objects.filter(unit=movement.unit, period=later)
    Figure.objects.filter(pk=now.pk).update(part=120)
    return Figure.objects.get(pk=now.pk)


@pytest.mark.django_db
def test_a_leap_without_a_note_is_unexplained(leap):
    assert unexplained_in([leap.revision_id]) == {leap.revision_id: 1}
    [said] = doubts_of([leap.revision_id]).values()
    assert said == ["1 chỉ tiêu có cảnh báo chưa được giải thích"]


@pytest.mark.django_db
def test_a_note_explains_a_leap(leap):
    Figure.objects.filter(pk=leap.pk).update(note="Đợt cao điểm.")
    assert unexplained_in([leap.revision_id]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("revisions", [1, 3])
def test_warnings_of_many_reports_are_found_in_two_queries(
    leap, django_assert_num_queries, revisions
):
    keys = Figure.objects.filter(period=leap.period).values_list("revision", flat=True)
    keys = [leap.revision_id, *keys.exclude(pk=leap.pk)][:revisions]
    with django_assert_num_queries(2):
        assert unexplained_in(keys)[leap.revision_id] == 1
