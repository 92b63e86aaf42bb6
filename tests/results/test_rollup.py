"""The sums over a subtree: what they hold after each act, and what tells when they are wrong."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from results.arithmetic.tally import Coverage, Tally
from results.domain.figures import save_answers
from results.domain.periods import open_period
from results.domain.rollup import Covered, subtree_coverage, subtree_tallies, tallies_before
from results.domain.rollup_keeping import RollUpHarm, harmed_roll_ups, rebuild
from results.enums import AnswerKind
from results.enums import SubmissionState as State
from results.models import Figure, RollUp
from tests.factories import IndicatorFactory
from tests.refusals import refused_by
from tests.results.test_handover import AFTER_PERIOD, transfer
from tests.workflows import (
    accept,
    answer_to,
    clerk_of,
    fill_in,
    reopen,
    running_movement,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Asks one ratio; every unit answers 95 of 100."""
    return running_movement()


def total(movement, unit) -> Tally:
    tallies = subtree_tallies(movement.submission_of(unit))
    return next(iter(tallies.values()), Tally())


def covered(movement, unit) -> Covered:
    [covered] = subtree_coverage(movement.submission_of(unit)).values()
    return covered


def restate(submission, **columns):
    """Reopened, changed and sent again."""
    opened = reopen(submission)
    figure = Figure.objects.select_related("indicator").get(revision=opened.current_revision_id)
    save_answers(
        opened,
        [answer_to(figure, **{name: Decimal(value) for name, value in columns.items()})],
        by=clerk_of(opened),
        revision_id=opened.current_revision_id,
    )
    return submit(opened)


def test_open_period_counts_who_is_asked_in_every_subtree(movement):
    units = (movement.root, movement.superior, movement.unit, movement.sibling)
    assert [covered(movement, unit) for unit in units] == [
        Covered(asked=number) for number in (5, 4, 2, 1)
    ]


def test_accept_adds_to_the_unit_and_to_all_above_it(movement):
    submission_at(State.ACCEPTED, movement)
    units = (movement.root, movement.superior, movement.unit)
    assert [(total(movement, unit).part, total(movement, unit).whole) for unit in units] == [
        (95, 100)
    ] * 3


def test_accept_adds_to_nobody_beside_or_below(movement):
    submission_at(State.ACCEPTED, movement)
    beside = [total(movement, unit) for unit in (movement.sibling, movement.subordinate)]
    assert beside == [Tally(), Tally()]


def test_accept_sums_the_own_figures_and_those_below(movement):
    for unit in (movement.unit, movement.subordinate):
        submission_at(State.ACCEPTED, movement, unit=unit)
    assert total(movement, movement.superior).part == 190
    assert covered(movement, movement.superior) == Covered(asked=4, accepted=2)


def test_what_was_only_sent_is_missing(movement):
    submission_at(State.SUBMITTED, movement)
    assert covered(movement, movement.root) == Covered(asked=5)


def test_reopening_changes_nothing_until_the_figures_are_replaced(movement):
    sent = restate(submission_at(State.ACCEPTED, movement), part=40, whole=50)
    before = total(movement, movement.root)
    accept(sent)
    after = total(movement, movement.root)
    assert [(tally.part, tally.coverage.valued) for tally in (before, after)] == [(95, 1), (40, 1)]


def test_value_replaced_by_none_arisen_is_no_longer_stated(movement):
    opened = reopen(submission_at(State.ACCEPTED, movement))
    Figure.objects.filter(revision=opened.current_revision_id).update(
        answer=AnswerKind.NONE_ARISEN, part=None, whole=None, text=""
    )
    accept(submit(opened))
    tally = total(movement, movement.root)
    assert (tally.part, tally.coverage) == (None, Coverage(none_arisen=1))


def test_stated_zero_is_a_value(movement):
    submission = fill_in(movement.submission)
    submission.current_revision.figures.update(part=0)
    accept(submit(submission))
    assert total(movement, movement.root).part == 0


def test_estimates_are_counted(movement):
    submission = fill_in(movement.submission)
    submission.current_revision.figures.update(is_estimate=True)
    accept(submit(submission))
    assert covered(movement, movement.root) == Covered(5, accepted=1, estimated=1)


def test_percentages_are_counted_and_never_summed():
    movement = running_movement(IndicatorFactory(percentage=True))
    submission_at(State.ACCEPTED, movement, unit=movement.subordinate)
    tally = total(movement, movement.subordinate)
    assert (tally.percent, tally.part, tally.coverage) == (None, None, Coverage(valued=1))


def test_grades_add_up_column_by_column():
    movement = running_movement(IndicatorFactory(graded=True))
    for unit in (movement.unit, movement.sibling):
        submission_at(State.ACCEPTED, movement, unit=unit)
    assert total(movement, movement.superior).grades == (2, 4, 6, 8, 0, 0)


def test_periods_are_kept_apart(movement):
    submission_at(State.ACCEPTED, movement)
    movement.period = movement.later_period()
    open_period(movement.period)
    assert covered(movement, movement.root) == Covered(asked=5)


def test_earlier_periods_come_together_and_the_present_one_not():
    movement = running_movement(IndicatorFactory())
    for unit in (movement.unit, movement.sibling):
        submission_at(State.ACCEPTED, movement, unit=unit)
    movement.period = movement.later_period()
    open_period(movement.period)
    submission_at(State.ACCEPTED, movement)
    [before] = tallies_before(movement.submission_of(movement.root)).values()
    assert (before.part, before.coverage) == (6, Coverage(valued=2))


def test_period_opened_again_keeps_its_sums(movement):
    submission_at(State.ACCEPTED, movement)
    kept = RollUp.objects.get(unit=movement.root)
    open_period(movement.period)
    assert RollUp.objects.get(unit=movement.root) == kept


def test_campaign_passed_on_counts_for_the_new_unit_what_was_accepted_before(movement):
    submission_at(State.ACCEPTED, movement)
    sent = submission_at(State.SUBMITTED, movement, unit=movement.subordinate)
    transfer(movement, AFTER_PERIOD, to=movement.sibling)
    accept(movement.submission_of(sent.unit))
    assert total(movement, movement.sibling).part == 190
    assert list(harmed_roll_ups()) == []


def test_sums_are_read_in_one_query(movement, django_assert_num_queries):
    root = movement.submission_of(movement.root)
    with django_assert_num_queries(1):
        subtree_tallies(root)


@pytest.mark.parametrize("column", ["part", "asked", "g1", "estimates"])
def test_sum_that_was_changed_is_found_and_named(movement, column):
    submission_at(State.ACCEPTED, movement)
    harmed = RollUp.objects.filter(unit=movement.superior)
    harmed.update(**{column: getattr(harmed.get(), column) + 1})
    code = harmed.get().indicator.code
    assert list(harmed_roll_ups()) == [RollUpHarm(movement.period, str(movement.superior), code)]


def test_sum_that_was_lost_is_found_and_named(movement):
    lost = RollUp.objects.get(unit=movement.unit)
    lost.delete()
    code = lost.indicator.code
    assert list(harmed_roll_ups()) == [RollUpHarm(movement.period, str(movement.unit), code)]


def test_rebuild_mends_what_was_changed_and_lost(movement):
    submission_at(State.ACCEPTED, movement)
    RollUp.objects.filter(unit=movement.root).update(part=1)
    RollUp.objects.filter(unit=movement.superior).delete()
    rebuild(movement.period)
    assert list(harmed_roll_ups()) == []


def test_command_mends_every_period(movement):
    submission_at(State.ACCEPTED, movement)
    RollUp.objects.update(asked=9)
    output = StringIO()
    call_command("rebuild_roll_ups", stdout=output)
    assert output.getvalue() == "Đã cộng lại số liệu của 1 kỳ báo cáo.\n"
    assert list(harmed_roll_ups()) == []


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("rollup_reported_within_asked", {"none_arisen": 6}),
        ("rollup_estimates_within_asked", {"estimates": 6}),
        ("rollup_part_stated", {"part": 1}),
        ("rollup_whole_stated", {"whole": 1}),
        ("results_rollup_valued_check", {"valued": -1}),
    ],
)
def test_sum_that_cannot_be_is_refused(movement, constraint, change):
    with refused_by(constraint):
        RollUp.objects.filter(unit=movement.root).update(**change)


def test_second_sum_of_a_subtree_is_refused(movement):
    row = RollUp.objects.get(unit=movement.root)
    with refused_by("one_rollup_of_a_subtree"):
        RollUp.objects.create(period=row.period, unit=row.unit, indicator=row.indicator)
