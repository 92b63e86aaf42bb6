"""Handing a campaign on: who may, to whom, from when, and what passes with it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from campaigns.domain.campaigns import close_campaign
from campaigns.domain.policies import CampaignClosed
from campaigns.domain.quotas import set_quota
from campaigns.domain.transfer import (
    StillDraft,
    effect_of_transfer,
    receivers_for,
    transfer_campaign,
)
from campaigns.models import Campaign, Management, Participation
from core.access.refusals import NotPermitted, ReasonMissing
from core.audit.models import Entry
from tests.factories import (
    IndicatorFactory,
    QuotaFactory,
    SuccessionFactory,
    UnitFactory,
    UserFactory,
)
from tests.refusals import refused_by
from tests.workflows import officer_of, planned_movement, running_movement
from units.domain.refusals import (
    DatesCross,
    EffectChanged,
    NothingChanged,
    NotInForce,
    OutOfReach,
)
from units.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
LAST_DAY = date(2026, 6, 30)
ACT = "Quyết định số 125/QĐ-UBND ngày 25/6/2026 về việc chuyển giao quản lý phong trào"
REASON = "Đơn vị quản lý kết thúc hoạt động."


@pytest.fixture
def movement():
    return running_movement()


def officer_at(unit):
    return UserFactory(grants=[(Role.CAMPAIGN_OFFICER, unit)])


def transfer(movement, to, *, by=None, day=DAY, reason=REASON, agreed=None) -> Campaign:
    by = by or officer_of(movement.campaign)
    if agreed is None:
        agreed = effect_of_transfer(movement.campaign, to=to, effective_on=day, by=by).digest
    return transfer_campaign(
        movement.campaign, to=to, effective_on=day, act=ACT, reason=reason, agreed=agreed, by=by
    )


def end(unit, last_day=LAST_DAY) -> Unit:
    unit.valid_to = last_day
    unit.save()
    return unit


def participations(movement, *, unit) -> list[tuple]:
    rows = movement.campaign.participations.filter(unit=unit).order_by("valid_from")
    return list(rows.values_list("superior", "valid_from", "valid_to"))


def test_transfer_keeps_both_managements_and_the_act(movement):
    campaign = transfer(movement, movement.superior)

    rows = campaign.managements.values_list("unit", "valid_from", "valid_to", "act")
    assert campaign.managing_unit == movement.superior
    assert list(rows) == [
        (movement.root.pk, campaign.starts_on, LAST_DAY, ""),
        (movement.superior.pk, DAY, None, ACT),
    ]


def test_transfer_twice_ends_the_management_in_between(movement):
    first = officer_of(movement.campaign)
    transfer(movement, movement.superior, by=first)
    movement.campaign.refresh_from_db()
    transfer(movement, movement.unit, by=officer_at(movement.superior), day=date(2026, 8, 1))

    rows = Management.objects.values_list("unit", "valid_from", "valid_to")
    assert list(rows)[1:] == [
        (movement.superior.pk, DAY, date(2026, 7, 31)),
        (movement.unit.pk, date(2026, 8, 1), None),
    ]


def test_transfer_is_told_in_the_trail(movement):
    transfer(movement, movement.superior)

    entry = Entry.objects.get(event="campaigns.transferred")
    assert (entry.unit_id, entry.reason, entry.after["act"]) == (
        movement.root.pk,
        REASON,
        ACT,
    )


def test_transfer_to_who_takes_part_makes_it_the_root(movement):
    transfer(movement, movement.superior)

    assert participations(movement, unit=movement.superior)[-1] == (None, DAY, None)
    assert participations(movement, unit=movement.root)[-1][2] == LAST_DAY


def test_transfer_to_who_takes_no_part_yet_puts_everybody_under_it(movement):
    heir = UnitFactory(command_parent=movement.root)
    transfer(movement, heir)

    assert participations(movement, unit=heir) == [(None, DAY, None)]
    assert participations(movement, unit=movement.superior)[1:] == [(heir.pk, DAY, None)]


def test_transfer_leaves_who_reports_to_others_as_it_was(movement):
    transfer(movement, UnitFactory(command_parent=movement.root))

    assert len(participations(movement, unit=movement.unit)) == 1


def test_transfer_turns_a_participation_that_begins_later(movement):
    heir, late = UnitFactory(command_parent=movement.root), UnitFactory()
    begins = date(2026, 10, 1)
    Participation.objects.create(
        campaign=movement.campaign, unit=late, superior=movement.root, valid_from=begins
    )
    transfer(movement, heir)

    assert participations(movement, unit=late) == [(heir.pk, begins, None)]


def test_transfer_gives_the_quotas_of_the_former_unit_to_the_new_one(movement):
    indicator = IndicatorFactory(quota=True)
    QuotaFactory(campaign=movement.campaign, unit=movement.root, indicator=indicator, value=120)
    transfer(movement, movement.superior)

    passed = movement.campaign.quotas.current().get(unit=movement.superior)
    assert (passed.value, passed.reason) == (120, f"Tiếp nhận từ {movement.root} theo {ACT}")


def test_transfer_leaves_a_quota_that_the_new_unit_has_already(movement):
    indicator = IndicatorFactory(quota=True)
    for unit, value in ((movement.root, 120), (movement.superior, 30)):
        QuotaFactory(campaign=movement.campaign, unit=unit, indicator=indicator, value=value)
    transfer(movement, movement.superior)

    assert movement.campaign.quotas.current().get(unit=movement.superior).value == 30


def test_officer_of_the_former_unit_can_no_longer_change_the_campaign(movement):
    former = officer_of(movement.campaign)
    transfer(movement, movement.superior, by=former)

    with pytest.raises(NotPermitted):
        set_quota(movement.campaign, movement.unit, IndicatorFactory(quota=True), 5, by=former)


def test_officer_of_the_new_unit_can_change_the_campaign(movement):
    campaign = transfer(movement, movement.superior)
    quota = set_quota(
        campaign, movement.unit, IndicatorFactory(quota=True), 5, by=officer_at(movement.superior)
    )
    assert quota.value == 5


def test_officer_of_another_unit_may_not_hand_the_campaign_on(movement):
    with pytest.raises(NotPermitted):
        transfer(movement, movement.superior, by=officer_at(movement.superior), agreed="")


def test_officer_above_may_not_hand_on_what_a_living_unit_manages(movement):
    above = UnitFactory()
    movement.root.administrative_parent = above
    movement.root.save()
    with pytest.raises(NotPermitted):
        transfer(movement, movement.superior, by=officer_at(above), agreed="")


def test_officer_above_hands_on_what_an_ended_unit_managed(movement):
    above = UnitFactory()
    movement.root.administrative_parent = above
    end(movement.root)

    assert transfer(movement, above, by=officer_at(above)).managing_unit == above


def test_officer_of_the_successor_takes_over_what_an_ended_unit_managed(movement):
    heir = SuccessionFactory(predecessor=end(movement.root), effective_on=DAY).successor

    assert transfer(movement, heir, by=officer_at(heir)).managing_unit == heir


def test_transfer_to_a_named_successor_outside_the_officers_reach(movement):
    heir = SuccessionFactory(predecessor=movement.root, effective_on=DAY).successor

    assert heir in receivers_for(movement.campaign, by=officer_of(movement.campaign))


def test_transfer_to_a_unit_without_any_tie_is_refused(movement):
    with pytest.raises(OutOfReach):
        transfer(movement, UnitFactory())


def test_transfer_to_the_managing_unit_is_refused(movement):
    with pytest.raises(NothingChanged):
        transfer(movement, movement.root)


def test_transfer_to_a_unit_that_is_not_there_on_the_day_is_refused(movement):
    with pytest.raises(NotInForce) as refused:
        transfer(movement, end(movement.superior))
    assert refused.value.field == "to"


@pytest.mark.parametrize(
    "day",
    [date(2026, 1, 1), timezone.localdate() + timedelta(days=1)],
    ids=["the first day of the campaign", "tomorrow"],
)
def test_transfer_from_a_day_outside_the_management_is_refused(movement, day):
    with pytest.raises(DatesCross) as refused:
        transfer(movement, movement.superior, day=day)
    assert refused.value.field == "effective_on"


def test_transfer_of_a_draft_is_refused():
    movement = planned_movement()
    with pytest.raises(StillDraft):
        transfer(movement, movement.superior)


def test_transfer_of_a_closed_campaign_is_refused(movement):
    movement.campaign = close_campaign(movement.campaign, by=officer_of(movement.campaign))
    with pytest.raises(CampaignClosed):
        transfer(movement, movement.superior)


def test_transfer_without_a_reason_is_refused(movement):
    with pytest.raises(ReasonMissing):
        transfer(movement, movement.superior, reason=" ")


def test_transfer_is_refused_when_its_effect_is_another_than_shown(movement):
    by = officer_of(movement.campaign)
    to = movement.superior
    agreed = effect_of_transfer(movement.campaign, to=to, effective_on=DAY, by=by).digest
    Participation.objects.create(
        campaign=movement.campaign, unit=UnitFactory(), superior=movement.root, valid_from=DAY
    )
    with pytest.raises(EffectChanged):
        transfer(movement, to, by=by, agreed=agreed)


def test_managements_of_a_campaign_do_not_overlap(movement):
    campaign = transfer(movement, movement.superior)
    with refused_by("managements_apart"):
        Management.objects.create(campaign=campaign, unit=movement.root, valid_from=DAY)


def test_management_ends_after_it_began(movement):
    with refused_by("management_dates_in_order"):
        Management.objects.create(
            campaign=movement.campaign, unit=movement.root, valid_from=DAY, valid_to=LAST_DAY
        )


def test_management_that_rests_on_an_act_has_its_reason(movement):
    with refused_by("management_act_with_reason"):
        Management.objects.create(
            campaign=movement.campaign, unit=movement.root, valid_from=DAY, act=ACT
        )
