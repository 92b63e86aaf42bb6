"""From the choice of units or a workbook to one page of slips."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.domain.importing import HEADS
from accounts.enums import Role
from accounts.models import User
from core.excel.writing import workbook_bytes
from tests.factories import GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

CHECK = "/people/batch/check/"


@pytest.fixture
def province():
    return UnitFactory(short_name="UBND tỉnh Quảng Ngãi")


@pytest.fixture
def communes(province):
    names = ("UBND xã Ba Tơ", "UBND xã Ba Vì")
    return [
        UnitFactory(short_name=name, code=f"QN{place}", administrative_parent=province)
        for place, name in enumerate(names)
    ]


@pytest.fixture(autouse=True)
def administrator(client, province):
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, province)])
    client.force_login(administrator)
    return administrator


def choose(client, units, roles=(Role.CLERK, Role.UNIT_HEAD)):
    chosen = {"units": [unit.pk for unit in units], "roles": roles}
    return client.post(reverse("accounts:batch"), chosen, follow=True)


def upload(client, *rows):
    content = workbook_bytes([HEADS, *rows])
    file = SimpleUploadedFile("tai-khoan.xlsx", content)
    return client.post(reverse("accounts:batch_import"), {"file": file}, follow=True)


def typed(response, **changes) -> dict:
    data = {"seen": response.context["seen"]}
    for row in response.context["rows"]:
        data |= {field.html_name: field.value() or "" for field in row}
    return data | changes


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_units_where_nobody_has_an_account_are_ticked(client, communes, province):
    GrantFactory(unit=communes[0])
    UnitFactory(administrative_parent=province, valid_to=date(2025, 6, 30))

    form = client.get(reverse("accounts:batch")).context["form"]

    assert form["units"].value() == [communes[1].pk]
    assert list(form.fields["units"].offered) == [str(unit.pk) for unit in (province, *communes)]


def test_confirmed_list_gives_a_slip_for_every_account(client, communes):
    data = typed(choose(client, communes), **{"r1-full_name": "Lê Thị Bình"})

    slips = client.post(CHECK, data, follow=True).context["slips"]

    made = {slip.person.username: slip.person.full_name for slip in slips}
    assert made == {
        "nhaplieu.xabato": "Lê Thị Bình",
        "thutruong.xabato": "Thủ trưởng đơn vị, UBND xã Ba Tơ",
        "nhaplieu.xabavi": "Nhập liệu, UBND xã Ba Vì",
        "thutruong.xabavi": "Thủ trưởng đơn vị, UBND xã Ba Vì",
    }


def test_row_that_is_left_out_is_not_made(client, communes):
    data = typed(choose(client, communes[:1]), **{"r2-is_dropped": "on", "r2-username": ""})

    slips = client.post(CHECK, data, follow=True).context["slips"]

    assert [slip.person.username for slip in slips] == ["nhaplieu.xabato"]


def test_bad_row_is_named_keeps_what_was_typed_and_nothing_is_made(client, communes):
    UserFactory(username="an.tran")
    before = User.objects.count()
    data = typed(choose(client, communes), **{"r3-username": "an.tran"})

    response = client.post(CHECK, data)

    wrong = {row.account.number: row.errors for row in response.context["rows"] if row.errors}
    assert (response.status_code, User.objects.count()) == (422, before)
    assert wrong == {3: {"username": ["Tên đăng nhập này đã có người dùng."]}}
    assert response.context["rows"][2]["username"].value() == "an.tran"
    assert said(response) == ["Có dòng chưa đúng nên chưa lập tài khoản nào."]


def test_list_replaced_in_another_window_is_not_confirmed(client, communes):
    data = typed(choose(client, communes[:1]))
    choose(client, communes[1:])

    response = client.post(CHECK, data)

    assert response.status_code == 422
    assert not User.objects.filter(username__startswith="nhaplieu").exists()


def test_list_confirmed_twice_is_made_once(client, communes):
    data = typed(choose(client, communes))
    client.post(CHECK, data)

    assert client.post(CHECK, data).url == reverse("accounts:batch")


def test_workbook_fills_the_list(client, communes):
    response = upload(
        client,
        ["QN0", "Lê Thị Bình", "nhập liệu", "Binh.Le", "0255 382 100"],
        ["QN1", "Trần Văn An", "Thủ trưởng đơn vị", "", ""],
    )

    rows = [row.account for row in response.context["rows"]]
    assert [(row.number, row.unit, row.role, row.username, row.phone) for row in rows] == [
        (2, communes[0], Role.CLERK, "binh.le", "0255 382 100"),
        (3, communes[1], Role.UNIT_HEAD, "thutruong.xabavi", ""),
    ]


def test_workbook_with_one_bad_row_names_it_and_leaves_no_list(client, communes):
    UnitFactory(code="NGOAI")
    rows = [["QN0", f"Người {number}", "Nhập liệu", "", ""] for number in range(20)]
    rows[7] = ["NGOAI", "Người ngoài", "Vua", "", ""]

    response = upload(client, *rows)

    problems = [(each.row, each.head) for each in response.context["problems"]]
    assert problems == [(9, "Mã đơn vị"), (9, "Vai trò")]
    assert client.get(CHECK).url == reverse("accounts:batch")


def test_five_hundred_rows_are_made_within_the_request(client, communes):
    rows = [["QN0", f"Người Thứ {number}", "Nhập liệu", "", ""] for number in range(500)]
    data = typed(upload(client, *rows))

    slips = client.post(CHECK, data, follow=True).context["slips"]

    assert len({slip.person.username for slip in slips}) == 500


def test_list_of_a_whole_province_stays_light(client, province):
    """170 units under names as long as they come; the bound is that of every page."""
    units = UnitFactory.create_batch(
        170, administrative_parent=province, short_name="UBND xã Nghĩa Hành Trung"
    )

    response = choose(client, units, roles=[Role.CLERK])

    assert len(response.context["rows"]) == 170
    assert len(response.content) < 150_000


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_database_as_often_for_many_rows(
    client, province, django_assert_num_queries, many
):
    units = [UnitFactory(administrative_parent=province) for _ in range(many)]
    with django_assert_num_queries(6):
        client.get(reverse("accounts:batch"))
    data = typed(choose(client, units))
    with django_assert_num_queries(5):
        client.get(CHECK)
    address = client.post(CHECK, data).url
    with django_assert_num_queries(8):
        client.get(address)
