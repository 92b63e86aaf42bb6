"""Many accounts at once: proposed, then all of them made, or none and which row is wrong."""

from datetime import date

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.utils import timezone

from accounts.domain.batches import (
    BatchRefused,
    NewAccount,
    RowProblem,
    create_accounts,
    propose_accounts,
    propose_username,
)
from accounts.enums import Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return UnitFactory(short_name="UBND tỉnh Quảng Ngãi")


@pytest.fixture
def commune(province):
    return UnitFactory(short_name="UBND xã Ba Tơ", administrative_parent=province)


@pytest.fixture
def administrator(province):
    return UserFactory(grants=[(Role.ADMINISTRATOR, province)])


def account(unit, number=1, **changes) -> NewAccount:
    known = {"role": Role.CLERK, "full_name": "Lê Thị Bình", "username": f"binh.le{number}"}
    return NewAccount(number=number, unit=unit, **known | changes)


def refused(accounts, *, by) -> list[RowProblem]:
    before = User.objects.count()
    with pytest.raises(BatchRefused) as refusal:
        create_accounts(accounts, by=by)
    assert (User.objects.count(), Entry.objects.count()) == (before, 0)
    return refusal.value.problems


def test_proposal_has_an_account_for_each_unit_and_role(commune, province):
    proposed = propose_accounts([province, commune], [Role.CLERK, Role.UNIT_HEAD])

    assert [(each.number, each.unit, each.username) for each in proposed] == [
        (1, province, "nhaplieu.tinhquangngai"),
        (2, province, "thutruong.tinhquangngai"),
        (3, commune, "nhaplieu.xabato"),
        (4, commune, "thutruong.xabato"),
    ]
    assert proposed[2].full_name == "Nhập liệu, UBND xã Ba Tơ"


def test_proposed_username_is_the_next_that_is_free(commune):
    UserFactory(username="nhaplieu.xabato")
    same = UnitFactory(short_name="UBND xã Bà Tô")

    proposed = propose_accounts([commune, same], [Role.CLERK])

    assert [each.username for each in proposed] == ["nhaplieu.xabato.2", "nhaplieu.xabato.3"]


@pytest.mark.parametrize(
    ("name", "role", "username"),
    [
        ("Sở Nội vụ - “Một cửa”", Role.CLERK, "nhaplieu.sonoivumotcua"),
        ("Đặc khu Lý Sơn", Role.CAMPAIGN_OFFICER, "campaignofficer.dackhulyson"),
        ("X" * 100, Role.CLERK, "nhaplieu." + "x" * 37),
    ],
)
def test_proposed_username_is_plain_and_short_enough(name, role, username):
    assert propose_username(UnitFactory.build(short_name=name), role, set()) == username


def test_accounts_open_with_their_passwords_and_hold_their_roles(commune, administrator):
    [slip] = create_accounts([account(commune, phone="0255 382")], by=administrator)

    person = User.objects.get(username="binh.le1")
    grant = Grant.objects.get(user=person)
    assert (person.phone, person.must_change_password) == ("0255 382", True)
    assert person.check_password(slip.password) is True
    assert (grant.role, grant.unit, grant.valid_from) == (
        Role.CLERK,
        commune,
        timezone.localdate(),
    )


def test_account_is_found_in_the_order_of_names(commune, administrator):
    [slip] = create_accounts([account(commune)], by=administrator)

    assert slip.person.sort_key == UserFactory(full_name="Lê Thị Bình").sort_key


def test_light_hash_gives_way_to_the_usual_one_at_the_first_log_in(commune, administrator):
    [slip] = create_accounts([account(commune)], by=administrator)
    light = User.objects.get(pk=slip.person.pk)
    assert "m=8192,t=1,p=1" in light.password

    light.check_password(slip.password)

    usual = User.objects.get(pk=slip.person.pk).password
    assert identify_hasher(usual).algorithm == "md5"  # the usual one of the tests


def test_trail_tells_of_every_account_and_role(commune, administrator):
    create_accounts([account(commune), account(commune, 2, role=Role.UNIT_HEAD)], by=administrator)

    told = Entry.objects.order_by("pk").values_list("event", "unit_id")
    pair = [("accounts.created", commune.pk), ("accounts.grant_given", commune.pk)]
    assert list(told) == pair * 2
    assert (
        Entry.objects.exclude(authority=f"Quản trị, {commune.administrative_parent}").count() == 0
    )


def test_one_taken_username_of_many_leaves_nothing_made(commune, administrator):
    UserFactory(username="binh.le3")
    accounts = [account(commune, number) for number in range(1, 6)]

    assert refused(accounts, by=administrator) == [
        RowProblem(3, "username", "Tên đăng nhập này đã có người dùng.")
    ]


def test_two_rows_with_one_username_are_named(commune, administrator):
    accounts = [account(commune, number, username="an.tran") for number in (4, 9)]

    assert refused(accounts, by=administrator) == [
        RowProblem(9, "username", "Tên đăng nhập trùng với dòng 4.")
    ]


def test_unit_that_ended_is_named(province, administrator):
    ended = UnitFactory(
        short_name="Xã Cũ", administrative_parent=province, valid_to=date(2025, 6, 30)
    )

    assert refused([account(ended)], by=administrator) == [
        RowProblem(1, "", "“Xã Cũ” không hoạt động hôm nay.")
    ]


def test_accounts_at_a_unit_out_of_reach_are_refused(commune, administrator):
    with pytest.raises(NotPermitted):
        create_accounts([account(commune), account(UnitFactory(), 2)], by=administrator)


def test_accounts_by_another_role_are_refused(commune):
    with pytest.raises(NotPermitted):
        create_accounts([account(commune)], by=UserFactory(grants=[(Role.LEADER, commune)]))


@pytest.mark.parametrize("many", [0, 501])
def test_none_and_too_many_are_refused(commune, administrator, many):
    accounts = [account(commune, number) for number in range(many)]

    with pytest.raises(BatchRefused, match="batch_refused"):
        create_accounts(accounts, by=administrator)
