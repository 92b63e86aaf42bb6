"""How assignments stand, marking them as done and taking that back."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from campaigns.domain.assignments import (
    AlreadyDone,
    AssignmentGone,
    DoneTooLate,
    NotDone,
    mark_done,
    state_of,
    take_back,
)
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed, NotLaunched
from campaigns.enums import AssignmentState
from campaigns.models import Assignment
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from tests.factories import AssignmentFactory, UserFactory
from tests.refusals import refused_by
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)
DONE = date(2026, 3, 5)
ACTS = [partial(mark_done, done_on=DONE), take_back]


@pytest.fixture
def assignment():
    return AssignmentFactory(campaign=running_movement().campaign)


@pytest.fixture
def officer(client, assignment):
    officer = officer_of(assignment.campaign)
    client.force_login(officer)
    return officer


@pytest.mark.parametrize(
    ("due_on", "state"),
    [
        (None, AssignmentState.OPEN),
        (date(2026, 3, 9), AssignmentState.OVERDUE),
        (date(2026, 3, 10), AssignmentState.SOON),
        (date(2026, 3, 17), AssignmentState.SOON),
        (date(2026, 3, 18), AssignmentState.AHEAD),
    ],
)
def test_state_of_an_assignment_follows_its_due_day(due_on, state):
    assert state_of(Assignment(due_on=due_on), TODAY) == state


def test_state_of_an_assignment_done_late_is_done():
    assert state_of(Assignment(due_on=DONE, done_on=TODAY), TODAY) == AssignmentState.DONE


def test_mark_done_keeps_the_day_and_the_note(assignment, officer):
    mark_done(assignment, done_on=DONE, note="Đủ 3 đợt.", by=officer)

    assignment.refresh_from_db()
    assert (assignment.done_on, assignment.done_note) == (DONE, "Đủ 3 đợt.")


def test_mark_done_is_on_the_trail_in_words(assignment, officer):
    mark_done(assignment, done_on=DONE, note="Đủ 3 đợt.", by=officer)

    entry = Entry.objects.get(event="campaigns.assignment_done")
    assert (entry.subject_id, entry.unit_id, entry.before, entry.after) == (
        assignment.campaign_id,
        assignment.campaign.managing_unit_id,
        {"Nhiệm vụ 1": "chưa xong"},
        {"Nhiệm vụ 1": "xong ngày 05/03/2026: Đủ 3 đợt."},
    )


def test_mark_done_today_is_taken(assignment, officer):
    assert mark_done(assignment, done_on=timezone.localdate(), by=officer).done_on


def test_mark_done_on_a_day_to_come_is_refused(assignment, officer):
    with pytest.raises(DoneTooLate):
        mark_done(assignment, done_on=timezone.localdate() + timedelta(1), by=officer)


def test_mark_done_twice_is_refused(assignment, officer):
    mark_done(assignment, done_on=DONE, by=officer)

    with pytest.raises(AlreadyDone) as caught:
        mark_done(assignment, done_on=TODAY, by=officer)

    assert caught.value.message == "Nhiệm vụ này đã ghi xong ngày 05/03/2026."


def test_mark_done_of_an_assignment_taken_from_the_plan_is_refused(assignment, officer):
    Assignment.objects.all().delete()

    with pytest.raises(AssignmentGone):
        mark_done(assignment, done_on=DONE, by=officer)


def test_mark_done_before_launch_is_refused():
    assignment = AssignmentFactory(campaign=planned_movement().campaign)

    with pytest.raises(NotLaunched):
        mark_done(assignment, done_on=DONE, by=officer_of(assignment.campaign))


@pytest.mark.parametrize("act", ACTS)
def test_assignments_of_a_closed_campaign_stay_as_they_are(assignment, officer, act):
    close_campaign(assignment.campaign, by=officer)

    with pytest.raises(CampaignClosed):
        act(assignment, by=officer)


@pytest.mark.parametrize("act", ACTS)
def test_assignments_are_marked_by_nobody_but_the_officer(assignment, act):
    leader = UserFactory(grants=[("leader", assignment.campaign.managing_unit)])

    with pytest.raises(NotPermitted):
        act(assignment, by=leader)


def test_take_back_clears_the_day_and_the_note(assignment, officer):
    mark_done(assignment, done_on=DONE, note="Đủ 3 đợt.", by=officer)

    take_back(assignment, by=officer)

    assignment.refresh_from_db()
    assert (assignment.done_on, assignment.done_note) == (None, "")


def test_take_back_is_on_the_trail_in_words(assignment, officer):
    mark_done(assignment, done_on=DONE, by=officer)

    take_back(assignment, by=officer)

    entry = Entry.objects.get(event="campaigns.assignment_undone")
    assert (entry.before, entry.after) == (
        {"Nhiệm vụ 1": "xong ngày 05/03/2026"},
        {"Nhiệm vụ 1": "chưa xong"},
    )


def test_take_back_of_what_is_not_done_is_refused(assignment, officer):
    with pytest.raises(NotDone):
        take_back(assignment, by=officer)


def test_note_of_an_assignment_that_is_not_done_is_refused_by_the_database(assignment):
    with refused_by("assignment_noted_when_done"):
        Assignment.objects.update(done_note="Đủ 3 đợt.")


def test_two_assignments_of_one_number_are_refused_by_the_database(assignment):
    with refused_by("one_assignment_at_an_ordinal"):
        AssignmentFactory(campaign=assignment.campaign, ordinal=assignment.ordinal)


def test_campaign_page_tells_how_its_assignments_stand(client, assignment, officer):
    mark_done(assignment, done_on=DONE, by=officer)
    AssignmentFactory(campaign=assignment.campaign, due_on=DONE)

    response = client.get(assignment.campaign.get_absolute_url())

    told = [(each.words, each.tone) for each in response.context["assignments"]]
    assert told == [("Đã xong ngày 05/03/2026", "good"), ("Quá hạn", "bad")]


@pytest.mark.parametrize(("role", "offered"), [("campaign_officer", True), ("leader", False)])
def test_campaign_page_offers_the_marking_to_the_officer_only(client, assignment, role, offered):
    client.force_login(UserFactory(grants=[(role, assignment.campaign.managing_unit)]))

    page = client.get(assignment.campaign.get_absolute_url()).content.decode()

    address = reverse("campaigns:assignment_done", args=[assignment.campaign_id, assignment.pk])
    assert (address in page) == offered


def test_page_with_a_day_to_come_keeps_what_was_typed(client, assignment, officer):
    address = reverse("campaigns:assignment_done", args=[assignment.campaign_id, assignment.pk])

    response = client.post(address, {"done_on": "01/01/2099", "note": "Đủ 3 đợt."})

    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {"done_on": [DoneTooLate.message]})
    assert form["note"].value() == "Đủ 3 đợt."


def test_page_keeps_the_note_when_somebody_else_was_faster(client, assignment, officer):
    address = reverse("campaigns:assignment_done", args=[assignment.campaign_id, assignment.pk])
    mark_done(assignment, done_on=DONE, by=officer)

    response = client.post(address, {"done_on": "06/03/2026", "note": "Đủ 3 đợt."})

    form = response.context["form"]
    assert form.non_field_errors() == ["Nhiệm vụ này đã ghi xong ngày 05/03/2026."]
    assert form["note"].value() == "Đủ 3 đợt."


def test_page_of_what_was_removed_meanwhile_keeps_what_was_typed(client, assignment, officer):
    address = reverse("campaigns:assignment_done", args=[assignment.campaign_id, assignment.pk])
    Assignment.objects.all().delete()

    response = client.post(address, {"done_on": "06/03/2026", "note": "Đủ 3 đợt."})

    form = response.context["form"]
    assert (response.status_code, form.non_field_errors()) == (422, [AssignmentGone.message])
    assert form["note"].value() == "Đủ 3 đợt."
    assert response.context["assignment"].what == assignment.what


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_of_what_never_was_in_the_plan_is_not_found(client, assignment, officer, method):
    other = AssignmentFactory(campaign=running_movement().campaign)
    address = reverse("campaigns:assignment_done", args=[assignment.campaign_id, other.pk])

    assert getattr(client, method)(address).status_code == 404


def test_page_of_what_was_taken_back_already_says_so(client, assignment, officer):
    address = reverse("campaigns:assignment_undone", args=[assignment.campaign_id, assignment.pk])

    response = client.post(address)

    assert [str(told) for told in get_messages(response.wsgi_request)] == [NotDone.message]
