"""Adjusting a total: signed, with a reason, until it is sent; the next revision begins with it."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from core.access.refusals import NotPermitted, ReasonMissing, Stale
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from results.domain.adjustments import (
    NotAdjustable,
    NothingChanged,
    TotalOutOfBounds,
    add_adjustment,
    withdraw_adjustment,
)
from results.domain.policies import WrongState
from results.domain.receipts import receipt_of
from results.enums import SubmissionState as State
from results.models import Adjustment
from tests.factories import IndicatorFactory
from tests.refusals import refused_by
from tests.results.totalling import WHY, accepted, adjusted, movement_asking, stated, the_row
from tests.workflows import clerk_of, reopen, reviewer_of, submission_at, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def superior(ratio):
    """The submission of a unit whose subordinate was accepted with 90/100."""
    movement = movement_asking(ratio)
    accepted(movement.submission_of(movement.subordinate), part=90, whole=100)
    return movement.submission


def withdraw(submission, adjustment, by=None):
    revision_id = submission.current_revision_id
    by = by or clerk_of(submission)
    withdraw_adjustment(submission, adjustment.pk, by=by, revision_id=revision_id)


def form_of(client, submission, indicator):
    """The page of the form, and what it would post unchanged."""
    client.force_login(clerk_of(submission))
    address = reverse("results:adjust", args=[submission.pk, indicator.pk])
    return address, client.get(address).context["form"].initial


def test_adjustment_is_kept_with_its_reason_and_recorded(superior, ratio):
    clerk = clerk_of(superior)
    adjustment = adjusted(superior, part=-2, whole=-1, by=clerk)
    assert (adjustment.part, adjustment.whole, adjustment.made_by) == (-2, -1, clerk)
    entry = Entry.objects.get(event="results.adjustment_added")
    assert (entry.after, entry.reason, entry.authority) == (
        {ratio.code: {"part": "-2", "whole": "-1"}},
        WHY,
        f"Nhập liệu, {superior.unit}",
    )


def test_withdrawal_is_recorded_with_what_was_withdrawn(superior, ratio):
    withdraw(superior, adjusted(superior, part=2))
    assert Adjustment.objects.count() == 0
    entry = Entry.objects.get(event="results.adjustment_withdrawn")
    assert (entry.before, entry.reason) == ({ratio.code: {"part": "2"}}, WHY)


def test_withdrawal_twice_is_one(superior):
    adjustment = adjusted(superior, part=2)
    withdraw(superior, adjustment)
    withdraw(superior, adjustment)
    assert Entry.objects.filter(event="results.adjustment_withdrawn").count() == 1


def test_adjustment_without_a_reason_is_refused(superior):
    with pytest.raises(ReasonMissing):
        adjusted(superior, part=1, reason=" ")


def test_adjustment_by_zero_is_refused(superior):
    with pytest.raises(NothingChanged):
        adjusted(superior, part=0)


def test_total_below_zero_is_refused_at_its_column(superior):
    with pytest.raises(TotalOutOfBounds) as caught:
        adjusted(superior, part=-91)
    assert caught.value.field == "part"
    assert caught.value.message == "Quân số tham gia: tổng sau điều chỉnh là -1, nhỏ hơn 0."


def test_part_above_its_whole_is_refused(superior):
    with pytest.raises(TotalOutOfBounds) as caught:
        adjusted(superior, part=11)
    assert caught.value.message == (
        "Quân số tham gia sau điều chỉnh (101) lớn hơn tổng quân số (100)."
    )


def test_part_above_its_whole_stands_where_that_is_allowed():
    movement = movement_asking(IndicatorFactory(ratio=True, part_may_exceed_whole=True))
    accepted(movement.submission_of(movement.subordinate), part=90, whole=100)
    adjusted(movement.submission, part=11)
    assert the_row(movement.submission).total.part == 101


def test_withdrawal_that_would_leave_less_than_zero_is_refused(superior):
    adjustment = adjusted(superior, part=5)
    adjusted(superior, part=-95)
    with pytest.raises(TotalOutOfBounds):
        withdraw(superior, adjustment)


def test_total_that_fell_below_zero_is_not_sent(superior):
    """What was accepted of a unit below has become less since."""
    adjusted(superior, part=-80)
    below = superior.period.submissions.get(superior=superior.unit)
    accepted(reopen(below), part=1, whole=100)
    stated(superior, part=0, whole=0)
    with pytest.raises(TotalOutOfBounds):
        submit(superior)


@pytest.mark.parametrize("trait", ["percentage", "statement"])
def test_what_has_no_total_takes_no_adjustment(trait):
    movement = movement_asking(IndicatorFactory(**{trait: True}))
    submission = movement.submission
    figure = submission.current_revision.figures.get()
    with pytest.raises(NotAdjustable):
        add_adjustment(
            submission,
            figure.indicator_id,
            {"part": Decimal(1)},
            reason=WHY,
            by=clerk_of(submission),
            revision_id=submission.current_revision_id,
            seen=fingerprint([]),
        )


def test_unit_without_subordinates_has_nothing_to_adjust(ratio):
    movement = movement_asking(ratio)
    with pytest.raises(NotAdjustable):
        adjusted(movement.submission_of(movement.subordinate), part=1)


def test_adjustment_after_another_one_is_told_of_it(superior, ratio):
    adjusted(superior, part=1)
    with pytest.raises(ChangedMeanwhile):
        add_adjustment(
            superior,
            ratio.pk,
            {"part": Decimal(1)},
            reason=WHY,
            by=clerk_of(superior),
            revision_id=superior.current_revision_id,
            seen=fingerprint([]),
        )


def test_whoever_does_not_enter_adjusts_nothing(superior):
    with pytest.raises(NotPermitted):
        adjusted(superior, part=1, by=reviewer_of(superior))


def test_nothing_is_adjusted_once_it_was_sent():
    submission = submission_at(State.SUBMITTED)
    with pytest.raises(WrongState):
        adjusted(submission, part=1)


def test_adjustment_of_a_former_revision_is_refused(superior):
    adjustment = adjusted(superior, part=1)
    with pytest.raises(Stale):
        withdraw_adjustment(superior, adjustment.pk, by=clerk_of(superior), revision_id=0)


def test_next_revision_begins_with_the_same_adjustments(superior):
    adjusted(superior, part=2)
    reopened = reopen(accepted(superior, part=1, whole=1))
    assert [
        (one.revision.number, one.part, one.reason) for one in Adjustment.objects.order_by("pk")
    ] == [(1, 2, WHY), (2, 2, WHY)]
    assert the_row(reopened).total.part == 93


def test_receipt_attests_the_adjustments(superior):
    stated(superior, part=1, whole=1)
    before = submit(superior)
    plain = receipt_of(before.current_revision).digest
    copy = Adjustment(
        revision=before.current_revision,
        indicator=before.current_revision.figures.get().indicator,
        part=1,
        reason=WHY,
        made_by=before.current_revision.submitted_by,
        made_at=timezone.now(),
    )
    with refused_by("adjustment_fixed"):
        copy.save()
    assert receipt_of(before.current_revision).digest == plain


def test_adjustment_that_was_sent_is_fixed(superior):
    adjustment = adjusted(superior, part=2)
    submit(stated(superior, part=1, whole=1))
    with refused_by("adjustment_fixed"):
        Adjustment.objects.filter(pk=adjustment.pk).update(part=3)
    with refused_by("adjustment_fixed"):
        adjustment.delete()


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"reason": ""}, "adjustment_with_reason"),
        ({"part": 0}, "adjustment_changes_a_total"),
        ({"part": None}, "adjustment_changes_a_total"),
    ],
)
def test_database_keeps_what_an_adjustment_is(superior, wrong, constraint):
    adjustment = adjusted(superior, part=2)
    with refused_by(constraint):
        Adjustment.objects.filter(pk=adjustment.pk).update(**wrong)


def test_form_takes_from_the_total_what_is_typed_as_less(client, superior, ratio):
    address, shown = form_of(client, superior, ratio)
    response = client.post(address, shown | {"direction": "less", "part": "2", "reason": WHY})
    assert response.url == reverse("results:totals", args=[superior.pk])
    assert Adjustment.objects.get().part == -2


def test_refused_adjustment_stands_at_its_field_with_what_was_typed(client, superior, ratio):
    address, shown = form_of(client, superior, ratio)
    typed = shown | {"direction": "less", "part": "91", "reason": WHY}
    response = client.post(address, typed)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["reason"].value()) == (422, ["part"], WHY)


def test_second_person_is_told_and_may_then_adjust(client, superior, ratio):
    address, shown = form_of(client, superior, ratio)
    typed = shown | {"direction": "more", "part": "2", "reason": WHY}
    adjusted(superior, part=1)
    told = client.post(address, typed)
    again = typed | {"seen": told.context["form"]["seen"].value()}
    assert (told.status_code, client.post(address, again).status_code) == (422, 302)
    assert the_row(superior).total.part == 93


def test_page_of_an_indicator_that_is_not_asked_is_not_found(client, superior):
    client.force_login(clerk_of(superior))
    other = IndicatorFactory()
    address = reverse("results:adjust", args=[superior.pk, other.pk])
    assert client.get(address).status_code == 404


def test_earlier_revision_shows_what_it_adjusted(client, superior):
    adjusted(superior, part=2)
    submission = accepted(superior, part=1, whole=1)
    client.force_login(reviewer_of(submission))
    page = client.get(reverse("results:revision", args=[submission.pk, 1])).content.decode()
    assert ("Quân số tham gia tăng 2" in page, WHY in page) == (True, True)
