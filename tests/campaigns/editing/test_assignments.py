"""Setting the assignments that a plan gives out, and its page."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from campaigns.domain.editing.assignments import (
    NOT_OURS,
    AssignmentText,
    assignment_facts,
    assignments_of,
    set_assignments,
)
from campaigns.domain.editing.sections import InvalidPlan, Problem
from campaigns.domain.policies import CampaignClosed
from campaigns.enums import CampaignState
from campaigns.forms.assignments import NOT_OFFERED
from core.access.refusals import NotPermitted, ReasonMissing
from core.access.seen import ChangedMeanwhile, fingerprint
from core.audit.models import Entry
from tests.editor import typed_assignments
from tests.factories import AssignmentFactory, CampaignFactory, UnitFactory, UserFactory
from tests.workflows import officer_of, running_movement

pytestmark = pytest.mark.django_db

SPREAD = AssignmentText(None, "Đẩy mạnh tuyên truyền.", "Trung tâm Truyền thông")
WATCH = AssignmentText(None, "Theo dõi, đôn đốc.", "Ban CHQS huyện", due_on=date(2026, 6, 30))


@pytest.fixture
def campaign():
    return CampaignFactory()


def save(campaign, texts, **given):
    note = {"by": officer_of(campaign), "seen": fingerprint(assignment_facts(campaign))} | given
    return set_assignments(campaign, texts, **note)


def problems_of(campaign, *texts) -> list[Problem]:
    with pytest.raises(InvalidPlan) as caught:
        save(campaign, texts)
    return caught.value.problems


def test_set_assignments_keeps_the_order_and_the_words(campaign):
    save(campaign, [SPREAD, WATCH])

    assert list(campaign.assignments.values_list("ordinal", "assignee", "what", "due_on")) == [
        (1, SPREAD.assignee, SPREAD.what, None),
        (2, WATCH.assignee, WATCH.what, date(2026, 6, 30)),
    ]


def test_set_assignments_lets_two_change_places(campaign):
    save(campaign, [SPREAD, WATCH])
    one, two = assignments_of(campaign)

    save(campaign, [two, one])

    assert assignments_of(campaign) == [two, one]


def test_set_assignments_removes_what_is_left_out(campaign):
    save(campaign, [SPREAD, WATCH])

    save(campaign, assignments_of(campaign)[1:])

    assert [text.what for text in assignments_of(campaign)] == [WATCH.what]


def test_set_assignments_leaves_done_what_was_done(campaign):
    assignment = AssignmentFactory(
        campaign=campaign, done_on=date(2026, 3, 1), done_note="Đủ 3 đợt."
    )
    (text,) = assignments_of(campaign)

    save(campaign, [replace(text, what="Theo dõi.")])

    assignment.refresh_from_db()
    assert (assignment.what, assignment.done_on, assignment.done_note) == (
        "Theo dõi.",
        date(2026, 3, 1),
        "Đủ 3 đợt.",
    )


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2028, 1, 1)])
def test_set_assignments_due_years_away_is_refused(campaign, day):
    assert problems_of(campaign, SPREAD, replace(WATCH, due_on=day)) == [
        Problem(1, "due_on", "Hạn phải trong khoảng từ 01/01/2025 đến 31/12/2027.")
    ]


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2027, 12, 31)])
def test_set_assignments_due_within_a_year_around_is_kept(campaign, day):
    save(campaign, [replace(WATCH, due_on=day)])

    assert campaign.assignments.get().due_on == day


def test_set_assignments_to_a_unit_of_others_is_refused(campaign):
    stranger = replace(WATCH, unit_id=UnitFactory().pk)

    assert problems_of(campaign, stranger) == [Problem(0, "unit_id", NOT_OURS)]


def test_set_assignments_to_a_unit_under_the_managing_one(campaign):
    unit = UnitFactory(command_parent=campaign.managing_unit)

    save(campaign, [replace(WATCH, unit_id=unit.pk)])

    assert campaign.assignments.get().unit == unit


def test_set_assignments_keeps_a_unit_that_went_elsewhere(campaign):
    AssignmentFactory(campaign=campaign, unit=UnitFactory())
    (text,) = assignments_of(campaign)

    save(campaign, [replace(text, what="Theo dõi.")])

    assert campaign.assignments.get().what == "Theo dõi."


def test_set_assignments_does_not_overwrite_another_officer(campaign):
    seen = fingerprint(assignment_facts(campaign))
    save(campaign, [SPREAD])

    with pytest.raises(ChangedMeanwhile):
        save(campaign, [WATCH], seen=seen)


def test_set_assignments_after_launch_needs_a_reason():
    with pytest.raises(ReasonMissing):
        save(running_movement().campaign, [SPREAD])


def test_set_assignments_after_launch_leaves_the_definitions_alone():
    campaign = running_movement().campaign

    save(campaign, [SPREAD], reason="Bổ sung phân công")

    assert campaign.versions.count() == 1


def test_set_assignments_of_a_closed_campaign_is_refused():
    with pytest.raises(CampaignClosed):
        save(CampaignFactory(state=CampaignState.CLOSED), [SPREAD])


def test_set_assignments_by_somebody_else_is_refused(campaign):
    with pytest.raises(NotPermitted):
        save(campaign, [SPREAD], by=UserFactory(grants=[("leader", campaign.managing_unit)]))


def test_set_assignments_is_on_the_trail_in_words(campaign):
    save(campaign, [WATCH])

    entry = Entry.objects.latest("pk")
    assert (entry.before, entry.after) == (
        {"Nhiệm vụ 1": ""},
        {"Nhiệm vụ 1": "Ban CHQS huyện: Theo dõi, đôn đốc.; hạn 30/06/2026"},
    )


@pytest.fixture
def page(client, campaign):
    client.force_login(officer_of(campaign))
    return reverse("campaigns:assignments", args=[campaign.pk])


def test_page_takes_a_unit_by_the_name_it_offers(client, campaign, page):
    unit = UnitFactory(command_parent=campaign.managing_unit, short_name="Xã Đức Phổ", code="DP1")
    AssignmentFactory(campaign=campaign)
    typed = typed_assignments(campaign) | {"assignment-0-unit_id": "xa duc pho (dp1)"}

    client.post(page, typed)

    assert campaign.assignments.get().unit == unit


def test_page_says_at_the_cell_that_a_unit_is_not_offered(client, campaign, page):
    AssignmentFactory(campaign=campaign)
    typed = typed_assignments(campaign) | {"assignment-0-unit_id": "Phòng nào đó"}

    response = client.post(page, typed)

    row = response.context["form"].rows.forms[0]
    assert (response.status_code, row.errors) == (422, {"unit_id": [NOT_OFFERED]})
    assert row["unit_id"].value() == "Phòng nào đó"


def test_page_shows_what_does_not_hold_at_its_row(client, campaign, page):
    for _ in range(2):
        AssignmentFactory(campaign=campaign)
    typed = typed_assignments(campaign)
    typed |= {"assignment-0-ORDER": "2", "assignment-1-ORDER": "1"}

    response = client.post(page, typed | {"assignment-0-due_on": "01/01/2030"})

    first, second, _ = response.context["form"].rows.forms
    assert (list(first.errors), list(second.errors)) == (["due_on"], [])


def test_page_after_somebody_else_shows_both(client, campaign, page):
    assignment = AssignmentFactory(campaign=campaign)
    typed = typed_assignments(campaign) | {"assignment-0-assignee": "Của tôi"}
    assignment.assignee = "Của bạn"
    assignment.save()

    response = client.post(page, typed)

    row = response.context["form"].rows.forms[0]
    assert row["assignee"].value() == "Của tôi"
    assert "“Của bạn”" in row.errors["assignee"][0]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_as_often_for_many_rows(
    client, campaign, page, django_assert_num_queries, rows
):
    for _ in range(rows):
        AssignmentFactory(campaign=campaign, unit=UnitFactory())

    with django_assert_num_queries(8):
        client.get(page)
