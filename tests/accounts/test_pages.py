"""The pages on which an administrator keeps people, and a head hands on the own right."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.domain.people import change_person
from accounts.enums import Role
from accounts.models import Grant, User
from tests.factories import GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

SLIPS = "/people/slips/"
TYPED = {
    "full_name": "Lê Thị Bình",
    "username": "binh.le",
    "phone": "0255 3822 100",
    "email": "binh@example.vn",
    "role": Role.CLERK,
    "valid_from": "01/01/2026",
    "valid_to": "",
}


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Quảng Ngãi")


@pytest.fixture
def commune(province):
    return UnitFactory(short_name="Xã Ba Tơ", administrative_parent=province)


@pytest.fixture
def administrator(client, province):
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, province)])
    client.force_login(administrator)
    return administrator


@pytest.fixture
def clerk(commune):
    return UserFactory(full_name="Nguyễn Thị Thảo", grants=[(Role.CLERK, commune)])


@pytest.fixture
def head(client, commune):
    head = UserFactory(full_name="Trần Văn Bình", grants=[(Role.UNIT_HEAD, commune)])
    client.force_login(head)
    return head


def errors_of(response) -> tuple[int, list[str]]:
    return response.status_code, list(response.context["form"].errors)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def act(client, name, thing, **data):
    return client.post(reverse(f"accounts:{name}", args=[thing.pk]), data, follow=True)


def test_add_leads_to_the_slip_that_opens_the_account(client, administrator, commune):
    response = client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk})
    [slip] = client.get(response.url).context["slips"]

    person = User.objects.get(username="binh.le")
    assert (response.url, slip.person) == (SLIPS, person)
    assert person.check_password(slip.password) is True


def test_slip_tells_what_one_needs_to_begin(client, administrator, commune):
    client.post(reverse("accounts:add"), TYPED | {"unit": commune.pk})
    response = client.get(SLIPS)

    page = response.content.decode()
    [slip] = response.context["slips"]
    needed = ["Lê Thị Bình", "Nhập liệu, Xã Ba Tơ", "http://testserver/", "binh.le", slip.password]
    assert [words for words in needed if words not in page] == []


def test_slip_is_shown_once(client, administrator, clerk):
    first = act(client, "reset_password", clerk)
    again = client.get(SLIPS)

    assert (len(first.context["slips"]), again.context["slips"]) == (1, [])
    assert "Không còn phiếu nào để hiện." in again.content.decode()


def test_slip_is_kept_by_no_browser(client, administrator, clerk):
    assert act(client, "reset_password", clerk).headers["Cache-Control"] == "no-store"


def test_slip_is_not_kept_in_clear_on_its_way(client, administrator, clerk):
    client.post(reverse("accounts:reset_password", args=[clerk.pk]))
    kept = str(Session.objects.get().get_decoded())

    [slip] = client.get(SLIPS).context["slips"]

    assert slip.password not in kept


def test_slip_that_nobody_fetched_is_gone_after_ten_minutes(client, administrator, clerk):
    client.post(reverse("accounts:reset_password", args=[clerk.pk]))

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(SLIPS).context["slips"] == []


def test_slip_of_another_administrator_is_not_shown(client, administrator, clerk, province):
    client.post(reverse("accounts:reset_password", args=[clerk.pk]))
    client.force_login(UserFactory(grants=[(Role.ADMINISTRATOR, province)]))

    assert client.get(SLIPS).context["slips"] == []


def test_two_slips_that_wait_are_shown_together(client, administrator, clerk, commune):
    other = GrantFactory(unit=commune).user
    for person in (clerk, other):
        client.post(reverse("accounts:reset_password", args=[person.pk]))

    assert {slip.person for slip in client.get(SLIPS).context["slips"]} == {clerk, other}


def test_password_is_not_in_the_address_or_the_messages(client, administrator, clerk):
    response = act(client, "reset_password", clerk)

    [slip] = response.context["slips"]
    assert (response.redirect_chain, said(response)) == ([(SLIPS, 302)], [])
    assert slip.password not in str(response.headers)


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


def new_grant(unit, **other) -> dict:
    return {"role": Role.REVIEWER, "unit": unit.pk, "valid_from": "01/01/2026"} | other


def test_give_grant_from_the_page(client, administrator, clerk, commune):
    response = act(client, "give_grant", clerk, **new_grant(commune, valid_to="31/12/2099"))

    expected = "Đã giao: Kiểm tra, xác nhận, Xã Ba Tơ từ ngày 01/01/2026 đến hết ngày 31/12/2099."
    assert (response.status_code, said(response)) == (200, [expected])


def test_give_grant_that_overlaps_is_told_at_its_field(client, administrator, clerk, commune):
    response = act(client, "give_grant", clerk, **new_grant(commune, role=Role.CLERK))

    held = "Nguyễn Thị Thảo đã giữ vai trò “Nhập liệu” tại Xã Ba Tơ từ ngày 01/01/2020."
    assert response.context["form"].errors == {"valid_from": [held]}


def test_own_role_with_figures_is_told_at_its_field(client, administrator, province):
    response = act(client, "give_grant", administrator, **new_grant(province))

    assert errors_of(response) == (422, ["role"])


def test_end_grant_from_the_page(client, administrator, clerk):
    act(client, "end_grant", clerk.grants.get(), last_day="")

    assert clerk.grants.get().valid_to == timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize("typed", ["01/01/2021", "31/02/2099", "mai"])
def test_end_grant_on_an_impossible_day_is_told_at_its_field(client, administrator, clerk, typed):
    response = act(client, "end_grant", clerk.grants.get(), last_day=typed)

    assert errors_of(response) == (422, ["last_day"])


def test_end_of_the_last_administration_says_why_not(client, administrator):
    response = act(client, "end_grant", administrator.grants.get(), last_day="")

    refused = (
        "Đây là người quản trị cuối cùng của Tỉnh Quảng Ngãi."
        " Hãy giao quyền quản trị cho người khác trước."
    )
    assert said(response) == [refused]


def test_person_page_offers_to_end_what_is_not_ended(client, administrator, commune):
    person = UserFactory(grants=[(Role.CLERK, commune)])
    running = person.grants.get()
    GrantFactory(user=person, unit=commune, role=Role.REVIEWER, valid_to=date(2021, 1, 1))
    GrantFactory(user=person)

    grants = client.get(person.get_absolute_url()).context["grants"]

    assert [grant for grant, may_end in grants if may_end] == [running]


def authorisation(head, delegate, **other) -> dict:
    days = {"valid_from": f"{timezone.localdate():%d/%m/%Y}", "valid_to": "31/12/2099"}
    paper = {"paper": "Giấy ủy quyền số 12/GUQ-UBND"}
    return {"source": head.grants.get().pk, "person": delegate.pk} | days | paper | other


def test_delegate_from_the_page(client, head, clerk):
    client.post(reverse("delegations:add"), authorisation(head, clerk))

    page = client.get(reverse("delegations:list"))

    assert [grant.user for grant in page.context["delegations"]] == [clerk]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": ""}, "source"),
        ({"source": "9" * 30}, "source"),
        ({"person": ""}, "person"),
        ({"valid_from": "01/01/2021"}, "valid_from"),
        ({"valid_to": ""}, "valid_to"),
        ({"valid_to": "01/01/2021"}, "valid_to"),
        ({"paper": " "}, "paper"),
        ({"paper": "x" * 101}, "paper"),
    ],
    ids=str,
)
def test_delegate_with_bad_input_is_told_at_its_field(client, head, clerk, change, field):
    response = client.post(reverse("delegations:add"), authorisation(head, clerk, **change))

    assert errors_of(response) == (422, [field])


def test_right_or_person_of_somebody_else_is_not_offered(client, head, clerk):
    strange = GrantFactory(role=Role.UNIT_HEAD)
    typed = authorisation(head, strange.user, source=strange.pk)

    assert errors_of(client.post(reverse("delegations:add"), typed)) == (422, ["source", "person"])


def test_delegation_is_ended_from_the_page_and_leads_back(client, head, clerk):
    client.post(reverse("delegations:add"), authorisation(head, clerk))
    grant = Grant.objects.get(delegated_from__isnull=False)

    response = act(client, "end_grant", grant, last_day="")

    assert response.redirect_chain == [(reverse("delegations:list"), 302)]
    assert clerk.holds(Role.UNIT_HEAD) is False


def test_who_was_authorised_is_told_not_to_authorise_another(client, head, clerk):
    client.post(reverse("delegations:add"), authorisation(head, clerk))
    client.force_login(clerk)

    page = client.get(reverse("delegations:list")).content.decode()

    assert "không ủy quyền lại" in page
    assert reverse("delegations:add") not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_delegations_ask_the_database_as_often_for_many_rows(
    client, head, commune, django_assert_num_queries, rows
):
    own = head.grants.get()
    for _ in range(rows):
        GrantFactory(
            role=own.role,
            unit=commune,
            delegated_from=own,
            paper="Giấy ủy quyền số 12",
            valid_to=date(2099, 1, 1),
        )

    with django_assert_num_queries(5):
        client.get(reverse("delegations:list"))
