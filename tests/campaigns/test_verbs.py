"""Launching and closing a campaign, and giving quotas."""

import itertools
from decimal import Decimal

import pytest
from django.db import transaction

from accounts.enums import Role
from campaigns.domain import campaigns as verbs
from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.policies import NEXT_STATES, IncompleteDefinitions
from campaigns.enums import CampaignState as State
from campaigns.models import Campaign, Criterion, Participation
from core.access.refusals import NotPermitted, NotPossible
from core.audit.models import Entry
from tests.factories import (
    CriterionFactory,
    IndicatorFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import officer_of, planned_movement

ALLOWED, NOT_PERMITTED, NOT_POSSIBLE = "allowed", "not permitted", "not possible"
MATRIX = {
    ("launch", State.DRAFT): ALLOWED,
    ("launch", State.LAUNCHED): NOT_POSSIBLE,
    ("launch", State.CLOSED): NOT_POSSIBLE,
    ("close", State.DRAFT): NOT_POSSIBLE,
    ("close", State.LAUNCHED): ALLOWED,
    ("close", State.CLOSED): NOT_POSSIBLE,
}
ACT = {"launch": launch_campaign, "close": close_campaign}
WAY_TO = {State.DRAFT: [], State.LAUNCHED: ["launch"], State.CLOSED: ["launch", "close"]}
RELATIONS = ["managing", "issuing", "above", "taking part", "foreign"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def movement():
    return planned_movement()


@pytest.fixture
def officer(movement):
    return officer_of(movement.campaign)


def brought_to(state, campaign, officer) -> Campaign:
    for action in WAY_TO[state]:
        campaign = ACT[action](campaign, by=officer)
    return campaign


def units_around(movement) -> dict:
    """A unit in each relation; the campaign is managed below the province that issued it."""
    above = UnitFactory()
    Campaign.objects.filter(pk=movement.campaign.pk).update(
        managing_unit=movement.superior, issuing_unit=movement.root
    )
    movement.root.command_parent = above
    movement.root.save()
    movement.campaign.refresh_from_db()
    units = [movement.superior, movement.root, above, movement.unit, UnitFactory()]
    return dict(zip(RELATIONS, units, strict=True))


def answer_given_to(person, action, campaign) -> str:
    try:
        with transaction.atomic():
            ACT[action](campaign, by=person)
            transaction.set_rollback(True)
    except NotPermitted:
        return NOT_PERMITTED
    except NotPossible:
        return NOT_POSSIBLE
    return ALLOWED


def test_matrix_knows_every_action_and_state():
    assert set(MATRIX) == set(itertools.product(ACT, State))
    assert set(NEXT_STATES) == set(State)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", ACT)
def test_answer_to_everybody(movement, action, state):
    units = units_around(movement)
    campaign = brought_to(state, movement.campaign, officer_of(movement.campaign))
    cells = list(itertools.product(Role, RELATIONS))
    people = {cell: UserFactory(grants=[(cell[0], units[cell[1]])]) for cell in cells}
    people["nobody"] = UserFactory()
    permitted = (Role.CAMPAIGN_OFFICER, "managing")
    assert {name: answer_given_to(person, action, campaign) for name, person in people.items()} == {
        name: MATRIX[action, state] if name == permitted else NOT_PERMITTED for name in people
    }


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("launch", State.DRAFT, State.LAUNCHED), ("close", State.LAUNCHED, State.CLOSED)],
)
def test_verb_is_recorded_with_both_states(movement, officer, action, before, after):
    ACT[action](brought_to(before, movement.campaign, officer), by=officer)
    entry = Entry.objects.get(event=f"campaigns.{after}")
    assert (entry.actor_id, entry.authority, entry.unit_id, entry.before, entry.after) == (
        officer.pk,
        f"Soạn kế hoạch, {movement.root}",
        movement.root.pk,
        {"state": before},
        {"state": after},
    )


@pytest.mark.parametrize(("action", "before"), [("launch", State.DRAFT), ("close", State.LAUNCHED)])
def test_verb_is_undone_when_the_trail_cannot_be_written(
    movement, officer, action, before, monkeypatch
):
    campaign = brought_to(before, movement.campaign, officer)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(verbs, "record", fail)
    with pytest.raises(RuntimeError):
        ACT[action](campaign, by=officer)
    assert Campaign.objects.get(pk=campaign.pk).state == before


def test_launch_freezes_version_one(movement, officer):
    [version] = launch_campaign(movement.campaign, by=officer).versions.all()
    assert (version.number, version.reason) == (1, "Phát động")


def test_launch_freezes_what_verdicts_rest_on(movement, officer):
    without_targets(movement)
    target = TargetFactory(
        campaign=movement.campaign,
        area=movement.campaign.areas.get(),
        indicator=IndicatorFactory(graded=True, code="CT-SQS"),
        judged_from=movement.period,
        asked_in=[movement.period],
        code="T1a",
    )
    all_pass = CriterionFactory(target=target, grades=[1, 2, 3], threshold=Decimal(100))
    CriterionFactory(
        target=target, ordinal=2, grades=[1, 2], threshold=Decimal(75), nested_in=all_pass
    )
    [facts] = launch_campaign(movement.campaign, by=officer).versions.get().definitions
    criteria = facts.pop("criteria")
    assert facts == {
        "code": "T1a",
        "title": target.title,
        "sentence": target.sentence,
        "anchor": "",
        "source": target.source,
        "indicator": "CT-SQS",
        "measure": "graded",
        "part_rule": "adds",
        "whole_rule": "adds",
        "whole_is_quota": False,
        "reporting_kinds": [],
        "reporting_units": [],
        "asked_in": [1],
        "judged_from": 1,
    }
    assert [(c["ordinal"], c["grades"], c["threshold"], c["nested_in"]) for c in criteria] == [
        (1, [1, 2, 3], "100.00", None),
        (2, [1, 2], "75.00", 1),
    ]


def without_targets(movement):
    Criterion.objects.all().delete()
    movement.campaign.targets.all().delete()


def without_areas(movement):
    without_targets(movement)
    movement.campaign.areas.all().delete()


def without_periods(movement):
    movement.campaign.targets.get().asked_in.clear()
    movement.campaign.periods.all().delete()


def without_participants(movement):
    Participation.objects.all().delete()


def with_an_open_operator(movement):
    movement.campaign.targets.update(code="T4")
    movement.campaign.targets.get().criteria.update(operator="")


def with_a_target_never_asked(movement):
    movement.campaign.targets.update(code="T4")
    movement.campaign.targets.get().asked_in.clear()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_areas, "Phong trào chưa có nội dung thi đua nào."),
        (without_periods, "Phong trào chưa có kỳ báo cáo nào."),
        (without_participants, "Phong trào chưa có đơn vị tham gia."),
        (
            with_an_open_operator,
            "Chỉ tiêu T4: kế hoạch chưa nói rõ “Không có vụ việc” là mức sàn, "
            "mức trần hay đúng bằng.",
        ),
        (with_a_target_never_asked, "Chỉ tiêu T4: chưa chọn kỳ báo cáo."),
    ],
)
def test_launch_of_an_incomplete_plan_is_refused(movement, officer, spoil, message):
    spoil(movement)
    with pytest.raises(IncompleteDefinitions) as caught:
        launch_campaign(movement.campaign, by=officer)
    assert caught.value.message == message
