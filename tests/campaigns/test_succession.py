"""Units that end leave the running campaigns, and their successors take their places."""

from datetime import date

import pytest

from accounts.enums import Role
from campaigns.domain.succession import foreseen
from campaigns.models import Participation
from core.audit.models import Entry
from results.domain.periods import open_period
from results.models import Submission
from tests.factories import IndicatorFactory, QuotaFactory, UnitFactory, UserFactory
from tests.workflows import planned_movement, running_movement
from units.domain.effects import effect_of_dissolution
from units.domain.identity import NewUnit
from units.domain.reorganisation import dissolve_unit, merge_units
from units.enums import UnitKind
from units.models import Unit

pytestmark = pytest.mark.django_db
LAST_DAY, NEXT_DAY = date(2026, 3, 31), date(2026, 4, 1)
REASON = "Theo Nghị quyết số 1677/NQ-UBTVQH15 ngày 16/6/2025."


@pytest.fixture
def movement():
    """root > superior > unit, sibling; unit > subordinate. The administrator keeps all."""
    return with_administrator(running_movement())


def with_administrator(movement):
    above = UnitFactory()
    Unit.objects.filter(pk=movement.root.pk).update(administrative_parent=above)
    movement.root.refresh_from_db()
    movement.administrator = UserFactory(grants=[(Role.ADMINISTRATOR, above)])
    return movement


def beside(movement, **columns) -> Unit:
    return UnitFactory(administrative_parent=movement.root, **columns)


def new_unit(movement) -> NewUnit:
    return NewUnit(
        code="XA-MOI",
        kind=UnitKind.COMMUNE,
        official_name="Ủy ban nhân dân xã Ba Động",
        short_name="UBND xã Ba Động",
        valid_from=NEXT_DAY,
        administrative_parent=movement.root,
    )


def effect(movement, units, *successors):
    return effect_of_dissolution(
        units, last_day=LAST_DAY, successors=successors, by=movement.administrator
    )


def dissolve(movement, unit, *successors) -> None:
    dissolve_unit(
        unit,
        last_day=LAST_DAY,
        successors=successors,
        reason=REASON,
        agreed=effect(movement, [unit], *successors).digest,
        by=movement.administrator,
    )


def merge(movement, units, into) -> Unit:
    return merge_units(
        units,
        last_day=LAST_DAY,
        into=into,
        reason=REASON,
        agreed=effect(movement, units, into).digest,
        by=movement.administrator,
    )


def participations(movement, unit) -> list[tuple]:
    rows = movement.campaign.participations.filter(unit=unit).order_by("valid_from")
    return list(rows.values_list("superior", "valid_from", "valid_to"))


def quota(movement, unit, value, indicator):
    QuotaFactory(campaign=movement.campaign, unit=unit, value=value, indicator=indicator)


def quotas_of(movement, unit) -> list:
    return list(movement.campaign.quotas.current().filter(unit=unit).values_list("value", "reason"))


def test_dissolved_unit_takes_part_to_its_last_day(movement):
    dissolve(movement, movement.sibling)

    assert participations(movement, movement.sibling)[-1][2] == LAST_DAY


def test_participation_that_ended_before_stays_as_it_was(movement):
    movement.campaign.participations.filter(unit=movement.sibling).update(
        valid_to=date(2026, 1, 31)
    )
    dissolve(movement, movement.sibling)

    assert participations(movement, movement.sibling)[-1][2] == date(2026, 1, 31)


def test_successor_takes_part_from_the_next_day_under_the_same_superior(movement):
    successor = beside(movement)
    dissolve(movement, movement.sibling, successor)

    assert participations(movement, successor) == [(movement.superior.pk, NEXT_DAY, None)]


def test_every_successor_of_a_divided_unit_takes_part(movement):
    one, other = beside(movement), beside(movement)
    dissolve(movement, movement.sibling, one, other)

    joined = Participation.objects.filter(valid_from=NEXT_DAY).values_list("unit", "superior")
    assert set(joined) == {(one.pk, movement.superior.pk), (other.pk, movement.superior.pk)}


def test_successor_that_takes_part_already_keeps_its_participation(movement):
    before = participations(movement, movement.unit)
    dissolve(movement, movement.sibling, movement.unit)

    assert participations(movement, movement.unit) == before


def test_successor_made_by_the_merger_takes_part(movement):
    merged = merge(movement, [movement.sibling, movement.subordinate], new_unit(movement))

    assert participations(movement, merged)[0][1:] == (NEXT_DAY, None)


def test_successor_of_units_with_different_superiors_reports_to_the_managing_unit(movement):
    merged = merge(movement, [movement.sibling, movement.subordinate], new_unit(movement))

    assert participations(movement, merged)[0][0] == movement.root.pk


def test_successor_of_a_unit_and_its_superior_reports_to_who_stands_above_both(movement):
    merged = merge(movement, [movement.unit, movement.subordinate], new_unit(movement))

    assert participations(movement, merged)[0][0] == movement.superior.pk


def test_units_under_a_dissolved_superior_report_to_its_successor(movement):
    merged = merge(movement, [movement.superior], new_unit(movement))

    assert participations(movement, movement.sibling) == [
        (movement.superior.pk, date(2020, 1, 1), LAST_DAY),
        (merged.pk, NEXT_DAY, None),
    ]


def test_units_under_a_superior_that_leaves_no_single_successor_report_above_it(movement):
    Unit.objects.filter(command_parent=movement.superior).update(command_parent=movement.root)
    dissolve(movement, movement.superior)

    assert participations(movement, movement.sibling)[-1] == (movement.root.pk, NEXT_DAY, None)


def test_unit_that_succeeds_its_own_superior_does_not_report_to_itself(movement):
    Unit.objects.filter(command_parent=movement.superior).update(command_parent=movement.root)
    dissolve(movement, movement.superior, movement.sibling)

    assert participations(movement, movement.sibling)[-1] == (movement.root.pk, NEXT_DAY, None)
    assert participations(movement, movement.unit)[-1] == (movement.sibling.pk, NEXT_DAY, None)


def test_dissolved_managing_unit_is_followed_by_nobody_of_itself(movement):
    successor = UnitFactory(administrative_parent=movement.root.administrative_parent)
    merge(movement, [movement.root], successor)

    assert participations(movement, movement.root)[-1][2] == LAST_DAY
    assert participations(movement, successor) == []
    assert participations(movement, movement.superior) == [
        (movement.root.pk, date(2020, 1, 1), None)
    ]


def test_one_successor_is_given_the_sum_of_the_quotas(movement):
    indicator = IndicatorFactory(quota=True)
    quota(movement, movement.unit, 9, indicator)
    quota(movement, movement.sibling, 5, indicator)
    merged = merge(movement, [movement.unit, movement.sibling], new_unit(movement))

    words = f"Tiếp nhận từ {movement.unit}, {movement.sibling}: {REASON}"
    assert quotas_of(movement, merged) == [(14, words)]


def test_quota_of_a_successor_grows_by_that_of_the_dissolved_unit(movement):
    indicator = IndicatorFactory(quota=True)
    quota(movement, movement.unit, 9, indicator)
    quota(movement, movement.sibling, 5, indicator)
    dissolve(movement, movement.sibling, movement.unit)

    assert [value for value, _ in quotas_of(movement, movement.unit)] == [14]


def test_quota_that_the_successor_had_given_out_is_not_added_to_its_own(movement):
    indicator = IndicatorFactory(quota=True)
    quota(movement, movement.superior, 14, indicator)
    quota(movement, movement.sibling, 5, indicator)
    dissolve(movement, movement.sibling, movement.superior)

    assert [value for value, _ in quotas_of(movement, movement.superior)] == [14]


def test_quota_that_another_ended_unit_had_given_out_counts_once(movement):
    indicator = IndicatorFactory(quota=True)
    quota(movement, movement.unit, 9, indicator)
    quota(movement, movement.subordinate, 4, indicator)
    merged = merge(movement, [movement.unit, movement.subordinate], new_unit(movement))

    assert [value for value, _ in quotas_of(movement, merged)] == [9]


def test_quota_of_a_divided_unit_goes_to_nobody(movement):
    quota(movement, movement.sibling, 5, IndicatorFactory(quota=True))
    one, other = beside(movement), beside(movement)
    dissolve(movement, movement.sibling, one, other)

    assert quotas_of(movement, one) + quotas_of(movement, other) == []


def test_effect_says_who_takes_part_and_what_is_given(movement):
    indicator = IndicatorFactory(quota=True)
    quota(movement, movement.sibling, 5, indicator)
    into = new_unit(movement)

    [campaign] = effect(movement, [movement.sibling], into).campaigns
    assert (campaign.name, campaign.changes) == (
        movement.campaign.name,
        [
            f"{movement.sibling} thôi tham gia, hết ngày 31/03/2026",
            f"UBND xã Ba Động tham gia từ ngày 01/04/2026, báo cáo về {movement.superior}",
            f"UBND xã Ba Động được giao chỉ tiêu “{indicator}”: 5, gồm cả chỉ tiêu của đơn vị cũ",
        ],
    )


def test_effect_says_that_a_quota_does_not_divide_itself(movement):
    quota(movement, movement.sibling, 5, IndicatorFactory(quota=True))

    [campaign] = effect(movement, [movement.sibling], beside(movement), beside(movement)).campaigns
    assert campaign.changes[-1].startswith("Chỉ tiêu đã giao không tự chia")


def test_effect_says_that_the_management_must_be_handed_on(movement):
    successor = UnitFactory(administrative_parent=movement.root.administrative_parent)

    [campaign] = effect(movement, [movement.root], successor).campaigns
    assert campaign.changes[-1] == f"{movement.root} quản lý phong trào: cần chuyển giao quản lý"


def test_effect_is_another_when_somebody_joined_meanwhile(movement):
    successor = beside(movement)
    before = effect(movement, [movement.sibling], successor).digest
    Participation.objects.create(
        campaign=movement.campaign, unit=successor, superior=movement.root, valid_from=NEXT_DAY
    )

    assert effect(movement, [movement.sibling], successor).digest != before


def test_draft_is_left_to_its_officer():
    movement = with_administrator(planned_movement())
    dissolve(movement, movement.sibling)

    assert participations(movement, movement.sibling)[-1][2] is None


def test_what_followed_is_told_in_the_trail(movement):
    dissolve(movement, movement.sibling, movement.unit)

    entry = Entry.objects.get(event="campaigns.units_succeeded")
    assert (entry.after["participants"], entry.reason) == (
        [f"{movement.sibling} thôi tham gia, hết ngày 31/03/2026"],
        REASON,
    )


def test_open_period_stays_with_the_dissolved_unit_and_the_next_is_its_successors(movement):
    successor = beside(movement)
    dissolve(movement, movement.sibling, successor)
    later = movement.later_period()
    open_period(later)

    owed = Submission.objects.filter(unit__in=[movement.sibling, successor])
    assert set(owed.values_list("unit", "period")) == {
        (movement.sibling.pk, movement.period.pk),
        (successor.pk, later.pk),
    }


@pytest.mark.parametrize("campaigns", [1, 3])
def test_effect_asks_as_often_for_many_campaigns(movement, django_assert_num_queries, campaigns):
    for _ in range(campaigns - 1):
        other = running_movement().campaign
        Participation.objects.create(
            campaign=other, unit=movement.sibling, superior=movement.root, valid_from=NEXT_DAY
        )

    with django_assert_num_queries(2):
        found = foreseen([movement.sibling], [new_unit(movement)], NEXT_DAY)
    assert len(found) == campaigns
