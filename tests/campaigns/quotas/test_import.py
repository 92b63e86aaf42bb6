"""Quotas from a workbook: what is read, what is refused by row and column, what is shown first."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.domain.campaigns import close_campaign, launch_campaign
from campaigns.domain.quotas import set_quota
from core.excel.writing import workbook_bytes
from tests.factories import IndicatorFactory
from tests.workflows import planned_movement

pytestmark = pytest.mark.django_db

HEADS = ["Mã đơn vị", "Đơn vị", "A1 Giao quân", "A2 Huấn luyện"]


@pytest.fixture
def movement():
    return planned_movement(
        IndicatorFactory(quota=True, code="A1", name="Giao quân"),
        IndicatorFactory(quota=True, code="A2", name="Huấn luyện"),
    )


@pytest.fixture
def indicator(movement):
    return movement.campaign.targets.get(indicator__code="A1").indicator


@pytest.fixture
def upload(client, movement, officer):
    """Sends a workbook of these rows below the heads."""

    def upload(*rows, heads=HEADS):
        file = SimpleUploadedFile("chi-tieu.xlsx", workbook_bytes([heads, *rows]))
        address = reverse("campaigns:quota_import", args=[movement.campaign.pk])
        return client.post(address, {"file": file})

    return upload


def problems(page) -> list[str]:
    return page.context["form"].errors["file"]


def shown(page) -> list[tuple]:
    """The units of the preview, each with the old and the new value of its cells."""
    return [
        (unit, [(cell.old, cell.new) for cell in cells]) for unit, cells in page.context["rows"]
    ]


def hidden_fields(page) -> dict:
    """What the browser would send from the preview."""
    fields = {}
    for name, value in re.findall(
        r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()
    ):
        fields.setdefault(name, []).append(value)
    return fields


def test_workbook_to_fill_in_holds_codes_and_numbers(client, movement, indicator, officer):
    set_quota(movement.campaign, movement.unit, indicator, Decimal("7.5"), by=officer)

    address = reverse("campaigns:quotas", args=[movement.campaign.pk])
    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).content))

    rows = {row[0]: row[1:] for row in book.active.values}
    assert rows["Mã đơn vị"] == ("Đơn vị", "A1 Giao quân", "A2 Huấn luyện")
    assert rows[movement.unit.code] == (movement.unit.short_name, 7.5, None)
    assert len(rows) == 6


def test_import_of_the_workbook_as_it_was_changes_nothing(client, movement, indicator, officer):
    set_quota(movement.campaign, movement.unit, indicator, Decimal("7.5"), by=officer)
    address = reverse("campaigns:quotas", args=[movement.campaign.pk])
    file = SimpleUploadedFile("a.xlsx", client.get(address, {"export": "xlsx"}).content)

    page = client.post(f"{address}import/", {"file": file})

    assert (page.status_code, shown(page)) == (200, [])


def test_import_shows_what_would_change_and_writes_nothing(movement, indicator, officer, upload):
    set_quota(movement.campaign, movement.unit, indicator, Decimal(10), by=officer)

    page = upload(
        [movement.unit.code, "", 12, "1.250"],
        [movement.sibling.code, "", None, None],
    )

    assert (page.status_code, shown(page)) == (200, [(movement.unit, [(10, 12), (None, 1250)])])
    assert movement.campaign.quotas.get().value == 10


def test_import_leaves_empty_cells_as_they_are(movement, indicator, officer, upload):
    set_quota(movement.campaign, movement.unit, indicator, Decimal(10), by=officer)

    page = upload([movement.unit.code, "", None, 3])

    assert shown(page) == [(movement.unit, [(10, 10), (None, 3)])]


def test_confirmed_import_is_written(client, movement, indicator, officer, upload):
    set_quota(movement.campaign, movement.unit, indicator, Decimal(10), by=officer)
    rows = [movement.sibling.code, "", 5, None], [movement.unit.code, "", Decimal("12.5"), 1]
    page = upload(*rows)

    fields = hidden_fields(page) | {"reason": "Điều chỉnh giữa năm"}
    client.post(reverse("campaigns:quotas", args=[movement.campaign.pk]), fields)

    quotas = movement.campaign.quotas.current().order_by("value")
    assert [(row.unit, row.value) for row in quotas] == [
        (movement.unit, 1),
        (movement.sibling, 5),
        (movement.unit, Decimal("12.5")),
    ]


def test_import_overtaken_by_somebody_else_is_shown_in_the_grid(
    client, movement, indicator, officer, upload
):
    page = upload([movement.unit.code, "", 12, None])
    set_quota(movement.campaign, movement.unit, indicator, Decimal(10), by=officer)

    address = reverse("campaigns:quotas", args=[movement.campaign.pk])
    answer = client.post(address, hidden_fields(page))

    assert answer.status_code == 422
    assert "Người khác vừa ghi: “10”." in answer.content.decode()
    assert movement.campaign.quotas.get().value == 10


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["x", 1], "cột “A1 Giao quân”: “x”. Hãy nhập một số, ví dụ 1.234 hoặc 98,6."),
        ([1, -2], "cột “A2 Huấn luyện”: “-2”. Số không được nhỏ hơn 0."),
        ([Decimal("1.234"), 1], "cột “A1 Giao quân”: “1,234”. Không rõ số này là bao nhiêu."),
        ([True, 1], "cột “A1 Giao quân”: “True”. Hãy nhập một số, ví dụ 1.234 hoặc 98,6."),
    ],
)
def test_import_names_a_bad_cell_by_its_row_and_column(movement, upload, cells, said):
    page = upload([movement.sibling.code, "", 4, 4], [movement.unit.code, "", *cells])

    [problem] = problems(page)
    assert page.status_code == 422
    assert problem.startswith(f"Dòng 3, {said}")


def test_import_names_a_unit_that_takes_no_part(movement, upload):
    page = upload([movement.unit.code, "", 1, 1], ["XA-LA", "", 1, 1])

    assert problems(page) == ["Dòng 3: phong trào không có đơn vị mang mã “XA-LA”."]


def test_import_names_a_unit_that_stands_there_twice(movement, upload):
    page = upload([movement.unit.code, "", 1, 1], [movement.unit.code, "", 2, 1])

    assert problems(page) == [f"Dòng 3: mã “{movement.unit.code}” đã có ở dòng 2."]


def test_import_of_another_file_says_so(upload):
    page = upload(["a"], heads=["Mã đơn vị", "A1 Giao quân"])

    assert problems(page) == ["Tệp thiếu cột: A2 Huấn luyện."]


def test_import_counts_the_faults_that_are_too_many_to_list(upload):
    page = upload(*[[f"XA-{number}", "", 1, 1] for number in range(53)])

    assert (len(problems(page)), problems(page)[-1]) == (51, "Còn 03 lỗi khác.")


def test_import_without_a_file_asks_for_one(client, movement, officer):
    page = client.post(reverse("campaigns:quota_import", args=[movement.campaign.pk]))

    assert (page.status_code, problems(page)) == (422, ["Hãy chọn tệp Excel đã điền."])


def test_import_into_a_closed_campaign_leads_to_the_units(client, movement, officer):
    close_campaign(launch_campaign(movement.campaign, by=officer), by=officer)

    answer = client.get(reverse("campaigns:quota_import", args=[movement.campaign.pk]))

    assert answer.url == reverse("campaigns:units", args=[movement.campaign.pk])
