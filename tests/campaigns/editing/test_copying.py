"""Drafting a campaign from another: next year's, and a lower one under a higher."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.enums import Role
from campaigns.domain.calendar import same_day
from campaigns.domain.editing.copying import Successor, draft_lower, draft_next
from campaigns.domain.editing.criteria import criteria_of
from campaigns.domain.editing.sections import InvalidPlan, Problem
from campaigns.domain.editing.targets import (
    InvalidTarget,
    TargetPlan,
    change_target,
    target_facts,
)
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from core.access.refusals import NotPermitted
from core.access.seen import fingerprint
from tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    IndicatorFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import officer_of, planned_movement, running_movement
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


def successor(unit, **changes) -> Successor:
    return replace(Successor("Thi đua năm 2027", date(2027, 1, 1), unit), **changes)


@pytest.fixture
def movement():
    movement = running_movement(IndicatorFactory(ratio=True))
    Campaign.objects.update(plan_reference="Kế hoạch số 07/KH-UBND ngày 05/01/2026.")
    movement.campaign.refresh_from_db()
    criteria = movement.campaign.targets.get().criteria
    criteria.update(threshold=Decimal(98))
    return movement


@pytest.fixture
def lower_officer(movement):
    return UserFactory(grants=[(Role.CAMPAIGN_OFFICER, movement.unit)])


def test_draft_next_shifts_the_days_by_the_years(movement):
    source = movement.campaign

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    assert (campaign.state, campaign.ends_on) == (CampaignState.DRAFT, date(2027, 12, 31))
    assert campaign.periods.get().data_from == date(2027, 1, 1)


def test_draft_next_copies_targets_with_their_criteria(movement):
    source = movement.campaign

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    one, copy = source.targets.get(), campaign.targets.get()
    assert criteria_of(copy) == criteria_of(one)
    assert list(copy.asked_in.all()) == list(campaign.periods.all())


def test_draft_next_gives_out_the_assignments_again_a_year_later(movement):
    source = movement.campaign
    AssignmentFactory(
        campaign=source,
        unit=movement.unit,
        due_on=date(2026, 6, 30),
        done_on=date(2026, 6, 1),
        done_note="Đủ 3 đợt.",
    )

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    assignment = campaign.assignments.get()
    assert (assignment.what, assignment.unit) == (source.assignments.get().what, movement.unit)
    assert (assignment.due_on, assignment.done_on, assignment.done_note) == (
        date(2027, 6, 30),
        None,
        "",
    )


def test_draft_next_gives_an_assignment_to_no_unit_that_ended(movement):
    source = movement.campaign
    movement.unit.valid_to = date(2026, 12, 31)
    movement.unit.save()
    AssignmentFactory(campaign=source, unit=movement.unit)

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    assert campaign.assignments.get().unit is None


def test_draft_next_names_the_units_again_even_one_that_ended(movement):
    source = movement.campaign
    movement.sibling.valid_to = date(2026, 12, 31)
    movement.sibling.save()
    source.targets.get().reporting_units.set([movement.unit, movement.sibling])

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    named = campaign.targets.get().reporting_units.all()
    assert set(named) == {movement.unit, movement.sibling}


def lower_names(movement, officer, *named) -> list[list]:
    """The units named by the targets of the lower campaign, when those above name these."""
    movement.campaign.targets.get().reporting_units.set(named)
    campaign = draft_lower(movement.campaign, successor(movement.unit), by=officer)
    return [list(target.reporting_units.all()) for target in campaign.targets.all()]


def test_draft_lower_of_a_target_that_names_the_unit_asks_all_under_it(movement, lower_officer):
    assert lower_names(movement, lower_officer, movement.unit, movement.sibling) == [[]]


def test_draft_lower_names_those_under_the_unit(movement, lower_officer):
    named = [movement.subordinate, movement.sibling]

    assert lower_names(movement, lower_officer, *named) == [[movement.subordinate]]


def test_draft_lower_leaves_out_a_target_that_names_others_only(movement, lower_officer):
    assert lower_names(movement, lower_officer, movement.sibling) == []


def test_draft_lower_keeps_a_target_for_kinds_that_names_others_beside(movement, lower_officer):
    movement.campaign.targets.update(reporting_kinds=[UnitKind.COMMUNE])

    assert lower_names(movement, lower_officer, movement.sibling) == [[]]


def test_draft_lower_gives_out_assignments_of_its_own(movement, lower_officer):
    AssignmentFactory(campaign=movement.campaign)

    campaign = draft_lower(movement.campaign, successor(movement.unit), by=lower_officer)

    assert not campaign.assignments.exists()


def test_draft_next_keeps_who_takes_part(movement):
    source = movement.campaign

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    pairs = {(row.unit_id, row.superior_id) for row in campaign.participations.all()}
    assert pairs == {(row.unit_id, row.superior_id) for row in source.participations.all()}


def test_draft_next_leaves_out_units_that_ended(movement):
    source = movement.campaign
    movement.sibling.valid_to = date(2026, 12, 31)
    movement.sibling.save()

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    assert not campaign.participations.filter(unit=movement.sibling).exists()


def test_draft_next_reports_past_a_superior_that_ended(movement):
    source = movement.campaign
    movement.superior.valid_to = date(2026, 12, 31)
    movement.superior.save()

    campaign = draft_next(source, successor(movement.root), by=officer_of(source))

    assert campaign.participations.get(unit=movement.unit).superior == movement.root


def test_draft_next_leaves_the_source_as_it_was(movement):
    source = movement.campaign
    before = target_facts(source.targets.get())

    draft_next(source, successor(movement.root), by=officer_of(source))

    assert target_facts(source.targets.get()) == before


def test_draft_lower_cites_the_plan_above(movement, lower_officer):
    campaign = draft_lower(movement.campaign, successor(movement.unit), by=lower_officer)

    assert campaign.parent == movement.campaign
    assert campaign.legal_bases == "Căn cứ Kế hoạch số 07/KH-UBND ngày 05/01/2026;"
    assert campaign.issuing_unit == movement.unit


def test_draft_lower_names_the_target_it_implements(movement, lower_officer):
    campaign = draft_lower(movement.campaign, successor(movement.unit), by=lower_officer)

    assert campaign.targets.get().parent_target == movement.campaign.targets.get()


def test_draft_lower_of_a_draft_is_refused():
    movement = planned_movement()
    officer = UserFactory(
        grants=[
            (Role.CAMPAIGN_OFFICER, movement.root),
            (Role.CAMPAIGN_OFFICER, movement.unit),
        ]
    )

    with pytest.raises(InvalidPlan) as caught:
        draft_lower(movement.campaign, successor(movement.unit), by=officer)

    assert caught.value.problems == [Problem(0, "", "Phong trào cấp trên còn là dự thảo.")]


def test_draft_lower_for_the_same_unit_is_refused(movement):
    source = movement.campaign

    with pytest.raises(InvalidPlan) as caught:
        draft_lower(source, successor(movement.root), by=officer_of(source))

    assert [problem.field for problem in caught.value.problems] == ["managing_unit"]


def test_draft_next_of_a_campaign_out_of_sight_is_refused(movement):
    stranger = officer_of(CampaignFactory())

    with pytest.raises(NotPermitted):
        draft_next(movement.campaign, successor(UnitFactory()), by=stranger)


def lowered(target, **changes):
    (criterion,) = criteria_of(target)
    return TargetPlan(
        area=target.area,
        indicator=target.indicator,
        code=target.code,
        title=target.title,
        sentence=target.sentence,
        source=target.source,
        asked_in=list(target.asked_in.all()),
        criteria=[replace(criterion, threshold=Decimal(90), **changes)],
    )


def test_a_lower_threshold_than_above_needs_a_reason(movement, lower_officer):
    campaign = draft_lower(movement.campaign, successor(movement.unit), by=lower_officer)
    target = campaign.targets.get()
    seen = fingerprint(target_facts(target))

    with pytest.raises(InvalidTarget) as caught:
        change_target(target, lowered(target), by=lower_officer, seen=seen)

    assert caught.value.problems == [
        Problem(
            0,
            "answer_note",
            "Phong trào cấp trên đặt mức từ 98% trở lên: hạ thấp thì phải giải trình.",
        )
    ]


def test_a_lower_threshold_than_above_stands_with_its_reason(movement, lower_officer):
    campaign = draft_lower(movement.campaign, successor(movement.unit), by=lower_officer)
    target = campaign.targets.get()

    change_target(
        target,
        lowered(target, answer_note="Xã mới thành lập"),
        by=lower_officer,
        seen=fingerprint(target_facts(target)),
    )

    assert target.criteria.get().threshold == Decimal(90)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 12, 15), 1, date(2024, 12, 15)),
    ],
)
def test_same_day_knows_leap_years(day, years, later):
    assert same_day(day, years) == later


def test_the_page_drafts_the_next_year(client, movement):
    source = movement.campaign
    client.force_login(officer_of(source))
    address = reverse("campaigns:copy", args=[source.pk])
    form = client.get(address).context["form"]

    typed = {
        "way": "next",
        "name": "Thi đua năm 2027",
        "starts_on": form["starts_on"].value().strftime("%d/%m/%Y"),
        "managing_unit": source.managing_unit_id,
    }
    response = client.post(address, typed)

    made = Campaign.objects.get(name="Thi đua năm 2027")
    assert response.url == reverse("campaigns:about", args=[made.pk])


def test_the_page_says_at_the_field_why_not(client, movement):
    source = movement.campaign
    client.force_login(officer_of(source))
    typed = {
        "way": "lower",
        "name": "Thi đua",
        "starts_on": "01/01/2026",
        "managing_unit": source.managing_unit_id,
    }

    response = client.post(reverse("campaigns:copy", args=[source.pk]), typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["managing_unit"]
