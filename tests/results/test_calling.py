"""Calling a unit that owes a report: who is on the list, and what is written down."""

from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from results.domain.calls import NothingOwed, log_call, to_call_about
from results.enums import SubmissionState as State
from results.models import Call, Reminder, Submission
from tests.factories import GrantFactory, UserFactory
from tests.refusals import refused_by
from tests.results.test_extending import GIVING, extend
from tests.results.test_matrix import everybody_around
from tests.saying import sentences
from tests.workflows import (
    head_of,
    officer_of,
    reviewer_of,
    running_movement,
    submission_at,
)

NOTE = "Chị Bình hẹn gửi trong chiều nay."
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    """Of which the unit alone is past its due day."""
    movement = running_movement()
    Submission.objects.filter(pk=movement.submission.pk).update(due_on=date(2026, 1, 5))
    return movement


def units_to_call(movement, person) -> list:
    rows = to_call_about(person, Submission.objects.all())
    return [row.unit for row in rows.order_by("pk")]


def test_call_is_written_down_with_who_and_what(movement):
    by = reviewer_of(movement.submission)
    call = log_call(movement.submission, by=by, note=NOTE)
    entry = Entry.objects.get(event="results.called")
    assert (call.called_by, call.note) == (by, NOTE)
    assert (entry.actor_id, entry.unit_id, entry.after, entry.authority) == (
        by.pk,
        movement.unit.pk,
        {"note": NOTE},
        str(by.grants_today[0]),
    )


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_call_about_what_is_not_owed_is_refused(state):
    submission = submission_at(state)
    with pytest.raises(NothingOwed):
        log_call(submission, by=reviewer_of(submission))


def test_call_in_a_closed_campaign_is_refused(movement):
    close_campaign(movement.campaign, by=officer_of(movement.campaign))
    with pytest.raises(CampaignClosed):
        log_call(movement.submission, by=reviewer_of(movement.submission))


def test_call_is_logged_by_the_superior_side_alone(movement):
    allowed = set()
    for name, person in everybody_around(movement).items():
        try:
            with transaction.atomic():
                log_call(movement.submission, by=person)
                transaction.set_rollback(True)
        except NotPermitted:
            continue
        allowed.add(name)
    assert allowed == GIVING


def test_call_is_kept_as_it_was_written(movement):
    call = log_call(movement.submission, by=reviewer_of(movement.submission))
    with refused_by("call_kept"):
        Call.objects.filter(pk=call.pk).update(note="Khác")


def test_whoever_is_late_is_called(movement):
    assert units_to_call(movement, reviewer_of(movement.submission)) == [movement.unit]


def test_who_was_given_time_is_not_called(movement):
    extend(movement.submission, due_on=date(2099, 12, 30), closes_on=date(2099, 12, 31))
    assert units_to_call(movement, reviewer_of(movement.submission)) == []


def test_who_was_asked_to_mend_is_called_before_the_due_day(movement):
    submission_at(State.RETURNED, movement, unit=movement.sibling)
    assert units_to_call(movement, reviewer_of(movement.submission)) == [
        movement.unit,
        movement.sibling,
    ]


def test_who_sent_is_not_called(movement):
    submission_at(State.SUBMITTED, movement)
    assert units_to_call(movement, reviewer_of(movement.submission)) == []


@pytest.mark.parametrize("who", [officer_of, lambda campaign: head_of(campaign.submissions.last())])
def test_list_holds_what_the_person_may_call_about(movement, who):
    person = who(movement.campaign)
    rows = Submission.objects.select_related("campaign", "unit")
    listed = units_to_call(movement, person)
    may = [row.unit for row in rows.filter(pk=movement.submission.pk) if _may_log(row, person)]
    assert listed == may


def _may_log(submission, person) -> bool:
    try:
        with transaction.atomic():
            log_call(submission, by=person)
            transaction.set_rollback(True)
    except NotPermitted:
        return False
    return True


def test_list_tells_when_the_unit_was_last_reminded(client, movement):
    for occasion, now in (("day 1", "2026-04-21 08:00+07:00"), ("letter 1", "2026-04-23 08:00Z")):
        with time_machine.travel(now, tick=False):
            last = Reminder.objects.create(submission=movement.submission, occasion=occasion)
    client.force_login(reviewer_of(movement.submission))
    [row] = client.get(reverse("results:call_list")).context["table"].rows
    assert row.get_cell("last_reminded_at") == last.reminded_at


def test_list_tells_whom_to_call_and_when_somebody_did(client, movement):
    GrantFactory(
        unit=movement.unit, role=Role.CLERK, user=UserFactory(full_name="Lê Bình", phone="0255 2")
    )
    by = reviewer_of(movement.submission)
    with time_machine.travel("2026-04-21 17:30+00:00", tick=False):
        log_call(movement.submission, by=by, note=NOTE)
    client.force_login(by)
    page = client.get(reverse("results:call_list"))
    [row] = page.context["table"].rows
    cells = [str(row.get_cell(name)) for name in ("contact", "phone", "last_note")]
    assert cells == ["Lê Bình", "0255 2", NOTE]
    assert "22/04/2026" in page.content.decode()


def test_page_writes_the_call_down_and_shows_it(client, movement):
    client.force_login(reviewer_of(movement.submission))
    address = reverse("results:calls", args=[movement.submission.pk])
    response = client.post(address, {"note": NOTE}, follow=True)
    assert (response.redirect_chain, NOTE in response.content.decode()) == ([(address, 302)], True)


def test_page_about_what_was_sent_meanwhile_says_so(client, movement):
    submission_at(State.SUBMITTED, movement)
    client.force_login(reviewer_of(movement.submission))
    address = reverse("results:calls", args=[movement.submission.pk])
    response = client.post(address, {"note": NOTE})
    assert (response.status_code, response.url) == (302, address)
    assert "đã gửi báo cáo này" in sentences(response)[-1]
