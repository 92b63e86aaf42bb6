"""The page of the units of a campaign: their quotas, and whether the sums agree."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from tests.factories import (
    CampaignFactory,
    IndicatorFactory,
    ParticipationFactory,
    QuotaFactory,
    UnitFactory,
    UserFactory,
)
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Quảng Ngãi")


@pytest.fixture
def officer(client, province):
    officer = UserFactory(grants=[(Role.CAMPAIGN_OFFICER, province)])
    client.force_login(officer)
    return officer


def units_page(client, campaign):
    return client.get(reverse("campaigns:units", args=[campaign.pk]))


def sums_on(page) -> list[tuple]:
    return [
        (each.superior, each.given, each.own, each.difference)
        for each in page.context["sheet"].sums
    ]


def test_units_page_compares_what_was_given_out_with_the_own_quota(client):
    movement = planned_movement()
    indicator = IndicatorFactory(quota=True)
    client.force_login(officer_of(movement.campaign))
    for unit, value in [(movement.superior, 12), (movement.unit, 7), (movement.sibling, 8)]:
        QuotaFactory(
            campaign=movement.campaign, unit=unit, indicator=indicator, value=Decimal(value)
        )

    page = units_page(client, movement.campaign)

    assert sums_on(page) == [(movement.root, 12, None, None), (movement.superior, 15, 12, 3)]


def test_units_page_shows_a_unit_itself_and_what_reports_to_it(client):
    movement = running_movement()
    client.force_login(UserFactory(grants=[(Role.CLERK, movement.unit)]))

    rows = units_page(client, movement.campaign).context["sheet"].rows

    assert {row.unit for row in rows} == {movement.unit, movement.subordinate}


def test_units_page_shows_no_sum_of_a_superior_out_of_reach(client):
    movement = running_movement()
    client.force_login(UserFactory(grants=[(Role.CLERK, movement.unit)]))
    indicator = IndicatorFactory(quota=True)
    for unit in (movement.unit, movement.sibling, movement.subordinate):
        QuotaFactory(campaign=movement.campaign, unit=unit, indicator=indicator)

    assert sums_on(units_page(client, movement.campaign)) == [(movement.unit, 10, 10, 0)]


def test_units_page_leaves_out_replaced_quotas_and_former_participants(client):
    movement = planned_movement()
    quota = QuotaFactory(
        campaign=movement.campaign, unit=movement.unit, replaced_at="2026-01-01T00:00Z"
    )
    former = ParticipationFactory(
        campaign=movement.campaign, superior=movement.root, valid_to=date(2025, 1, 1)
    )
    client.force_login(officer_of(movement.campaign))

    sheet = units_page(client, movement.campaign).context["sheet"]

    assert quota.indicator not in sheet.indicators
    assert former.unit not in [row.unit for row in sheet.rows]


def test_units_page_is_exported_with_numbers_as_numbers(client):
    movement = planned_movement()
    QuotaFactory(campaign=movement.campaign, unit=movement.unit, value=Decimal("7.5"))
    client.force_login(officer_of(movement.campaign))

    address = reverse("campaigns:units", args=[movement.campaign.pk])
    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).content))

    rows = {row[0]: row[3] for row in book.active.values}
    assert (rows[movement.unit.short_name], rows[movement.sibling.short_name]) == (7.5, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_units_page_asks_the_database_as_often_for_many_rows(
    client, province, officer, django_assert_num_queries, rows
):
    campaign = CampaignFactory(managing_unit=province)
    for _ in range(rows):
        participation = ParticipationFactory(campaign=campaign, superior=province)
        QuotaFactory(campaign=campaign, unit=participation.unit)

    with django_assert_num_queries(10):
        units_page(client, campaign)


def test_units_page_of_a_campaign_whose_units_are_gone_shows_its_last_day(client):
    movement = planned_movement()
    movement.campaign.participations.update(valid_to=date(2026, 6, 30))
    client.force_login(officer_of(movement.campaign))

    with time_machine.travel(date(2026, 9, 2)):
        sheet = units_page(client, movement.campaign).context["sheet"]

    assert (sheet.day, len(sheet.rows)) == (date(2026, 6, 30), 5)
