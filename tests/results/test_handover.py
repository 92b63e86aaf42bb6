"""Reviews pass with the management: what is open goes to the new unit, what was accepted stays."""

from datetime import date

import pytest

from accounts.enums import Role
from campaigns.domain.transfer import effect_of_transfer, transfer_campaign
from campaigns.models import Period
from core.access.refusals import NotPermitted
from reports.domain.collect import collect
from results.domain.periods import open_period
from results.domain.waiting import owed_by, sent_by, under_review_of
from results.enums import SubmissionState as State
from results.models import Submission
from tests.factories import SuccessionFactory, UnitFactory, UserFactory
from tests.workflows import (
    accept,
    fill_in,
    officer_of,
    reopen,
    running_movement,
    send_back,
    submission_at,
    submit,
)
from units.models import Unit

pytestmark = pytest.mark.django_db
IN_PERIOD, AFTER_PERIOD = date(2026, 2, 1), date(2026, 4, 1)


@pytest.fixture
def movement():
    """The new unit, which takes no part yet, is `heir`."""
    movement = running_movement()
    movement.heir = UnitFactory(command_parent=movement.root)
    return movement


def transfer(movement, day=AFTER_PERIOD, to=None):
    by, to = officer_of(movement.campaign), to or movement.heir
    effect = effect_of_transfer(movement.campaign, to=to, effective_on=day, by=by)
    transfer_campaign(
        movement.campaign,
        to=to,
        effective_on=day,
        act="Quyết định số 125/QĐ-UBND ngày 05/01/2026 về việc chuyển giao",
        reason="Đơn vị quản lý kết thúc hoạt động.",
        agreed=effect.digest,
        by=by,
    )
    return effect


def reviewer_at(unit):
    return UserFactory(grants=[(Role.REVIEWER, unit)])


def again(submission) -> Submission:
    return Submission.objects.with_context().get(pk=submission.pk)


@pytest.mark.parametrize("state", [State.OPEN, State.SUBMITTED, State.RETURNED, State.REOPENED])
def test_transfer_puts_what_is_not_accepted_under_the_new_unit(movement, state):
    submission = submission_at(state, movement)
    transfer(movement)

    passed = again(submission)
    assert (passed.lineage[0], passed.superior_id) == (movement.heir.pk, movement.superior.pk)


def test_transfer_leaves_what_was_accepted(movement):
    submission = submission_at(State.ACCEPTED, movement)
    transfer(movement)

    assert again(submission).lineage == submission.lineage


def test_transfer_to_a_unit_in_the_lineage_cuts_what_stood_above_it(movement):
    submission = submission_at(State.SUBMITTED, movement)
    transfer(movement, to=movement.superior)

    assert again(submission).lineage == [movement.superior.pk, movement.unit.pk]


def test_transfer_makes_the_own_submission_of_the_new_unit_the_root(movement):
    transfer(movement, to=movement.superior)

    own = movement.submission_of(movement.superior)
    assert (own.is_root, own.lineage) == (True, [movement.superior.pk])


def test_transfer_puts_the_submission_of_the_former_unit_under_the_new_one(movement):
    transfer(movement)

    former = movement.submission_of(movement.root)
    assert (former.superior, former.lineage) == (
        movement.heir,
        [movement.heir.pk, movement.root.pk],
    )


def test_new_reviewer_sees_and_accepts_what_was_sent_before(movement):
    sent = submission_at(State.SUBMITTED, movement, unit=movement.superior)
    transfer(movement)
    reviewer = reviewer_at(movement.heir)

    assert sent in Submission.objects.visible_to(reviewer)
    assert accept(again(sent), by=reviewer).state == State.ACCEPTED


def test_new_reviewer_decides_on_what_was_returned_and_sent_again(movement):
    submission = submission_at(State.RETURNED, movement, unit=movement.superior)
    transfer(movement)

    sent = submit(again(submission))
    assert send_back(sent, by=reviewer_at(movement.heir)).state == State.RETURNED


def test_without_the_transfer_the_other_unit_neither_sees_nor_decides(movement):
    sent = submission_at(State.SUBMITTED, movement, unit=movement.superior)
    reviewer = reviewer_at(movement.heir)

    assert sent not in Submission.objects.visible_to(reviewer)
    with pytest.raises(NotPermitted):
        accept(sent, by=reviewer)


def test_reviewer_of_the_former_unit_no_longer_decides(movement):
    sent = submission_at(State.SUBMITTED, movement, unit=movement.superior)
    former = reviewer_at(movement.root)
    transfer(movement)

    with pytest.raises(NotPermitted):
        accept(again(sent), by=former)


def test_transfer_that_commits_while_a_decision_waits_takes_the_right_to_it(movement):
    """The page of the former reviewer was read before the transfer."""
    read_before = submission_at(State.SUBMITTED, movement, unit=movement.superior)
    former = reviewer_at(movement.root)
    transfer(movement)

    with pytest.raises(NotPermitted):
        accept(read_before, by=former)


def test_new_unit_sees_and_may_reopen_what_was_accepted_before(movement):
    accepted = submission_at(State.ACCEPTED, movement, unit=movement.superior)
    transfer(movement)
    reviewer = reviewer_at(movement.heir)

    assert accepted in Submission.objects.visible_to(reviewer)
    assert reopen(again(accepted), by=reviewer).state == State.REOPENED


def end(unit, *successors):
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2026, 3, 31))
    for successor in successors:
        SuccessionFactory(predecessor=unit, successor=successor, effective_on=AFTER_PERIOD)


def hand_at(unit, role=Role.UNIT_HEAD):
    return UserFactory(grants=[(role, unit)])


@pytest.mark.parametrize("state", [State.OPEN, State.REOPENED])
def test_what_the_former_unit_left_without_a_successor_the_new_one_sends(movement, state):
    submission_at(state, movement, unit=movement.root)
    end(movement.root)
    transfer(movement)
    head, left = hand_at(movement.heir), movement.submission_of(movement.root)

    assert left in owed_by(head)
    fill_in(left, by=hand_at(movement.heir, Role.CLERK))
    assert submit(again(left), by=head).state == State.SUBMITTED
    assert left in sent_by(head)


def test_what_the_new_unit_sent_for_the_former_one_another_of_its_people_accepts(movement):
    end(movement.root)
    transfer(movement)
    head, left = hand_at(movement.heir), movement.submission_of(movement.root)
    reviewer = UserFactory(grants=[(Role.REVIEWER, movement.heir)])
    both = UserFactory(grants=[(Role.REVIEWER, movement.heir), (Role.CLERK, movement.heir)])
    fill_in(left, by=head)
    sent = submit(again(left), by=head)

    assert [sent in under_review_of(person) for person in (both, reviewer)] == [False, True]
    with pytest.raises(NotPermitted):
        accept(sent, by=both)
    assert accept(again(sent), by=reviewer).state == State.ACCEPTED


def test_what_the_former_unit_left_to_a_successor_is_the_successors(movement):
    end(movement.root, movement.sibling)
    transfer(movement)
    head, left = hand_at(movement.heir), movement.submission_of(movement.root)

    assert [left in owed_by(each) for each in (head, hand_at(movement.sibling))] == [False, True]
    with pytest.raises(NotPermitted):
        submit(left, by=head)


def test_what_a_unit_that_lives_on_owes_the_managing_unit_does_not_send(movement):
    transfer(movement)
    head, own = hand_at(movement.heir), movement.submission_of(movement.root)

    assert own not in owed_by(head)
    with pytest.raises(NotPermitted):
        submit(own, by=head)


def test_next_period_is_the_new_units(movement):
    transfer(movement)
    later = movement.later_period()
    open_period(later)

    roots = Submission.objects.filter(period=later, superior=None)
    assert [root.unit for root in roots] == [movement.heir]


def test_period_that_ended_before_asks_the_new_unit_for_nothing(movement):
    transfer(movement)

    own = movement.submission_of(movement.heir)
    assert (own.is_root, own.current_revision.figures.count()) == (True, 0)


def test_period_that_goes_on_asks_the_new_unit_for_its_figures(movement):
    transfer(movement, IN_PERIOD)

    assert movement.submission_of(movement.heir).current_revision.figures.count() == 1


def test_period_whose_submissions_are_all_accepted_is_left_to_the_former_unit(movement):
    for unit in (movement.root, movement.superior, movement.sibling, movement.subordinate):
        submission_at(State.ACCEPTED, movement, unit=unit)
    submission_at(State.ACCEPTED, movement)
    transfer(movement)

    assert not Submission.objects.filter(unit=movement.heir).exists()


def test_report_of_the_new_unit_covers_what_was_accepted_before(movement):
    accepted = submission_at(State.ACCEPTED, movement)
    transfer(movement)
    later = movement.later_period()
    open_period(later)
    own = Submission.objects.with_lock_context().get(unit=movement.heir, period=later)
    movement.period = later
    submission_at(State.ACCEPTED, movement)

    assert accepted.pk in collect(own).standing


def test_report_of_the_new_unit_on_a_period_in_review_covers_both_sides_of_the_transfer(movement):
    before = submission_at(State.ACCEPTED, movement, unit=movement.sibling)
    sent = submission_at(State.SUBMITTED, movement, unit=movement.superior)
    transfer(movement)
    after = accept(again(sent), by=reviewer_at(movement.heir))

    own = movement.submission_of(movement.heir)
    assert set(collect(own).standing) == {before.pk, after.pk}


def test_effect_says_what_passes_by_period(movement):
    submission_at(State.ACCEPTED, movement)
    label = Period.objects.get().label

    assert transfer(movement).foreseen == [
        f"{label}: 4 báo cáo chưa xác nhận chuyển về {movement.heir} kiểm tra",
        f"{label}: mở báo cáo của {movement.heir}",
    ]
