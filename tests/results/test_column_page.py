"""The page of one target: which it opens on, what it offers to confirm, and what it says then."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from results.domain.confirming import AlreadyConfirmed
from results.domain.periods import open_period
from results.enums import SubmissionState as State
from results.models import RowConfirmation
from tests.factories import IndicatorFactory, ParticipationFactory, TargetFactory, UserFactory
from tests.on_behalf import begin
from tests.results.test_by_target import five_more, state_part
from tests.saying import sentences
from tests.workflows import (
    accept,
    confirm_one,
    fill_in,
    planned_movement,
    reviewer_of,
    reviewer_of_areas,
    running_movement,
    running_movement_of_areas,
    send_back,
    started,
    submission_at,
    submit,
)
from units.enums import UnitKind

PAGE, CONFIRM = "results:by_target", "results:confirm_column"
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Asks two rows of one content area."""
    return running_movement(*IndicatorFactory.create_batch(2, ratio=True))


@pytest.fixture
def reviewer(movement):
    return reviewer_of(movement.submission)


@pytest.fixture
def pair(movement):
    """Unit and sibling have sent."""
    units = (movement.unit, movement.sibling)
    return [submission_at(State.SUBMITTED, movement, unit=unit) for unit in units]


def targets_of(thing) -> list:
    return list(thing.campaign.targets.order_by("ordinal"))


def key_of(submission, place: int = 0) -> str:
    """As the page names the row of the target at the place."""
    target = submission.campaign.targets.order_by("ordinal")[place]
    return str(submission.current_revision.figures.get(indicator=target.indicator_id).pk)


def shown(client, person, **query) -> dict:
    client.force_login(person)
    return client.get(reverse(PAGE), query).context


def post(client, person, *keys, **query):
    client.force_login(person)
    return client.post(reverse(CONFIRM, query=query), {"chosen": keys})


def test_page_opens_on_the_first_target_that_waits_for_the_person(client, movement, pair, reviewer):
    first, second = targets_of(movement)
    opened = [shown(client, reviewer)["table"].target]
    for submission in pair:
        confirm_one(submission, by=reviewer, indicator_id=first.indicator_id)
    opened.append(shown(client, reviewer)["table"].target)
    assert opened == [first, second]


def test_page_opens_on_a_target_of_the_own_share(client):
    movement = running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))
    sent = submission_at(State.SUBMITTED, movement)
    _, second = targets_of(movement)
    assert shown(client, reviewer_of_areas(sent, second.area))["table"].target == second


def test_page_opens_on_the_first_target_with_figures_where_nothing_waits(client):
    """Nobody reports the first target; the second has what was accepted."""
    movement = planned_movement(*IndicatorFactory.create_batch(2, ratio=True))
    first, second = targets_of(movement)
    first.reporting_kinds = [UnitKind.ENTERPRISE]
    first.save()
    submission_at(State.ACCEPTED, started(movement))
    assert shown(client, reviewer_of(movement.submission))["table"].target == second


def test_page_opens_on_the_target_of_two_that_the_unit_reports(client):
    """Both have the same indicator."""
    movement = planned_movement(IndicatorFactory(ratio=True))
    [of_others] = targets_of(movement)
    own = TargetFactory(
        campaign=movement.campaign,
        area=of_others.area,
        indicator=of_others.indicator,
        asked_in=[movement.period],
        ordinal=of_others.ordinal + 1,
    )
    of_others.reporting_kinds = [UnitKind.ENTERPRISE]
    of_others.save()
    own.reporting_units.set([movement.unit])
    submission_at(State.SUBMITTED, started(movement))
    assert shown(client, reviewer_of(movement.submission))["table"].target == own


def test_page_opens_on_the_first_target_where_nothing_was_sent(client, movement, reviewer):
    fill_in(movement.submission)
    assert shown(client, reviewer)["table"].target == targets_of(movement)[0]


def test_page_does_not_open_on_what_the_person_sent(client, movement, pair):
    sent, other = pair
    head = sent.current_revision.submitted_by
    head.grants.update(role=Role.REVIEWER, unit=sent.superior)
    by = User.objects.get(pk=head.pk)
    confirm_one(other, by=by, indicator_id=targets_of(movement)[0].indicator_id)
    context = shown(client, by)
    assert (context["table"].target, context["offered"]) == (
        targets_of(movement)[1],
        {key_of(other, 1)},
    )


def test_page_offers_what_waits_and_nobody_confirmed(client, movement, pair, reviewer):
    waiting, confirmed = pair
    confirm_one(confirmed, by=reviewer)
    submission_at(State.ACCEPTED, movement, unit=movement.superior)
    assert shown(client, reviewer, target=targets_of(movement)[0].pk)["offered"] == {
        key_of(waiting)
    }


def test_page_offers_no_row_that_the_person_entered_for_the_unit(client, movement, reviewer):
    begin(movement.submission, by=reviewer)
    submit(fill_in(movement.submission, by=reviewer), by=reviewer_of(movement.submission))
    context = shown(client, reviewer)
    assert ([line.submission for line in context["table"].lines], context["offered"]) == (
        [movement.submission],
        set(),
    )


def test_page_offers_no_row_outside_the_own_share(client):
    movement = running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))
    sent = submission_at(State.SUBMITTED, movement)
    first, second = targets_of(movement)
    by = reviewer_of_areas(sent, second.area)
    offered = [shown(client, by, target=one.pk)["offered"] for one in (first, second)]
    assert offered == [set(), {key_of(sent, 1)}]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.LEADER, Role.INSPECTOR])
def test_page_offers_nothing_to_who_only_reads(client, movement, pair, role):
    by = UserFactory(grants=[(role, movement.superior)])
    assert shown(client, by)["offered"] == set()


def test_page_ticks_what_is_not_far(client, ratio):
    movement = running_movement(ratio)
    *_, far, _, _ = five_more(movement, 95, 96, 94, 20, 97, 95)
    context = shown(client, reviewer_of(movement.submission))
    assert context["offered"] - context["ticked"] == {key_of(far)}


def test_page_ticks_no_estimate_and_nothing_that_came_back(client, movement, pair, reviewer):
    clear, returned = pair
    estimated = fill_in(movement.submission_of(movement.subordinate))
    estimated.current_revision.figures.update(is_estimate=True)
    again, submitted = submit(send_back(returned)), submit(estimated)
    by = UserFactory(grants=[(Role.REVIEWER, movement.root)])
    context = shown(client, by)
    assert context["offered"] == {key_of(one) for one in (clear, again, submitted)}
    assert context["ticked"] == {key_of(clear)}


def test_page_ticks_nothing_that_is_warned_of(client, ratio):
    movement = running_movement(ratio)
    state_part(movement.submission, 2)
    later = movement.later_period()
    open_period(later)
    leapt = state_part(later.submissions.get(unit=movement.unit), 90)
    context = shown(client, reviewer_of(leapt))
    assert (context["offered"], context["ticked"]) == ({key_of(leapt)}, set())


def test_page_says_who_confirmed_a_row_and_who_a_report(client, movement, pair, reviewer):
    alone, whole = pair
    other = reviewer_of(whole)
    confirm_one(alone, by=reviewer)
    accept(whole, by=other)
    table = shown(client, reviewer, target=targets_of(movement)[0].pk)["table"]
    said = {line.submission: line.confirmed.by for line in table.lines}
    assert said == {alone: str(reviewer), whole: str(other)}


def test_ticked_rows_are_confirmed_and_no_other(client, movement, pair, reviewer):
    first, _ = pair
    target = targets_of(movement)[0].pk
    response = post(client, reviewer, key_of(first), target=target)
    assert (response.status_code, response.url) == (302, reverse(PAGE, query={"target": target}))
    assert sentences(response) == ["Đã xác nhận chỉ tiêu này của 1 đơn vị."]
    assert str(RowConfirmation.objects.get().figure_id) == key_of(first)


def test_page_tells_which_reports_are_complete_by_it(client, movement, pair, reviewer):
    for place, target in enumerate(targets_of(movement)):
        keys = [key_of(one, place) for one in pair]
        response = post(client, reviewer, *keys, target=target.pk)
    assert sentences(response)[-2:] == [
        "Đã xác nhận chỉ tiêu này của 2 đơn vị.",
        "2 báo cáo đã đủ mọi chỉ tiêu và được xác nhận.",
    ]


def test_refused_row_is_named_and_the_others_are_confirmed(client, pair, reviewer):
    first, keys = pair[0], [key_of(one) for one in pair]
    confirm_one(first, by=reviewer)
    response = post(client, reviewer, *keys, target=targets_of(first)[0].pk)
    assert response.status_code == 422
    assert sentences(response) == [
        "Đã xác nhận chỉ tiêu này của 1 đơn vị.",
        f"{first}: {AlreadyConfirmed.message}",
    ]
    assert RowConfirmation.objects.count() == 2


def test_row_of_a_replaced_revision_is_not_confirmed(client, movement, pair, reviewer):
    seen = key_of(pair[0])
    again = submit(send_back(pair[0]))
    response = post(client, reviewer, seen, target=targets_of(movement)[0].pk)
    assert (response.status_code, RowConfirmation.objects.count()) == (422, 0)
    assert key_of(again) in response.context["offered"] - response.context["ticked"]


def test_page_keeps_what_was_ticked_beside_what_is_refused(client, movement, pair, reviewer):
    """What could not be confirmed stays as the person left it; the rest stays without a tick."""
    keys = [key_of(one) for one in pair]
    response = post(client, reviewer, keys[0], "rubbish", target=targets_of(movement)[0].pk)
    context = response.context
    assert (response.status_code, context["offered"] & context["ticked"]) == (422, {keys[0]})


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([], "Hãy chọn ít nhất một đơn vị."),
        (["rubbish"], "Có dòng không còn ở chỉ tiêu này. Hãy xem lại rồi chọn."),
        (["9" * 30], "Có dòng không còn ở chỉ tiêu này. Hãy xem lại rồi chọn."),
    ],
)
def test_page_says_why_nothing_was_done(client, pair, reviewer, keys, said):
    response = post(client, reviewer, *keys)
    assert (response.status_code, sentences(response)) == (422, [said])


def test_row_of_another_column_is_not_confirmed(client, movement, pair, reviewer):
    response = post(client, reviewer, key_of(pair[0], 1), target=targets_of(movement)[0].pk)
    assert (response.status_code, RowConfirmation.objects.count()) == (422, 0)


def test_row_beyond_reach_is_not_confirmed(client, movement, pair):
    stranger = UserFactory(grants=[(Role.REVIEWER, movement.subordinate)])
    response = post(client, stranger, key_of(pair[0]))
    assert (response.status_code, RowConfirmation.objects.count()) == (422, 0)


@pytest.mark.parametrize("more", [1, 3])
def test_page_asks_the_database_as_often_for_many_rows(client, django_assert_num_queries, more):
    movement = running_movement(*IndicatorFactory.create_batch(2, graded=True))
    ParticipationFactory.create_batch(more, campaign=movement.campaign, superior=movement.superior)
    reviewer = reviewer_of(movement.submission)
    for one in open_period(movement.period):
        confirm_one(submission_at(State.SUBMITTED, movement, unit=one.unit), by=reviewer)
    client.force_login(reviewer)
    address = reverse(PAGE, query={"target": targets_of(movement)[0].pk})
    with django_assert_num_queries(12):
        client.get(address)
