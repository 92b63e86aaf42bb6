"""The grid of quotas: what it shows, writes, refuses and keeps of what was typed."""

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


@pytest.fixture
def movement():
    return planned_movement(
        IndicatorFactory(quota=True, code="A1"), IndicatorFactory(quota=True, code="A2")
    )


@pytest.fixture
def indicators(movement):
    return [target.indicator for target in movement.campaign.targets.order_by("indicator__code")]


@pytest.fixture
def officer(client, movement):
    officer = officer_of(movement.campaign)
    client.force_login(officer)
    return officer


@pytest.fixture
def address(movement):
    return reverse("campaigns:quotas", args=[movement.campaign.pk])


def current(movement) -> dict:
    rows = movement.campaign.quotas.current()
    return {(row.unit_id, row.indicator_id): row.value for row in rows}


def newest(movement) -> int:
    return movement.campaign.quotas.order_by("pk").last().pk


def posted(units, indicators, *rows, seen=0, **words) -> dict:
    """What the browser posts for rows of typed cells."""
    keys = {
        "seen": seen,
        "units": ",".join(str(unit.pk) for unit in units),
        "indicators": ",".join(str(indicator.pk) for indicator in indicators),
    }
    return keys | {f"r{number}": row for number, row in enumerate(rows, start=1)} | words


def cell_of(page, unit, indicator):
    grid = page.context["grid"]
    place = grid.sheet.indicators.index(indicator)
    rows = [row for _, rows, _ in grid.groups for row in rows if row.unit == unit]
    return rows[0].cells[place]


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

    with django_assert_num_queries(9):
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


# The page as it is posted.


def test_posted_grid_is_written_and_shown_again(client, movement, indicators, officer, address):
    units = [movement.unit, movement.sibling]

    response = client.post(address, posted(units, indicators, ["1.250", ""], ["7,5", "0"]))

    assert (response.status_code, response.url) == (302, address)
    assert current(movement) == {
        (movement.unit.pk, indicators[0].pk): 1250,
        (movement.sibling.pk, indicators[0].pk): Decimal("7.5"),
        (movement.sibling.pk, indicators[1].pk): 0,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("-5", "Số không được nhỏ hơn 0."),
        ("mười", "Hãy nhập một số, ví dụ 1.234 hoặc 98,6."),
        ("9" * 13, "Số quá lớn: phải nhỏ hơn 1.000.000.000.000 (một nghìn tỷ)."),
    ],
)
def test_posted_grid_with_a_bad_cell_writes_nothing_and_names_it(
    client, movement, indicators, officer, address, text, problem
):
    page = client.post(address, posted([movement.unit], indicators, ["8", text]))

    bad, good = (cell_of(page, movement.unit, indicators[place]) for place in (1, 0))
    assert page.status_code == 422
    assert (bad.text, bad.problem, good.text) == (text, problem, "8")
    assert current(movement) == {}


def test_posted_grid_without_a_needed_reason_comes_back_as_typed(
    client, movement, indicators, officer, address
):
    former = set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer)

    data = posted([movement.unit], indicators, ["12", "5"], seen=former.pk)
    page = client.post(address, data)

    grid = page.context["grid"]
    assert (page.status_code, grid.form.errors["reason"]) == (422, ["Hãy ghi rõ lý do."])
    assert cell_of(page, movement.unit, indicators[0]).text == "12"
    assert grid.keys["seen"].value() == former.pk
    assert current(movement) == {(movement.unit.pk, indicators[0].pk): 10}


def test_posted_grid_with_an_unfit_reason_comes_back_as_typed(
    client, movement, indicators, officer, address
):
    data = posted([movement.unit], indicators, ["12", ""], reason="x" * 2001)

    page = client.post(address, data)

    assert (page.status_code, cell_of(page, movement.unit, indicators[0]).text) == (422, "12")


def test_posted_grid_shows_both_numbers_of_a_conflict_and_then_replaces(
    client, movement, indicators, officer, address
):
    first, second = indicators
    seen = set_quota(movement.campaign, movement.unit, first, Decimal(10), by=officer).pk
    for indicator, value in [(first, 11), (second, 6)]:
        set_quota(
            movement.campaign, movement.unit, indicator, Decimal(value), by=officer, reason="Khác"
        )

    data = posted([movement.unit], indicators, ["12", ""], seen=seen, reason="Điều chỉnh")
    page = client.post(address, data)

    cells = [cell_of(page, movement.unit, indicator) for indicator in indicators]
    assert (page.status_code, [cell.text for cell in cells]) == (422, ["12", "6"])
    assert cells[0].problem.startswith("Người khác vừa ghi: “11”.")
    assert page.context["grid"].keys["seen"].value() == newest(movement)

    client.post(address, data | {"seen": newest(movement), "r1": ["12", "6"]})
    assert sorted(current(movement).values()) == [6, 12]


def test_posted_grid_with_an_emptied_cell_is_told_there(
    client, movement, indicators, officer, address
):
    seen = set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer).pk

    page = client.post(address, posted([movement.unit], indicators, ["", ""], seen=seen))

    cell = cell_of(page, movement.unit, indicators[0])
    assert (page.status_code, cell.text, cell.problem) == (422, "", QuotaTakenAway.message)


def test_posted_grid_of_a_campaign_closed_meanwhile_loses_nothing(
    client, movement, indicators, officer, address
):
    close_campaign(launch_campaign(movement.campaign, by=officer), by=officer)

    page = client.post(address, posted([movement.unit], indicators, ["12", ""]))

    assert (page.status_code, cell_of(page, movement.unit, indicators[0]).text) == (422, "12")


@pytest.mark.parametrize(
    "bent",
    [
        {"seen": "x"},
        {"seen": 10**30, "r1": ["3", ""]},
        {"units": "1,x"},
        {"units": str(10**30), "r1": ["3", ""]},
        {"indicators": ""},
        {"r1": ["1", "2", "3"], "indicators": str(10**30)},
    ],
)
def test_posted_grid_that_was_tampered_with_is_no_fault(
    client, movement, indicators, officer, address, bent
):
    set_quota(movement.campaign, movement.unit, indicators[0], Decimal(10), by=officer)

    response = client.post(address, posted([movement.unit], indicators, ["", ""]) | bent)

    assert response.status_code == 422
    assert list(current(movement).values()) == [10]
