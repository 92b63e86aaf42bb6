"""The verbs of an account: made, changed, reset, closed, opened again."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.domain.grants import Terms
from accounts.domain.people import (
    change_own_password,
    change_person,
    create_account,
    deactivate_account,
    reactivate_account,
    reset_password,
)
from accounts.domain.refusals import (
    ActivityUnchanged,
    DatesCrossed,
    LastAdministrator,
    PasswordOvertaken,
    UsernameTaken,
)
from accounts.enums import Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile
from core.audit.models import Entry
from tests.factories import PASSWORD, GrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

DETAILS = {"full_name": "Lê Thị Bình", "phone": "0255 3822 100", "email": "binh@example.vn"}
FIRST_DAY = date(2026, 1, 1)


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Quảng Ngãi")


@pytest.fixture
def commune(province):
    return UnitFactory(short_name="Xã Ba Tơ", administrative_parent=province)


@pytest.fixture
def administrator(province):
    return UserFactory(full_name="Phạm Quản Trị", grants=[(Role.ADMINISTRATOR, province)])


@pytest.fixture
def clerk(commune):
    return UserFactory(username="thao", grants=[(Role.CLERK, commune)])


def terms(unit, role=Role.CLERK, valid_from=FIRST_DAY, valid_to=None):
    return Terms(role, unit, valid_from, valid_to)


def trail() -> list[tuple]:
    entries = Entry.objects.order_by("pk")
    return list(entries.values_list("event", "authority", "unit_id", "before", "after"))


def test_create_account_makes_a_person_with_a_grant(administrator, commune):
    person = create_account("Binh.Le", by=administrator, terms=terms(commune), **DETAILS).person

    made = User.objects.values("username", "must_change_password", *DETAILS).get(pk=person.pk)
    assert made == {"username": "binh.le", "must_change_password": True} | DETAILS
    assert [str(grant) for grant in person.grants.all()] == ["Nhập liệu, Xã Ba Tơ"]


def test_create_account_gives_the_password_that_opens_it(administrator, commune):
    slip = create_account("binh.le", by=administrator, terms=terms(commune), **DETAILS)

    assert User.objects.get(username="binh.le").check_password(slip.password) is True


def test_create_account_is_told_in_the_trail(administrator, commune):
    create_account("binh.le", by=administrator, terms=terms(commune), **DETAILS)

    authority = "Quản trị, Tỉnh Quảng Ngãi"
    given = {"grant": "Nhập liệu, Xã Ba Tơ", "valid_from": "2026-01-01", "valid_to": ""}
    assert trail() == [
        ("accounts.created", authority, commune.pk, {}, {"username": "binh.le"} | DETAILS),
        ("accounts.grant_given", authority, commune.pk, {}, given),
    ]


def test_create_account_beyond_the_reach_is_refused_and_makes_nobody(administrator):
    with pytest.raises(NotPermitted):
        create_account("binh.le", by=administrator, terms=terms(UnitFactory()), **DETAILS)

    assert User.objects.filter(username="binh.le").exists() is False


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_create_account_by_another_role_is_refused(role, commune):
    holder = UserFactory(grants=[(role, commune)])

    with pytest.raises(NotPermitted):
        create_account("binh.le", by=holder, terms=terms(commune), **DETAILS)


@pytest.mark.parametrize("typed", ["thao", "THAO"])
def test_create_account_under_a_name_in_use_is_refused(administrator, clerk, commune, typed):
    with pytest.raises(UsernameTaken):
        create_account(typed, by=administrator, terms=terms(commune), **DETAILS)


def test_create_account_under_a_name_in_use_leaves_its_person_alone(administrator, clerk, commune):
    with pytest.raises(UsernameTaken):
        create_account("thao", by=administrator, terms=terms(commune), **DETAILS)

    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD) is True
    assert clerk.grants.count() == 1


def test_create_account_with_crossed_dates_makes_nobody(administrator, commune):
    crossed = terms(commune, valid_to=date(2025, 12, 31))

    with pytest.raises(DatesCrossed):
        create_account("binh.le", by=administrator, terms=crossed, **DETAILS)

    assert User.objects.filter(username="binh.le").exists() is False


def test_change_person_tells_what_changed(administrator, clerk, commune):
    before = {"full_name": clerk.full_name, "phone": ""}
    after = {"full_name": "Lê Thị Bình", "phone": "0255 3822 100"}

    change_person(clerk, by=administrator, version=1, email="", **after)

    authority = "Quản trị, Tỉnh Quảng Ngãi"
    assert trail() == [("accounts.changed", authority, commune.pk, before, after)]


def test_change_person_files_the_person_under_the_new_name(administrator, clerk):
    changed = change_person(clerk, by=administrator, version=1, **DETAILS)

    assert list(User.objects.all()) == [changed, administrator]


def test_change_person_without_a_change_writes_nothing(administrator, clerk):
    same = {name: getattr(clerk, name) for name in DETAILS}

    change_person(clerk, by=administrator, version=1, **same)

    assert trail() == []


def test_change_person_that_somebody_else_changed_is_refused(administrator, clerk):
    change_person(clerk, by=administrator, version=1, **DETAILS)

    with pytest.raises(ChangedMeanwhile):
        change_person(clerk, by=administrator, version=1, **DETAILS | {"phone": ""})


def test_change_person_with_a_right_above_is_refused(clerk, province, commune):
    """Who keeps an account could enter by it, and hold what its person holds at the province."""
    neighbour = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])
    GrantFactory(user=clerk, unit=province, role=Role.LEADER)

    with pytest.raises(NotPermitted):
        change_person(clerk, by=neighbour, version=1, **DETAILS)


def test_reset_password_of_a_person_with_a_right_above_is_refused(clerk, province, commune):
    neighbour = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])
    GrantFactory(user=clerk, unit=province, role=Role.LEADER, valid_from=date(2099, 1, 1))

    with pytest.raises(NotPermitted):
        reset_password(clerk, by=neighbour)


def test_reset_password_of_a_person_who_lost_the_right_above_is_possible(clerk, province, commune):
    neighbour = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])
    GrantFactory(user=clerk, unit=province, role=Role.LEADER, valid_to=date(2021, 1, 1))

    assert reset_password(clerk, by=neighbour).person == clerk


def test_reset_password_replaces_the_old_one(administrator, clerk):
    slip = reset_password(clerk, by=administrator)

    clerk.refresh_from_db()
    opened = [clerk.check_password(password) for password in (PASSWORD, slip.password)]
    assert (opened, clerk.must_change_password) == ([False, True], True)


def test_reset_password_ends_every_session(client, administrator, clerk):
    client.force_login(clerk)

    reset_password(clerk, by=administrator)

    assert client.get(reverse("home")).url.startswith(reverse("account_login"))


def test_reset_password_lifts_the_lock_of_wrong_attempts(client, administrator, clerk):
    for _ in range(10):
        client.post(reverse("account_login"), {"login": "thao", "password": "sai-mat-khau"})

    slip = reset_password(clerk, by=administrator)

    client.post(reverse("account_login"), {"login": "thao", "password": slip.password})
    assert client.session["_auth_user_id"] == str(clerk.pk)


def test_reset_password_leaves_the_lock_of_others(client, administrator, clerk, commune):
    UserFactory(username="binh", grants=[(Role.CLERK, commune)])
    for _ in range(10):
        client.post(reverse("account_login"), {"login": "binh", "password": "sai-mat-khau"})

    reset_password(clerk, by=administrator)

    answer = client.post(reverse("account_login"), {"login": "binh", "password": PASSWORD})
    assert answer.status_code == 429


def test_reset_password_keeps_the_password_out_of_the_trail(administrator, clerk, commune):
    slip = reset_password(clerk, by=administrator)

    clerk.refresh_from_db()
    told = str(list(Entry.objects.values()))
    assert [secret in told for secret in (slip.password, clerk.password)] == [False, False]
    assert trail() == [("accounts.password_reset", "Quản trị, Tỉnh Quảng Ngãi", commune.pk, {}, {})]


@pytest.mark.parametrize("verb", [reset_password, deactivate_account, reactivate_account])
def test_own_account_is_kept_by_somebody_else(administrator, verb):
    with pytest.raises(NotPermitted):
        verb(administrator, by=administrator)


@pytest.mark.parametrize("verb", [reset_password, deactivate_account, reactivate_account])
def test_account_beyond_the_reach_is_not_kept(administrator, verb):
    with pytest.raises(NotPermitted):
        verb(GrantFactory().user, by=administrator)


def test_deactivated_account_keeps_its_grants(administrator, clerk):
    deactivate_account(clerk, by=administrator)

    clerk.refresh_from_db()
    assert (clerk.is_active, clerk.grants.get().valid_to) == (False, None)


def test_session_from_before_a_deactivation_stays_ended(client, administrator, clerk):
    client.force_login(clerk)
    deactivate_account(clerk, by=administrator)
    reactivate_account(clerk, by=administrator)

    assert client.get(reverse("home")).url.startswith(reverse("account_login"))


def test_reactivated_account_opens_with_its_password(client, administrator, clerk):
    deactivate_account(clerk, by=administrator)
    reactivate_account(clerk, by=administrator)

    client.post(reverse("account_login"), {"login": "thao", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(clerk.pk)


def test_activity_is_told_in_the_trail(administrator, clerk):
    deactivate_account(clerk, by=administrator)
    reactivate_account(clerk, by=administrator)

    told = [(event, before, after) for event, _, _, before, after in trail()]
    assert told == [
        ("accounts.deactivated", {"is_active": True}, {"is_active": False}),
        ("accounts.reactivated", {"is_active": False}, {"is_active": True}),
    ]


def test_deactivate_account_twice_is_refused(administrator, clerk):
    deactivate_account(clerk, by=administrator)

    with pytest.raises(ActivityUnchanged):
        deactivate_account(clerk, by=administrator)


def test_deactivate_the_last_administrator_of_a_unit_is_refused():
    """Two of the same unit, the acting one with a right that ends before the day is looked at."""
    unit = UnitFactory()
    acting = UserFactory(grants=[(Role.ADMINISTRATOR, unit)])
    last = UserFactory(grants=[(Role.ADMINISTRATOR, unit)])
    assert acting.grants_today  # read, as at the beginning of a request
    Grant.objects.filter(user=acting).update(valid_to=date(2021, 1, 1))

    with pytest.raises(LastAdministrator):
        deactivate_account(last, by=acting)


def test_deactivate_one_of_two_administrators_is_possible(administrator, province):
    other = UserFactory(grants=[(Role.ADMINISTRATOR, province)])

    assert deactivate_account(other, by=administrator).is_active is False


def test_change_own_password_clears_the_initial_one(clerk):
    clerk.must_change_password = True
    clerk.save()

    change_own_password(clerk, "Chin-con-trau-7")

    clerk.refresh_from_db()
    assert (clerk.check_password("Chin-con-trau-7"), clerk.must_change_password) == (True, False)


def test_change_own_password_is_told_without_it(clerk, commune):
    change_own_password(clerk, "Chin-con-trau-7")

    assert trail() == [("accounts.password_changed", "", commune.pk, {}, {})]


def test_change_own_password_after_a_reset_is_refused(administrator, clerk):
    slip = reset_password(User.objects.get(pk=clerk.pk), by=administrator)

    with pytest.raises(PasswordOvertaken):
        change_own_password(clerk, "Chin-con-trau-7")

    clerk.refresh_from_db()
    assert clerk.check_password(slip.password) is True


def test_change_own_password_of_a_closed_account_is_refused(administrator, clerk):
    deactivate_account(User.objects.get(pk=clerk.pk), by=administrator)

    with pytest.raises(PasswordOvertaken):
        change_own_password(clerk, "Chin-con-trau-7")
