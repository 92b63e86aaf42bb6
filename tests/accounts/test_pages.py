"""The pages on which an administrator keeps people, and a head hands on the own right."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.domain.people import change_person
from accounts.enums import Role
from accounts.models import Grant, User
from tests.accounts.acting import act, errors_of, said
from tests.factories import GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
TYPED = {
    "full_name": "Lê Thị Bình",
    "username": "binh.le",
    "phone": "0255 3822 100",
    "email": "binh@example.vn",
    "role": Role.CLERK,
    "valid_from": "01/01/2026",
    "valid_to": "",
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "Nguyễn An"}, "username"),
        ({"username": "an\u200b.le"}, "username"),
        ({"username": "ab"}, "username"),
        ({"username": "x" * 51}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "Lê\0Bình"}, "full_name"),
        ({"full_name": "x" * 101}, "full_name"),
        ({"phone": "gọi sau"}, "phone"),
        ({"email": "binh"}, "email"),
        ({"role": "king"}, "role"),
        ({"unit": ""}, "unit"),
        ({"unit": "abc"}, "unit"),
        ({"unit": 10**30}, "unit"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"valid_from": ""}, "valid_from"),
        ({"valid_to": "31/12/2025"}, "valid_to"),
    ],
    ids=str,
)
def test_bad_input_is_told_at_its_field_and_makes_nobody(
    client, administrator, commune, change, field
):
    people = User.objects.count()

    response = client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk} | change)

    assert errors_of(response) == (422, [field])
    assert (User.objects.count(), Grant.objects.count()) == (people, 1)


def test_bad_input_loses_nothing_that_was_typed(client, administrator, commune):
    typed = TYPED | {"unit": str(commune.pk), "valid_from": "32/01/2026"}

    form = client.post(reverse("accounts:add"), typed).context["form"]

    assert {name: form[name].value() for name in typed} == typed


def test_name_in_use_is_told_at_its_field(client, administrator, commune):
    UserFactory(username="binh.le")

    response = client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk})

    assert errors_of(response) == (422, ["username"])


def test_name_is_taken_however_it_was_typed(client, administrator, commune):
    client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk, "username": " BINH.LE "})

    assert User.objects.filter(username="binh.le").exists() is True


def test_unit_beyond_the_reach_is_not_offered(client, administrator):
    response = client.post(reverse("accounts:add"), TYPED | {"unit": UnitFactory().pk})

    assert errors_of(response) == (422, ["unit"])


def test_unit_that_ended_says_so_where_it_is_chosen(client, administrator, province):
    UnitFactory(short_name="Xã Ba Vinh", administrative_parent=province, valid_to=date(2025, 6, 30))

    form = client.get(reverse("accounts:add")).context["form"]

    labels = [label for value, label in form.fields["unit"].choices if value]
    assert labels == ["Tỉnh Quảng Ngãi", "Xã Ba Vinh (đến hết ngày 30/06/2025)"]


@pytest.mark.parametrize("units", [1, 3])
def test_add_asks_the_database_as_often_for_many_units(
    client, administrator, province, django_assert_num_queries, units
):
    for _ in range(units - 1):
        UnitFactory(administrative_parent=province)

    with django_assert_num_queries(5):
        client.get(reverse("accounts:add"))


def details(person, **other) -> dict:
    stands = {"full_name": person.full_name, "phone": person.phone, "email": person.email}
    return stands | {"version": person.row_version} | other


def test_edit_saves_what_was_typed(client, administrator, clerk):
    response = act(client, "edit", clerk, **details(clerk, full_name="Nguyễn Thị Phương Thảo"))

    clerk.refresh_from_db()
    assert (clerk.full_name, said(response)) == ("Nguyễn Thị Phương Thảo", ["Đã lưu."])


def test_edit_of_what_somebody_else_changed_shows_both(client, administrator, clerk):
    seen = details(clerk, phone="0900 000 001")
    change_person(clerk, by=administrator, version=1, **details_of("0900 000 002", clerk))

    response = act(client, "edit", clerk, **seen)

    form = response.context["form"]
    stands = "Người khác vừa ghi: “0900 000 002”."
    assert (response.status_code, list(form.errors)) == (422, ["phone"])
    assert form.errors["phone"][0].startswith(stands)
    assert form["phone"].value() == "0900 000 001"
    assert User.objects.get(pk=clerk.pk).phone == "0900 000 002"


def details_of(phone, person) -> dict:
    return {"full_name": person.full_name, "phone": phone, "email": person.email}


def test_edit_sent_again_replaces_what_was_shown(client, administrator, clerk):
    seen = details(clerk, phone="0900 000 001")
    change_person(clerk, by=administrator, version=1, **details_of("0900 000 002", clerk))
    form = act(client, "edit", clerk, **seen).context["form"]

    act(client, "edit", clerk, **seen | {"version": form["version"].value()})

    assert User.objects.get(pk=clerk.pk).phone == "0900 000 001"


def test_edit_of_what_somebody_else_wrote_the_same_is_saved(client, administrator, clerk):
    seen = details(clerk, phone="0900 000 001")
    change_person(clerk, by=administrator, version=1, **details_of("0900 000 001", clerk))

    assert said(act(client, "edit", clerk, **seen)) == ["Đã lưu."]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"full_name": ""}, "full_name"), ({"phone": "abc"}, "phone"), ({"version": "x"}, "version")],
)
def test_edit_with_bad_input_is_told_at_its_field(client, administrator, clerk, change, field):
    response = act(client, "edit", clerk, **details(clerk) | change)

    assert errors_of(response) == (422, [field])


def test_person_with_a_right_above_is_shown_without_acts(client, commune, province, clerk):
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, commune)]))
    GrantFactory(user=clerk, unit=province, role=Role.LEADER)

    page = client.get(clerk.get_absolute_url()).content.decode()

    acts = ["Sửa thông tin", "Đặt lại mật khẩu", "Ngừng tài khoản"]
    assert [label for label in acts if label in page] == []
    assert client.get(reverse("accounts:edit", args=[clerk.pk])).status_code == 403


def test_own_page_offers_no_act_on_the_own_account(client, administrator):
    page = client.get(administrator.get_absolute_url()).content.decode()

    assert [label in page for label in ("Sửa thông tin", "Ngừng tài khoản")] == [True, False]


def test_deactivate_and_reactivate_from_the_page(client, administrator, clerk):
    activity = []
    for name in ("deactivate", "reactivate"):
        act(client, name, clerk)
        activity.append(User.objects.get(pk=clerk.pk).is_active)

    assert activity == [False, True]


def test_deactivate_twice_says_so(client, administrator, clerk):
    act(client, "deactivate", clerk)

    response = act(client, "deactivate", clerk)

    assert said(response)[-1] == "Người khác vừa thực hiện thao tác này với tài khoản."
