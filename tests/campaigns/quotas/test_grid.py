"""The grid of quotas: what it shows, and what saving writes and refuses."""

from decimal import Decimal

import pytest
from django.urls import reverse

from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.quotas import (
    NoSuchQuota,
    QuotaConflict,
    QuotaTakenAway,
    save_quotas,
    set_quota,
)
from campaigns.models import Quota
from core.access.refusals import NotPermitted, ReasonMissing
from core.audit.models import Entry
from tests.campaigns.quotas.page import cell_of, current
from tests.factories import (
    IndicatorFactory,
    ParticipationFactory,
    QuotaFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import officer_of, planned_movement

pytestmark = pytest.mark.django_db


# What is shown.


def test_grid_has_a_column_for_what_is_asked_with_a_quota_or_has_one(
    client, movement, indicators, officer, address
):
    given = QuotaFactory(campaign=movement.campaign, unit=movement.unit).indicator
    area = movement.campaign.areas.get()
    TargetFactory(campaign=movement.campaign, area=area, indicator=IndicatorFactory(ratio=True))
    IndicatorFactory(quota=True)

    sheet = client.get(address).context["grid"].sheet

    assert sheet.indicators == sorted([*indicators, given], key=lambda each: each.code)


def test_grid_groups_the_units_under_their_superiors_by_name(client, movement, officer, address):
    groups = client.get(address).context["grid"].groups

    shown = {superior: [row.unit for row in rows] for superior, rows, _ in groups}
    assert shown == {
        None: [movement.root],
        movement.root: [movement.superior],
        movement.superior: sorted([movement.unit, movement.sibling], key=lambda u: u.sort_key),
        movement.unit: [movement.subordinate],
    }
    superiors = [superior for superior in shown if superior]
    assert superiors == sorted(superiors, key=lambda unit: unit.sort_key)


@pytest.mark.parametrize(
    ("own", "words"),
    [(12, "Khớp"), (10, "Giao thừa 2"), (15, "Giao thiếu 3"), (None, "Chưa có chỉ tiêu")],
)
def test_grid_compares_what_was_given_out_with_the_own_quota(
    client, movement, indicators, officer, address, own, words
):
    values = [(movement.superior, own), (movement.unit, 7), (movement.sibling, 5)]
    for unit, value in values:
        if value is not None:
            QuotaFactory(
                campaign=movement.campaign, unit=unit, indicator=indicators[0], value=value
            )

    page = client.get(address).content.decode().replace("</span>", "")

    assert page.count(words) == 1


def test_grid_writes_numbers_the_vietnamese_way(client, movement, indicators, officer, address):
    QuotaFactory(
        campaign=movement.campaign,
        unit=movement.unit,
        indicator=indicators[1],
        value=Decimal("1234.5"),
    )

    page = client.get(address)

    assert cell_of(page, movement.unit, indicators[1]).text == "1.234,5"


def test_grid_labels_every_cell_by_its_unit_and_its_indicator(
    client, movement, indicators, officer, address
):
    page = client.get(address)
    [number] = [
        row.number
        for _, rows, _ in page.context["grid"].groups
        for row in rows
        if row.unit == movement.unit
    ]

    html = page.content.decode()
    assert f'id="r{number}">{movement.unit}' in html
    assert f'name="r{number}" value="" aria-labelledby="r{number} c2"' in html


def test_grid_without_an_indicator_says_what_to_do(client):
    movement = planned_movement()
    client.force_login(officer_of(movement.campaign))

    page = client.get(reverse("campaigns:quotas", args=[movement.campaign.pk]))

    assert "Chưa có chỉ tiêu nào để giao." in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_grid_asks_the_database_as_often_for_many_rows(
    client, movement, indicators, officer, address, django_assert_num_queries, rows
):
    for _ in range(rows):
        unit = ParticipationFactory(campaign=movement.campaign, superior=movement.root).unit
        QuotaFactory(campaign=movement.campaign, unit=unit, indicator=indicators[0])

    with django_assert_num_queries(10):
        client.get(address)


def test_grid_of_a_closed_campaign_leads_to_the_units(client, movement, officer, address):
    close_campaign(launch_campaign(movement.campaign, by=officer), by=officer)

    assert client.get(address).url == reverse("campaigns:units", args=[movement.campaign.pk])


# Saving.


def test_save_writes_the_cells_that_changed_and_no_others(movement, indicators, officer):
    first, second = indicators
    kept = set_quota(movement.campaign, movement.unit, first, Decimal(10), by=officer)

    given = save_quotas(
        movement.campaign,
        {(movement.unit.pk, first.pk): Decimal(10), (movement.unit.pk, second.pk): Decimal(4)},
        by=officer,
        seen=kept.pk,
    )

    assert [(quota.indicator, quota.value) for quota in given] == [(second, 4)]
    assert Quota.objects.count() == 2


def test_save_keeps_the_former_quota_and_tells_the_trail(movement, indicators, officer):
    former = set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer)
    typed = {(movement.unit.pk, indicators[0].pk): Decimal(12)}

    save_quotas(movement.campaign, typed, by=officer, seen=former.pk, reason="Giao bổ sung")

    former.refresh_from_db()
    entry = Entry.objects.first()
    assert former.replaced_at is not None
    assert (entry.event, entry.before, entry.after, entry.reason, entry.unit_id) == (
        "campaigns.quota_set",
        {"value": "10.00"},
        {"value": "12"},
        "Giao bổ sung",
        movement.unit.pk,
    )


def test_save_of_a_changed_quota_without_a_reason_is_refused(movement, indicators, officer):
    former = set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer)
    typed = {(movement.unit.pk, indicators[0].pk): Decimal(12)}

    with pytest.raises(ReasonMissing):
        save_quotas(movement.campaign, typed, by=officer, seen=former.pk, reason=" ")


def test_save_over_what_somebody_else_gave_is_a_conflict(movement, indicators, officer):
    seen = set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer).pk
    set_quota(
        movement.campaign, movement.unit, indicators[0], Decimal(11), by=officer, reason="Bổ sung"
    )
    cell = movement.unit.pk, indicators[0].pk

    with pytest.raises(QuotaConflict) as refusal:
        save_quotas(movement.campaign, {cell: Decimal(12)}, by=officer, seen=seen, reason="Khác")

    assert refusal.value.stands == {cell: 11}


@pytest.mark.parametrize("typed", [None, 10, 11])
def test_save_of_a_cell_left_alone_or_alike_is_no_conflict(movement, indicators, officer, typed):
    """Left as it was shown, or the same number that somebody else has given meanwhile."""
    unit, indicator = movement.unit, indicators[0]
    seen = 0
    if typed is not None:
        seen = set_quota(movement.campaign, unit, indicator, Decimal(10), by=officer).pk
    set_quota(movement.campaign, unit, indicator, Decimal(11), by=officer, reason="Bổ sung")
    value = None if typed is None else Decimal(typed)

    given = save_quotas(movement.campaign, {(unit.pk, indicator.pk): value}, by=officer, seen=seen)

    assert (given, current(movement)) == ([], {(unit.pk, indicator.pk): 11})


def test_save_of_an_emptied_cell_is_refused(movement, indicators, officer):
    seen = set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer).pk
    cell = movement.unit.pk, indicators[0].pk

    with pytest.raises(QuotaTakenAway) as refusal:
        save_quotas(movement.campaign, {cell: None}, by=officer, seen=seen, reason="Thu hồi")

    assert refusal.value.cells == [cell]


def test_save_for_a_unit_that_takes_no_part_is_refused(movement, indicators, officer):
    typed = {(UnitFactory().pk, indicators[0].pk): Decimal(3)}

    with pytest.raises(NoSuchQuota):
        save_quotas(movement.campaign, typed, by=officer, seen=0)


def test_save_on_an_indicator_without_quotas_is_refused(movement, officer):
    typed = {(movement.unit.pk, IndicatorFactory(quota=True).pk): Decimal(3)}

    with pytest.raises(NoSuchQuota):
        save_quotas(movement.campaign, typed, by=officer, seen=0)


def test_save_by_somebody_else_is_not_permitted(movement, indicators):
    typed = {(movement.unit.pk, indicators[0].pk): Decimal(3)}

    with pytest.raises(NotPermitted):
        save_quotas(movement.campaign, typed, by=UserFactory(), seen=0)
