"""The total of a superior: accepted figures of its subtree, its own, and what was adjusted."""

from decimal import Decimal

import pytest
from django.urls import reverse

from campaigns.enums import CombinationRule
from results.domain.periods import open_period
from results.domain.rollup import subtree_tallies
from results.domain.totals import totals_of
from results.enums import Verdict
from tests.factories import IndicatorFactory, TargetFactory
from tests.results.totalling import accepted, adjusted, movement_asking, stated, the_row
from tests.workflows import head_of, reopen, running_movement, submit
from units.enums import UnitKind

GRADES = {"g1": 2, "g2": 3, "g3": 0, "g4": 0}
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(ratio):
    """The subordinate of the unit accepted with 90/100."""
    movement = movement_asking(ratio)
    accepted(movement.submission_of(movement.subordinate), part=90, whole=100)
    return movement


def verdicts(row):
    return [line.judgement.verdict for line in row.lines]


def columns(tally):
    return tally.part, tally.whole


def test_total_is_the_sum_of_parts_over_the_sum_of_wholes(movement):
    accepted(movement.submission, part=5, whole=10)
    row = the_row(movement.submission)
    assert (row.text, row.is_provisional) == ("95/110 (86,36%)", False)


def test_total_counts_the_own_figures_that_are_shown(movement):
    row = the_row(stated(movement.submission, part=5, whole=10))
    assert (columns(row.total), row.units.coverage.reported) == ((95, 110), 2)


def test_total_of_what_was_reopened_shows_the_own_figures_once(movement):
    reopen(accepted(movement.submission, part=5, whole=10))
    row = the_row(stated(movement.submission, part=6, whole=10))
    assert (columns(row.total), row.units.coverage.reported) == ((96, 110), 2)


def test_total_leaves_out_what_was_sent_and_not_accepted(movement):
    submit(stated(movement.submission, part=5, whole=10))
    row = the_row(movement.submission_of(movement.superior))
    coverage = row.units.coverage
    assert (columns(row.total), coverage.reported, coverage.asked) == ((90, 100), 1, 4)
    assert row.is_provisional


def test_total_reaches_through_all_levels(movement):
    accepted(movement.submission, part=5, whole=10)
    accepted(movement.submission_of(movement.sibling), part=1, whole=1)
    assert columns(the_row(movement.submission_of(movement.root)).total) == (96, 111)


def test_total_says_how_many_units_gave_estimates(ratio):
    movement = movement_asking(ratio)
    below = movement.submission_of(movement.subordinate)
    accepted(below, part=90, whole=100, estimated=True)
    both = the_row(stated(movement.submission, part=1, whole=1, estimated=True))
    one = the_row(stated(movement.submission, part=2, whole=2))
    assert [row.units.coverage.estimated for row in (both, one)] == [2, 1]
    assert one.text == "92/102 (90,2%) (ước)"


def test_total_counts_the_adjustment_and_is_judged_with_it(movement):
    stated(movement.submission, part=5, whole=10)
    before = the_row(movement.submission)
    adjusted(movement.submission, part=10)
    after = the_row(movement.submission)
    assert (verdicts(before), verdicts(after)) == ([Verdict.MISSED], [Verdict.MET])
    assert (after.units_text, after.text) == ("95/110 (86,36%)", "105/110 (95,45%)")


def test_total_above_counts_an_adjustment_once_it_is_accepted(movement):
    stated(movement.submission, part=5, whole=10)
    adjusted(movement.submission, part=-2)
    superior = movement.submission_of(movement.superior)
    assert the_row(superior).text == "90/100 (90%)"
    accepted(movement.submission, part=5, whole=10)
    assert the_row(superior).text == "93/110 (84,55%)"


def test_year_so_far_is_judged_with_the_periods_before(ratio):
    movement = movement_asking(ratio)
    accepted(movement.submission, part=1, whole=10)
    later = movement.later_period()
    open_period(later)
    movement.period = later
    (line,) = the_row(stated(movement.submission, part=99, whole=100)).lines
    assert line.judgement.working == "100/110 = 90,91% < 95%"


def test_year_so_far_is_not_guessed_while_units_are_missing():
    latest = IndicatorFactory(ratio=True, part_rule=CombinationRule.LATEST)
    movement = movement_asking(latest)
    accepted(movement.submission, part=1, whole=10)
    movement.period = movement.later_period()
    open_period(movement.period)
    row = the_row(stated(movement.submission, part=99, whole=100))
    assert (row.lines, row.why_not_judged) == ([], "Chưa đủ đơn vị để đánh giá lũy kế")


def test_percentages_alone_are_never_added_up():
    movement = movement_asking(IndicatorFactory(ratio=True, percentages_only=True))
    accepted(movement.submission_of(movement.subordinate), percent=90)
    row = the_row(stated(movement.submission, percent=80))
    assert (row.adds_up, row.is_adjustable, row.total.percent) == (False, False, None)


def test_targets_that_ask_different_units_have_no_total_of_both(ratio):
    movement = movement_asking(ratio)
    target = movement.campaign.targets.get()
    area, period = target.area, movement.period
    kinds = [UnitKind.COMMUNE_COMMAND]
    TargetFactory(
        campaign=movement.campaign,
        area=area,
        indicator=ratio,
        reporting_kinds=kinds,
        asked_in=[period],
    )
    row = the_row(movement.submission)
    assert (row.is_adjustable, row.lines) == (False, [])


@pytest.mark.parametrize(
    ("measure", "figures", "text"),
    [
        (
            {"graded": True},
            {"g1": 2, "g2": 3, "g3": 0, "g4": 0},
            "Giỏi 2, Khá 3, Đạt 0, Không đạt 0",
        ),
        ({"counted_in": "vụ"}, {"part": 3}, "3 vụ"),
        ({"done": True}, {"part": 1}, "1/1 (100%)"),
    ],
)
def test_total_of_every_measure_in_words(measure, figures, text):
    indicator = IndicatorFactory(**measure)
    movement = movement_asking(indicator)
    accepted(movement.submission_of(movement.subordinate), **figures)
    assert the_row(movement.submission).text == text


def test_accepted_figures_of_the_subtree_by_indicator(movement, ratio):
    accepted(movement.submission, part=5, whole=10)
    tally = subtree_tallies(movement.submission)[ratio.pk]
    assert (columns(tally), tally.coverage.valued) == ((Decimal(95), Decimal(110)), 2)


def test_page_of_totals_shows_what_is_missing(client, movement):
    submission = movement.submission
    client.force_login(head_of(submission))
    page = client.get(reverse("results:totals", args=[submission.pk])).content.decode()
    assert ("90/100 (90%)" in page, "1/2 đơn vị" in page, "Tạm tính" in page) == (True,) * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_totals_asks_the_database_as_often_for_many_rows(
    client, django_assert_num_queries, rows
):
    indicators = [IndicatorFactory(graded=True) for _ in range(rows)]
    submission = running_movement(*indicators).submission
    client.force_login(head_of(submission))
    with django_assert_num_queries(12):
        client.get(reverse("results:totals", args=[submission.pk]))


def test_totals_of_nobody_are_empty():
    movement = movement_asking(IndicatorFactory(statement=True))
    assert totals_of(movement.submission, movement.submission.current_revision) == []


def test_mark_of_an_estimate_goes_with_the_next_revision(movement):
    submission = accepted(movement.submission, part=5, whole=10, estimated=True)
    reopen(submission)
    again = stated(movement.submission, part=6, whole=10)
    (now,) = the_row(again).lines
    assert (the_row(again).text, now.working) == ("96/110 (87,27%)", "96/110 = 87,27% < 95%")


def test_verdict_on_an_estimate_is_marked(movement):
    (line,) = the_row(stated(movement.submission, part=5, whole=10, estimated=True)).lines
    assert line.working == "95/110 = 86,36% < 95% (ước)"
