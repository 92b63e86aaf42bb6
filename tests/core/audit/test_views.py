"""The page of the audit trail, and the check of its integrity."""

import unicodedata
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from core.audit.models import Entry, Seal
from core.audit.trail import record, seal_finished
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(short_name="Xã Ba Tơ")


@pytest.fixture
def inspector(client, unit):
    inspector = UserFactory(full_name="Phạm Thanh Tra", grants=[(Role.INSPECTOR, unit)])
    client.force_login(inspector)
    return inspector


@pytest.fixture
def act(unit):
    """Records an act at the unit."""
    clerk = UserFactory(full_name="Lê Thị Thảo")

    def act(event="results.submitted", *, unit_id=unit.pk, by=clerk, **facts):
        return record(event, unit, by=by, unit_id=unit_id, **facts)

    return act


def listed(client, **query) -> list[Entry]:
    response = client.get(reverse("audit:list"), query)
    return [row.record for row in response.context["table"].paginated_rows]


def tamper(entry, **changes):
    """What somebody does who has the database itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Entry.objects.filter(pk=entry.pk).update(**changes)
        cursor.execute("SET LOCAL session_replication_role = origin")


def verify(client) -> list[str]:
    response = client.post(reverse("audit:verify"))
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_list_shows_what_happened_within_reach_newest_first(client, unit, inspector, act):
    first, last = act(), act(unit_id=UnitFactory(administrative_parent=unit).pk)
    act(unit_id=UnitFactory().pk)
    act(unit_id=None)

    assert listed(client) == [last, first]


def test_list_leaves_out_units_reached_by_other_roles(client, unit, act):
    elsewhere = UnitFactory()
    grants = [(Role.INSPECTOR, unit), (Role.LEADER, elsewhere)]
    client.force_login(UserFactory(grants=grants))
    act(unit_id=elsewhere.pk)

    assert listed(client) == []


@pytest.mark.parametrize("typed", ["thao", unicodedata.normalize("NFD", "Thảo")])
def test_list_is_filtered_by_person(client, unit, inspector, act, typed):
    entry = act()
    act(by=None)

    assert listed(client, actor=typed) == [entry]


def test_list_is_filtered_by_event(client, unit, inspector, act):
    act()
    entry = act("results.returned")

    assert listed(client, event="results.returned") == [entry]


def test_list_is_searched_by_reason(client, unit, inspector, act):
    act()
    entry = act("results.returned", reason="Thiếu số liệu tuyển quân")

    assert listed(client, search="tuyen quan") == [entry]


def test_list_is_filtered_by_days_of_vietnam(client, unit, inspector, act):
    before, during, after = act(), act(), act()
    tamper(before, at=datetime(2026, 3, 1, 16, 59, tzinfo=UTC))  # 1/3, 23:59
    tamper(during, at=datetime(2026, 3, 1, 17, 0, tzinfo=UTC))  # 2/3, 0:00
    tamper(after, at=datetime(2026, 3, 2, 17, 0, tzinfo=UTC))  # 3/3, 0:00

    assert listed(client, since="02/03/2026", until="02/03/2026") == [during]


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "3/13/2026", "1/1/20266", "0"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_list_says_at_the_field_that_a_day_is_wrong(client, inspector, name, typed):
    response = client.get(reverse("audit:list"), {name: typed})

    form = response.context["filter"].form
    assert (response.status_code, list(form.errors), form[name].value()) == (200, [name], typed)


def test_list_tells_what_changed(client, inspector, act):
    act(before={"state": "submitted"}, after={"state": "returned", "revision": 2})

    page = client.get(reverse("audit:list")).content.decode()

    assert "Trạng thái: Đã gửi, chờ xác nhận → Trả lại để bổ sung" in page
    assert "Lần gửi: 2" in page


def test_list_exports_what_the_filter_leaves(client, inspector, act):
    act(before={"state": "open"}, after={"state": "submitted"})
    act("results.returned")

    query = {"event": "results.submitted", "export": "xlsx"}
    response = client.get(reverse("audit:list"), query)

    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert [row[1:5] for row in rows] == [
        ("Người thực hiện", "Việc", "Đối tượng", "Thay đổi"),
        (
            "Lê Thị Thảo",
            "Gửi báo cáo số liệu",
            "Xã Ba Tơ",
            "Trạng thái: Đang nhập → Đã gửi, chờ xác nhận",
        ),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_many_rows(
    client, inspector, act, django_assert_num_queries, rows
):
    for _ in range(rows):
        act()
        seal_finished()

    with django_assert_num_queries(8):
        client.get(reverse("audit:list"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INSPECTOR])
def test_list_is_for_inspectors(client, unit, role):
    client.force_login(UserFactory(grants=[(role, unit)]))

    assert client.get(reverse("audit:list")).status_code == 403


def test_verify_of_a_whole_chain_says_how_much_was_checked(client, inspector, act):
    for _ in range(2):
        act()
        seal_finished()

    assert verify(client) == ["Đã kiểm tra 2 lô niêm phong gần nhất, không có sai lệch."]


def test_verify_without_seals_says_so(client, inspector):
    assert verify(client) == ["Đã kiểm tra 0 lô niêm phong gần nhất, không có sai lệch."]


def test_verify_names_a_changed_entry(client, inspector, act):
    entry = act()
    seal_finished()
    tamper(entry, actor_name="Người Khác")

    assert verify(client) == [f"Mục nhật ký {entry.pk} (lô 1) đã bị sửa."]


def test_verify_names_seals_that_were_cut_off(client, inspector, act):
    for _ in range(2):
        act()
        seal_finished()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Seal.objects.filter(number=2).delete()
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert verify(client) == ["Mất lô niêm phong từ số 2 trở đi (1 mục nhật ký)."]


def test_verify_rests_on_the_seal_before_the_ones_it_checks(client, inspector, act, monkeypatch):
    monkeypatch.setattr("core.audit.views.SEALS_CHECKED", 1)
    for _ in range(3):
        act()
        seal_finished()

    assert verify(client) == ["Đã kiểm tra 1 lô niêm phong gần nhất, không có sai lệch."]


def test_verify_shows_no_more_than_a_page_can_bear(client, inspector, act):
    entries = [act() for _ in range(30)]
    seal_finished()
    for entry in entries:
        tamper(entry, actor_name="Người Khác")

    assert len(verify(client)) == 20
