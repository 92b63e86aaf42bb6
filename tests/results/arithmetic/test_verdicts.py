from decimal import Decimal

import pytest

from campaigns.enums import Measure
from results.arithmetic.tally import (
    MISSING,
    NONE_ARISEN,
    SEPARATE,
    VALUED,
    Coverage,
    Tally,
    one_hot,
)
from results.arithmetic.verdicts import judge
from results.enums import Verdict
from tests.results.arithmetic.builders import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    EQUAL,
    count,
    graded,
    ratio,
    rule,
)

DUTY_SCALE = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)


def said(criterion, tally, measure=Measure.RATIO):
    judgement = judge(criterion, tally, measure=measure, is_due=True)
    return judgement.verdict, judgement.working


@pytest.mark.parametrize(
    ("operator", "threshold", "part", "verdict", "working"),
    [
        (AT_LEAST, 100, 120, Verdict.MET, "120/120 = 100% ≥ 100%"),
        (AT_LEAST, 100, 119, Verdict.MISSED, "119/120 = 99,17% < 100%"),
        (AT_LEAST, 75, 96, Verdict.MET, "96/120 = 80% ≥ 75%"),
        (AT_MOST, 20, 24, Verdict.MET, "24/120 = 20% ≤ 20%"),
        (AT_MOST, 20, 12, Verdict.MET, "12/120 = 10% ≤ 20%"),
        (AT_MOST, 20, 25, Verdict.MISSED, "25/120 = 20,83% > 20%"),
        (EQUAL, 100, 120, Verdict.MET, "120/120 = 100% = 100%"),
        (EQUAL, 100, 119, Verdict.MISSED, "119/120 = 99,17% < 100%"),
        (EQUAL, 100, 121, Verdict.MISSED, "121/120 = 100,83% > 100%"),
        (ABOVE, 75, 91, Verdict.MET, "91/120 = 75,83% > 75%"),
        (ABOVE, 75, 90, Verdict.MISSED, "90/120 = 75% ≤ 75%"),
        (ABOVE, 75, 89, Verdict.MISSED, "89/120 = 74,17% ≤ 75%"),
    ],
)
def test_judge_compares_a_ratio_with_its_threshold(operator, threshold, part, verdict, working):
    assert said(rule(operator, threshold), ratio(part, 120)) == (verdict, working)


def test_judge_groups_thousands_and_prints_no_miss_as_a_pass():
    assert said(rule(AT_LEAST, 100), ratio(119996, 120000)) == (
        Verdict.MISSED,
        "119.996/120.000 = 99,99% < 100%",
    )


@pytest.mark.parametrize(
    ("operator", "part", "exceeding_counts", "verdict", "working"),
    [
        (AT_LEAST, 125, True, Verdict.EXCEEDED, "125/100 = 125% > 100%"),
        (AT_LEAST, 125, False, Verdict.MET, "125/100 = 125% ≥ 100%"),
        (AT_LEAST, 100, True, Verdict.MET, "100/100 = 100% ≥ 100%"),
        (ABOVE, 125, True, Verdict.MET, "125/100 = 125% > 100%"),
        (AT_MOST, 80, True, Verdict.MET, "80/100 = 80% ≤ 100%"),
        (EQUAL, 125, True, Verdict.MISSED, "125/100 = 125% > 100%"),
    ],
)
def test_judge_says_exceeded_only_beyond_a_floor_where_that_counts(
    operator, part, exceeding_counts, verdict, working
):
    criterion = rule(operator, 100, exceeding_counts=exceeding_counts)
    assert said(criterion, ratio(part, 100)) == (verdict, working)


@pytest.mark.parametrize(
    ("operator", "threshold", "number", "verdict", "working"),
    [
        (EQUAL, 0, 0, Verdict.MET, "0 = 0"),
        (EQUAL, 0, 2, Verdict.MISSED, "2 > 0"),
        (AT_MOST, 5, 3, Verdict.MET, "3 ≤ 5"),
        (AT_LEAST, 1200, 1466, Verdict.MET, "1.466 ≥ 1.200"),
        (AT_LEAST, 1500, 1466, Verdict.MISSED, "1.466 < 1.500"),
    ],
)
def test_judge_compares_a_count_itself(operator, threshold, number, verdict, working):
    assert said(rule(operator, threshold), count(number), Measure.COUNT) == (verdict, working)


@pytest.mark.parametrize(
    ("positions", "threshold", "verdict", "working"),
    [
        ((1, 2, 3), 100, Verdict.MET, "120/120 = 100% ≥ 100%"),
        ((1, 2), 75, Verdict.MISSED, "80/120 = 66,67% < 75%"),
        ((3,), 30, Verdict.MET, "40/120 = 33,33% ≥ 30%"),
    ],
)
def test_judge_takes_the_grades_of_the_criterion_over_all_grades(
    positions, threshold, verdict, working
):
    criterion = rule(AT_LEAST, threshold, grades=positions)
    assert said(criterion, graded(30, 50, 40), Measure.GRADED) == (verdict, working)


@pytest.mark.parametrize(
    ("position", "verdict", "given"),
    [(2, Verdict.MET, "Hoàn thành tốt nhiệm vụ"), (3, Verdict.MISSED, "Hoàn thành nhiệm vụ")],
)
def test_judge_words_the_grade_of_a_single_unit(position, verdict, given):
    criterion = rule(AT_LEAST, 100, grades=(1, 2), scale=DUTY_SCALE)
    tally = Tally(grades=one_hot(position), coverage=VALUED)
    wanted = "Hoàn thành xuất sắc nhiệm vụ hoặc Hoàn thành tốt nhiệm vụ"
    assert said(criterion, tally, Measure.GRADE) == (verdict, f"{given} (yêu cầu: {wanted})")


def test_judge_words_adjusted_grades_as_a_share():
    criterion = rule(AT_LEAST, 100, grades=(1,), scale=DUTY_SCALE)
    assert said(criterion, graded(2, -1), Measure.GRADE)[1] == "2/1 = 200% ≥ 100%"


def test_judge_counts_the_grades_of_a_total():
    total = graded(3, 8, 1, coverage=Coverage(valued=12))
    assert said(rule(AT_LEAST, 100, grades=(1, 2)), total, Measure.GRADE) == (
        Verdict.MISSED,
        "11/12 = 91,67% < 100%",
    )


@pytest.mark.parametrize(
    ("done", "verdict", "working"),
    [(1, Verdict.MET, "Đã hoàn thành"), (0, Verdict.MISSED, "Chưa hoàn thành")],
)
def test_judge_words_what_a_single_unit_has_done(done, verdict, working):
    assert said(rule(AT_LEAST, 100), ratio(done, 1), Measure.DONE) == (verdict, working)


def test_judge_counts_the_units_that_have_done_it():
    total = ratio(11, 12, Coverage(valued=12))
    assert said(rule(AT_LEAST, 100), total, Measure.DONE)[1] == "11/12 = 91,67% < 100%"


def test_judge_words_a_total_as_one_although_a_single_unit_has_answered():
    total = ratio(1, 1, Coverage(valued=1, missing=11))
    assert said(rule(AT_LEAST, 100), total, Measure.DONE)[1] == "1/1 = 100% ≥ 100%"


@pytest.mark.parametrize(
    ("percent", "verdict", "working"),
    [("97.98", Verdict.MET, "97,98% ≥ 95%"), ("94.99", Verdict.MISSED, "94,99% < 95%")],
)
def test_judge_compares_a_percent_without_absolute_numbers(percent, verdict, working):
    tally = Tally(percent=Decimal(percent), coverage=VALUED)
    assert said(rule(AT_LEAST, 95), tally) == (verdict, working)


def test_judge_does_not_total_percents():
    unit = Tally(percent=Decimal(97), coverage=VALUED)
    assert said(rule(AT_LEAST, 95), unit + unit + Tally(coverage=NONE_ARISEN)) == (
        Verdict.INSUFFICIENT,
        "Chỉ có tỷ lệ của từng đơn vị, không cộng gộp được",
    )


@pytest.mark.parametrize(
    ("measure", "tally", "verdict", "working"),
    [
        (Measure.RATIO, Tally(coverage=NONE_ARISEN), Verdict.NONE_ARISEN, "Không phát sinh"),
        (
            Measure.RATIO,
            Tally(whole=Decimal(37), coverage=NONE_ARISEN),
            Verdict.NONE_ARISEN,
            "Không phát sinh",
        ),
        (Measure.RATIO, ratio(0, 0), Verdict.NONE_ARISEN, "Không phát sinh"),
        (Measure.GRADED, graded(), Verdict.NONE_ARISEN, "Không phát sinh"),
        (Measure.COUNT, Tally(coverage=NONE_ARISEN), Verdict.MISSED, "0 < 70"),
        (Measure.RATIO, Tally(coverage=MISSING), Verdict.INSUFFICIENT, "Chưa có số liệu"),
        (Measure.GRADED, Tally(coverage=MISSING), Verdict.INSUFFICIENT, "Chưa có số liệu"),
        (Measure.COUNT, Tally(coverage=MISSING), Verdict.INSUFFICIENT, "Chưa có số liệu"),
        (Measure.RATIO, Tally(), Verdict.INSUFFICIENT, "Chưa có số liệu"),
        (
            Measure.RATIO,
            count(5),
            Verdict.INSUFFICIENT,
            "Chưa có tổng số hoặc chỉ tiêu giao để tính tỷ lệ",
        ),
        (
            Measure.RATIO,
            ratio(5, 0),
            Verdict.INSUFFICIENT,
            "Chưa có tổng số hoặc chỉ tiêu giao để tính tỷ lệ",
        ),
        (
            Measure.RATIO,
            ratio(5, -1),
            Verdict.INSUFFICIENT,
            "Chưa có tổng số hoặc chỉ tiêu giao để tính tỷ lệ",
        ),
        (
            Measure.RATIO,
            Tally(coverage=SEPARATE),
            Verdict.REPORTED_SEPARATELY,
            "Báo cáo riêng theo chế độ mật",
        ),
        (
            Measure.COUNT,
            Tally(coverage=Coverage(separate=1, none_arisen=3)),
            Verdict.REPORTED_SEPARATELY,
            "Báo cáo riêng theo chế độ mật",
        ),
        (
            Measure.RATIO,
            ratio(58, 100, SEPARATE),
            Verdict.REPORTED_SEPARATELY,
            "Báo cáo riêng theo chế độ mật",
        ),
    ],
)
def test_judge_says_why_there_is_nothing_to_compare(measure, tally, verdict, working):
    grades = (1, 2) if measure == Measure.GRADED else ()
    criterion = rule(AT_LEAST, 70, grades=grades)
    assert said(criterion, tally, measure) == (verdict, working)


def test_judge_takes_no_incident_reported_as_none():
    assert said(rule(EQUAL, 0), Tally(coverage=NONE_ARISEN), Measure.COUNT) == (
        Verdict.MET,
        "0 = 0",
    )


def test_judge_refuses_a_statement():
    with pytest.raises(ValueError, match="not judged by arithmetic"):
        judge(rule(AT_LEAST, 1), Tally(), measure=Measure.STATEMENT, is_due=True)


@pytest.mark.parametrize(("missing", "is_provisional"), [(0, False), (1, True)])
def test_judge_marks_a_verdict_with_missing_units_as_provisional(missing, is_provisional):
    tally = ratio(100, 100, Coverage(valued=11, missing=missing))
    judgement = judge(rule(AT_LEAST, 100), tally, measure=Measure.RATIO, is_due=True)
    assert (judgement.verdict, judgement.is_provisional) == (Verdict.MET, is_provisional)


@pytest.mark.parametrize("position", [0, 7])
def test_criterion_rule_refuses_a_grade_outside_the_columns(position):
    with pytest.raises(ValueError, match="between 1 and 6"):
        rule(AT_LEAST, 100, grades=(position,))
