"""Judging an accepted report anew: a formal act on a new revision, the former one kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.access.refusals import NotPermitted, ReasonMissing
from core.audit.models import Entry
from results.domain.differences import (
    Difference,
    NothingDiffers,
    differences_in_judging,
    differences_in_names,
)
from results.domain.policies import OwnHand, WrongState
from results.domain.revisions import QuotaBelowFigure
from results.domain.rollup import Covered, subtree_coverage, subtree_tallies
from results.domain.rollup_keeping import harmed_roll_ups
from results.domain.sheet import sheet_of
from results.enums import SubmissionState as State
from results.models import Revision
from tests.factories import GrantFactory, IndicatorFactory, QuotaFactory, TargetFactory
from tests.refusals import refused_by
from tests.results.totalling import accepted, adjusted, amend, movement_asking
from tests.workflows import (
    REASON,
    accept,
    attach,
    fill_in,
    head_of,
    recalculate,
    reviewer_of,
    running_movement,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(ratio):
    """The unit was accepted with 90/100, held against 95; by now 80 are enough."""
    movement = movement_asking(ratio)
    accepted(movement.submission, part=90, whole=100)
    amend(movement, threshold=80)
    return movement


def quota_movement(quota):
    """The unit was accepted with 5 of 10, and by now is given another quota."""
    indicator = IndicatorFactory(quota=True)
    movement = movement_asking(indicator, threshold=60)
    given = {"campaign": movement.campaign, "unit": movement.unit, "indicator": indicator}
    former = QuotaFactory(value=10, **given)
    accepted(movement.submission, part=5)
    former.replaced_at = timezone.now()
    former.save()
    QuotaFactory(value=quota, **given)
    return movement


def working(submission, revision):
    ((line,),) = [row.lines for section in sheet_of(submission, revision) for row in section.rows]
    return line.working


def test_recalculation_judges_by_the_plan_of_today_and_keeps_what_was(movement):
    submission = recalculate(movement.submission)
    former, new = submission.revisions.order_by("number")
    assert (submission.state, submission.accepted_revision) == (State.ACCEPTED, new)
    assert [working(submission, one) for one in (former, new)] == [
        "90/100 = 90% < 95%",
        "90/100 = 90% ≥ 80%",
    ]


def test_recalculation_says_who_when_and_why(movement):
    before = movement.submission.accepted_revision
    reviewer = reviewer_of(movement.submission)
    new = recalculate(movement.submission, by=reviewer).accepted_revision
    assert (new.recalculated_by, new.accepted_by, new.reason) == (reviewer, reviewer, REASON)
    assert new.recalculated_at == new.accepted_at
    assert (new.submitted_at, new.submitted_by) == (before.submitted_at, before.submitted_by)


def test_recalculation_is_recorded_with_what_it_changed(movement):
    title = movement.campaign.targets.get().title
    recalculate(movement.submission)
    entry = Entry.objects.get(event="results.recalculated")
    assert entry.before == {
        "state": State.ACCEPTED,
        f"{title}: ngưỡng": "Không có vụ việc (từ 95% trở lên)",
        f"{title}: kết quả": "Chưa đạt: 90/100 = 90% < 95%",
    }
    assert entry.after == {
        "state": State.ACCEPTED,
        "revision": 2,
        f"{title}: ngưỡng": "Không có vụ việc (từ 80% trở lên)",
        f"{title}: kết quả": "Đạt: 90/100 = 90% ≥ 80%",
    }


def test_recalculation_takes_the_present_quota():
    movement = quota_movement(quota=8)
    submission = recalculate(movement.submission)
    (figure,) = submission.accepted_revision.figures.all()
    assert (figure.part, figure.whole) == (5, 8)
    assert submission.revisions.get(number=1).figures.get().whole == 10


def test_recalculation_under_a_quota_below_what_was_done_is_refused():
    movement = quota_movement(quota=4)
    with pytest.raises(QuotaBelowFigure):
        recalculate(movement.submission)
    assert movement.submission.revisions.count() == 1


def test_recalculation_carries_evidence_and_adjustments(ratio):
    movement = movement_asking(ratio)
    accepted(movement.submission_of(movement.subordinate), part=1, whole=2)
    attach(movement.submission)
    adjusted(movement.submission, whole=1)
    accepted(movement.submission, part=90, whole=100)
    amend(movement, threshold=80)
    new = recalculate(movement.submission).accepted_revision
    assert (new.evidence.count(), new.adjustments.count()) == (1, 1)


def test_recalculation_that_asks_more_opens_the_report_for_the_unit(movement):
    other = TargetFactory(
        campaign=movement.campaign,
        area=movement.campaign.areas.get(),
        indicator=IndicatorFactory(),
        asked_in=[movement.period],
    )
    submission = recalculate(movement.submission)
    assert (submission.state, submission.accepted_revision.number) == (State.REOPENED, 1)
    asked = submission.current_revision.figures.values_list("indicator", "part")
    assert set(asked) == {
        (movement.campaign.targets.first().indicator_id, Decimal(90)),
        (other.indicator_id, None),
    }


def test_sums_hold_what_was_recalculated_once():
    movement = quota_movement(quota=8)
    recalculate(movement.submission)
    assert list(harmed_roll_ups()) == []
    (tally,) = subtree_tallies(movement.submission).values()
    assert (tally.part, tally.whole) == (5, 8)


def test_sums_hold_what_was_asked_later_once_it_is_accepted(movement):
    other = TargetFactory(
        campaign=movement.campaign,
        area=movement.campaign.areas.get(),
        indicator=IndicatorFactory(),
        asked_in=[movement.period],
    )
    opened = recalculate(movement.submission)
    accept(submit(fill_in(opened)))
    assert list(harmed_roll_ups()) == []
    assert subtree_coverage(opened)[other.indicator_id] == Covered(asked=1, accepted=1)


def test_recalculation_of_what_does_not_differ_is_refused(ratio):
    movement = movement_asking(ratio)
    accepted(movement.submission, part=90, whole=100)
    with pytest.raises(NothingDiffers):
        recalculate(movement.submission)


def test_recalculation_twice_finds_nothing_more_to_do(movement):
    recalculate(movement.submission)
    with pytest.raises(NothingDiffers):
        recalculate(movement.submission)


def test_recalculation_without_a_reason_is_refused(movement):
    with pytest.raises(ReasonMissing):
        recalculate(movement.submission, reason=" ")


def test_nobody_recalculates_the_own_unit(movement):
    head = head_of(movement.submission)
    GrantFactory(user=head, role=Role.REVIEWER, unit=movement.superior)
    with pytest.raises(NotPermitted):
        recalculate(movement.submission, by=head)


def test_who_sent_the_report_does_not_recalculate_it(movement):
    sender = movement.submission.accepted_revision.submitted_by
    sender.grants.update(valid_to=timezone.localdate() - timedelta(days=1))
    GrantFactory(user=sender, role=Role.REVIEWER, unit=movement.superior)
    sender = type(sender).objects.get(pk=sender.pk)
    with pytest.raises(OwnHand):
        recalculate(movement.submission, by=sender)


def test_what_was_not_accepted_is_not_recalculated():
    with pytest.raises(WrongState):
        recalculate(submission_at(State.SUBMITTED))


@pytest.mark.parametrize(
    "wrong", [{"recalculated_by": None}, {"recalculated_at": None}, {"reason": ""}]
)
def test_database_keeps_who_recalculated_when_and_why(movement, wrong):
    new = recalculate(movement.submission).accepted_revision
    new.pk, new.number = None, 9
    for name, value in wrong.items():
        setattr(new, name, value)
    with refused_by("revision_recalculated_at_by"):
        new.save()
    assert Revision.objects.count() == 6


def test_differences_are_those_of_the_plan(movement):
    title = movement.campaign.targets.get().title
    assert [one.about for one in differences_in_judging(movement.submission)] == [
        f"{title}: ngưỡng",
        f"{title}: kết quả",
    ]


def test_differences_show_the_quota_and_what_it_makes_of_the_verdict():
    movement = quota_movement(quota=8)
    quota, verdict = differences_in_judging(movement.submission)
    assert (quota.then, quota.now) == ("10", "8")
    assert (verdict.then, verdict.now) == ("Chưa đạt: 5/10 = 50% < 60%", "Đạt: 5/8 = 62,5% ≥ 60%")


def test_differences_show_the_name_of_the_day_of_acceptance(movement):
    unit, day = movement.unit, timezone.localdate()
    assert differences_in_names(movement.submission) == []
    former = unit.official_name
    unit.former_names.create(
        official_name="Ủy ban nhân dân xã cũ",
        short_name="Xã cũ",
        valid_from=day - timedelta(days=9),
        valid_to=day,
    )
    type(unit).objects.filter(pk=unit.pk).update(named_since=day + timedelta(days=1))
    assert differences_in_names(movement.submission) == [
        Difference("Tên đơn vị", "Ủy ban nhân dân xã cũ", former)
    ]


def test_page_shows_what_differs_and_offers_to_recalculate(client, movement):
    submission = movement.submission
    client.force_login(reviewer_of(submission))
    address = reverse("results:differences", args=[submission.pk])
    response = client.get(address)
    assert (len(response.context["differences"]), response.context["may_recalculate"]) == (2, True)
    data = {"revision": submission.current_revision_id, "reason": REASON}
    client.post(reverse("results:recalculate", args=[submission.pk]), data)
    after = client.get(address)
    assert (after.context["differences"], after.context["may_recalculate"]) == ([], False)


def test_page_of_what_was_never_accepted_is_not_found(client):
    submission = submission_at(State.SUBMITTED)
    client.force_login(reviewer_of(submission))
    assert client.get(reverse("results:differences", args=[submission.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_differences_asks_the_database_as_often_for_many_rows(
    client, django_assert_num_queries, rows
):
    movement = running_movement(*(IndicatorFactory(graded=True) for _ in range(rows)))
    submission_at(State.ACCEPTED, movement)
    client.force_login(reviewer_of(movement.submission))
    address = reverse("results:differences", args=[movement.submission.pk])
    with django_assert_num_queries(12):
        client.get(address)
