"""The history of quotas: who gave what, when and why, to whom it may be shown."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from campaigns.domain.campaigns import launch_campaign
from campaigns.domain.quotas import set_quota
from campaigns.models import Quota
from tests.factories import IndicatorFactory, QuotaFactory, UserFactory
from tests.workflows import officer_of, planned_movement, running_movement

pytestmark = pytest.mark.django_db
HISTORY = reverse("campaigns:quota_history")


@pytest.fixture
def movement():
    return running_movement()


@pytest.fixture
def changed(movement, officer):
    """Two quotas of one cell, the former replaced."""
    cell = movement.campaign, movement.unit, IndicatorFactory(quota=True)
    set_quota(*cell, Decimal(10), by=officer, reason="Giao đầu năm")
    return set_quota(*cell, Decimal(12), by=officer, reason="Giao bổ sung")


def listed(client, **query) -> list[Quota]:
    table = client.get(HISTORY, query).context["table"]
    return [row.record for row in table.paginated_rows]


def test_history_tells_who_gave_what_and_why_newest_first(client, officer, changed):
    rows = listed(client)

    assert [(row.value, row.giver, row.reason, row.replaced_at is None) for row in rows] == [
        (12, officer.full_name, "Giao bổ sung", True),
        (10, officer.full_name, "Giao đầu năm", False),
    ]


def test_history_leaves_room_for_the_names_of_units(client, officer, changed):
    table = client.get(HISTORY).context["table"]

    assert "name" in table.columns["unit"].attrs["td"]["class"].split()


def test_history_of_one_cell_is_filtered_by_the_address(client, movement, officer, changed):
    other = QuotaFactory(campaign=movement.campaign, unit=movement.unit)
    QuotaFactory(campaign=movement.campaign, unit=movement.sibling, indicator=other.indicator)

    query = {"unit": movement.unit.pk, "indicator": other.indicator_id}

    assert listed(client, campaign=movement.campaign.pk, **query) == [other]


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER])
def test_history_shows_ones_own_quotas_and_those_of_whom_one_supervises(client, movement, role):
    units = [movement.superior, movement.unit, movement.sibling, movement.subordinate]
    for unit in units:
        QuotaFactory(campaign=movement.campaign, unit=unit)
    client.force_login(UserFactory(grants=[(role, movement.unit)]))

    assert {row.unit for row in listed(client)} == {movement.unit, movement.subordinate}


def test_history_of_a_draft_is_shown_to_who_manages_it(client):
    movement = planned_movement()
    QuotaFactory(campaign=movement.campaign, unit=movement.unit)
    officer, clerk = officer_of(movement.campaign), UserFactory(grants=[("clerk", movement.unit)])

    counts = []
    for user in (officer, clerk):
        client.force_login(user)
        counts.append(len(listed(client)))
    launch_campaign(movement.campaign, by=officer)

    assert (counts, len(listed(client))) == ([1, 0], 1)


def test_history_is_exported_with_numbers_as_numbers(client, officer, changed):
    content = client.get(HISTORY, {"export": "xlsx"}).content

    values = [row[2] for row in load_workbook(BytesIO(content)).active.values]
    assert values == ["Chỉ tiêu giao", 12, 10]


@pytest.mark.parametrize("rows", [0, 1, 100])
def test_history_asks_the_database_as_often_for_many_rows(
    client, movement, officer, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        QuotaFactory(campaign=movement.campaign, unit=movement.unit)

    with django_assert_max_num_queries(10):
        assert len(listed(client)) == rows
