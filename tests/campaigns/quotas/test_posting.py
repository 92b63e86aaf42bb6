"""The grid of quotas sent back: written, refused at its cell, and nothing typed lost."""

from decimal import Decimal

import pytest

from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.quotas import (
    QuotaTakenAway,
    set_quota,
)
from tests.campaigns.quotas.page import cell_of, current

pytestmark = pytest.mark.django_db


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
