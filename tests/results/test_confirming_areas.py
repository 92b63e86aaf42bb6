"""Where several offices share the review, a report waits for all content areas it answers to."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from core.access.refusals import NotPermitted, Stale
from core.audit.models import Entry
from results.domain.bulk import accept_all
from results.domain.confirming import NothingToConfirm, UnknownAreas
from results.domain.policies import OwnHand, WrongState
from results.domain.scope import OutsideShare, RowsMissing
from results.domain.waiting import waiting_for
from results.enums import SubmissionState as State
from results.models import ReviewShare, RowConfirmation
from tests.factories import ContentAreaFactory, GrantFactory, IndicatorFactory, UserFactory
from tests.refusals import refused_by
from tests.saying import sentences
from tests.workflows import (
    REASON,
    accept,
    clerk_of,
    confirm,
    remark,
    reviewer_of,
    reviewer_of_areas,
    running_movement_of_areas,
    send_back,
    submission_at,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Two content areas with an indicator each."""
    return running_movement_of_areas(*IndicatorFactory.create_batch(2, ratio=True))


@pytest.fixture
def areas(movement):
    return list(movement.campaign.areas.order_by("ordinal"))


@pytest.fixture
def sent(movement):
    return submission_at(State.SUBMITTED, movement)


@pytest.fixture
def first(sent, areas):
    return reviewer_of_areas(sent, areas[0])


@pytest.fixture
def second(sent, areas):
    return reviewer_of_areas(sent, areas[1])


def indicator_in(area) -> int:
    return area.targets.get().indicator_id


def test_report_waits_until_the_last_area_is_confirmed(sent, first, second):
    states = [confirm(sent, by=first).state, confirm(sent, by=second).state]
    assert states == [State.SUBMITTED, State.ACCEPTED]


def test_last_area_accepts_the_revision_in_the_name_of_who_confirmed_it(sent, first, second):
    confirm(sent, by=first)
    revision = confirm(sent, by=second).accepted_revision
    assert (revision, revision.accepted_by) == (sent.current_revision, second)


def test_confirmation_of_an_area_is_one_of_each_of_its_rows(sent, first, areas):
    confirm(sent, by=first)
    given = RowConfirmation.objects.get()
    figure = sent.current_revision.figures.get(indicator=indicator_in(areas[0]))
    assert (given.figure, given.confirmed_by) == (figure, first)


def test_confirmation_is_recorded_under_the_grant_that_judges_the_area(sent, areas):
    by = reviewer_of_areas(sent, areas[0])
    higher = GrantFactory(user=by, role=Role.REVIEWER, unit=sent.campaign.managing_unit)
    ReviewShare.objects.create(grant=higher, campaign=sent.campaign, area_ids=[areas[1].pk])
    confirm(sent, by=by)
    entries = Entry.objects.filter(event="results.area_confirmed").order_by("pk")
    near = by.grants.get(unit=sent.superior)
    assert [(entry.after["area"], entry.authority) for entry in entries] == [
        (areas[0].title, str(near)),
        (areas[1].title, str(higher)),
    ]


def test_acceptance_by_the_last_area_leaves_the_entry_of_an_acceptance(sent, first, second):
    confirm(sent, by=first)
    confirm(sent, by=second)
    entry = Entry.objects.get(event="results.accepted")
    assert (entry.actor_id, entry.after) == (
        second.pk,
        {"state": State.ACCEPTED, "revision": 1},
    )


def test_area_without_an_asked_indicator_is_not_waited_for(sent, first, second, movement):
    ContentAreaFactory(campaign=movement.campaign, ordinal=3)
    confirm(sent, by=first)
    assert confirm(sent, by=second).state == State.ACCEPTED


def test_who_judges_a_part_does_not_accept_the_whole(sent, first):
    with pytest.raises(NotPermitted):
        accept(sent, by=first)


def test_who_judges_all_accepts_what_waits_for_areas(sent, first):
    confirm(sent, by=first)
    assert accept(sent).state == State.ACCEPTED


def test_one_grant_without_a_share_judges_all(sent, first):
    GrantFactory(user=first, role=Role.REVIEWER, unit=sent.campaign.managing_unit)
    assert accept(sent, by=first).state == State.ACCEPTED


def test_share_of_another_campaign_limits_nothing(sent):
    by = reviewer_of(sent)
    other = running_movement_of_areas().campaign
    ReviewShare.objects.create(grant=by.grants.get(), campaign=other, area_ids=[1])
    assert accept(sent, by=by).state == State.ACCEPTED


def test_next_revision_waits_for_every_area_again(sent, first, second):
    confirm(sent, by=first)
    again = submit(send_back(sent))
    assert confirm(again, by=second).state == State.SUBMITTED


def test_confirming_what_another_judges_is_refused(sent, first, areas):
    with pytest.raises(OutsideShare):
        confirm(sent, by=first, areas=[areas[1]])


def test_confirming_an_area_that_is_not_asked_is_refused(sent, movement):
    empty = ContentAreaFactory(campaign=movement.campaign, ordinal=3)
    with pytest.raises(UnknownAreas):
        confirm(sent, by=reviewer_of(sent), areas=[empty])


def test_confirming_twice_is_refused(sent, first):
    confirm(sent, by=first)
    with pytest.raises(NothingToConfirm):
        confirm(sent, by=first)


def test_confirming_a_replaced_revision_is_stale(sent, first):
    submit(send_back(sent))
    with pytest.raises(Stale):
        confirm(sent, by=first)


@pytest.mark.parametrize("state", [one for one in State if one != State.SUBMITTED])
def test_confirming_what_does_not_wait_is_refused(movement, areas, state):
    submission = submission_at(state, movement)
    with pytest.raises(WrongState):
        confirm(submission, by=reviewer_of_areas(submission, areas[0]))


def test_confirming_what_one_has_sent_oneself_is_refused(sent):
    head = sent.current_revision.submitted_by
    head.grants.update(role=Role.REVIEWER, unit=sent.superior)
    with pytest.raises(OwnHand):
        confirm(sent, by=User.objects.get(pk=head.pk))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REVIEWER}))
def test_confirming_takes_a_reviewer(sent, role):
    with pytest.raises(NotPermitted):
        confirm(sent, by=UserFactory(grants=[(role, sent.superior)]))


def test_who_judges_a_part_returns_rows_of_it(sent, first, areas):
    returned = send_back(sent, by=first, rows=[indicator_in(areas[0])])
    assert returned.state == State.RETURNED


def test_who_judges_a_part_returns_no_other_row(sent, first, areas):
    with pytest.raises(OutsideShare):
        send_back(sent, by=first, rows=[indicator_in(area) for area in areas])


def test_who_judges_a_part_names_a_row(sent, first):
    with pytest.raises(RowsMissing):
        send_back(sent, by=first)


def test_who_judges_a_part_remarks_on_no_other_row(sent, first, areas):
    with pytest.raises(OutsideShare):
        remark(sent, by=first, indicator_id=indicator_in(areas[1]))


def test_confirming_many_confirms_what_the_person_judges(sent, first, second):
    states = []
    for by in (first, second):
        sent.refresh_from_db()
        states += [one.state for one in accept_all([sent], by=by).done]
    assert states == [State.SUBMITTED, State.ACCEPTED]


def test_report_waits_for_who_has_not_confirmed(sent, first, second):
    confirm(sent, by=first)
    waiting = [list(waiting_for(by)) for by in (first, second, reviewer_of(sent))]
    assert waiting == [[], [sent], [sent]]


def test_share_of_no_area_is_refused_by_the_database(sent):
    grant = reviewer_of(sent).grants.get()
    with refused_by("share_names_an_area"):
        ReviewShare.objects.create(grant=grant, campaign=sent.campaign, area_ids=[])


def post(client, sent, by, **data):
    client.force_login(by)
    data = {"revision": sent.current_revision_id} | data
    return client.post(reverse("results:confirm_areas", args=[sent.pk]), data)


def test_page_confirms_what_is_ticked(client, sent, first, areas):
    response = post(client, sent, first, areas=[areas[0].pk])
    told = "Đã xác nhận theo nội dung. Báo cáo còn chờ các nội dung khác."
    assert (response.status_code, sentences(response)) == (302, [told])
    confirmed = RowConfirmation.objects.get().figure.indicator_id
    assert confirmed == indicator_in(areas[0])


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Hãy chọn ít nhất một nội dung để xác nhận."),
        (["999999"], "Báo cáo này không có nội dung đã chọn."),
        (["rubbish"], "Báo cáo này không có nội dung đã chọn."),
    ],
)
def test_page_says_what_is_wrong_with_the_choice(client, sent, first, chosen, said):
    assert sentences(post(client, sent, first, areas=chosen)) == [said]
    assert RowConfirmation.objects.count() == 0


def test_page_without_a_revision_is_not_found(client, sent, first, areas):
    response = post(client, sent, first, revision="x", areas=[areas[0].pk])
    assert response.status_code == 404


def test_page_offers_the_areas_that_the_person_judges(client, sent, first, areas):
    client.force_login(first)
    context = client.get(sent.get_absolute_url()).context
    assert [section.area for section in context["may_confirm"]] == [areas[0]]
    assert context["remarkable"] == {indicator_in(areas[0])}
    assert context["allowed"] == {"return"}


def test_page_shows_everybody_who_confirmed_what(client, sent, first, areas):
    confirm(sent, by=first)
    client.force_login(clerk_of(sent))
    sections = client.get(sent.get_absolute_url()).context["sections"]
    given = {one.area: one.rows[0].confirmed for one in sections}
    assert (given[areas[0]].by, given[areas[1]]) == (str(first), None)


def test_return_page_of_a_part_keeps_reason_and_asks_for_a_row(client, sent, first):
    client.force_login(first)
    data = {"revision": sent.current_revision_id, "reason": REASON}
    response = client.post(reverse("results:return", args=[sent.pk]), data)
    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {"rows": [RowsMissing.message]})
    assert form["reason"].value() == REASON
