"""Grants are given and ended; nobody becomes a reader of figures, or locks all out, alone."""

from datetime import date, timedelta

import pytest
import rules
import time_machine

from accounts.domain.grants import Terms, end_grant, give_grant
from accounts.domain.refusals import (
    DatesCrossed,
    EndedAlready,
    EndInThePast,
    EndNotEarlier,
    GrantOverlaps,
    LastAdministrator,
    OwnFigures,
)
from accounts.enums import FIGURE_READERS, Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from tests.factories import GrantFactory, SuccessionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)
YESTERDAY = TODAY - timedelta(days=1)
NEXT_MONTH = date(2026, 4, 10)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY} 08:00+07:00", tick=False):
        yield


@pytest.fixture
def province():
    return UnitFactory(short_name="Tỉnh Quảng Ngãi")


@pytest.fixture
def commune(province):
    return UnitFactory(short_name="Xã Ba Tơ", administrative_parent=province)


@pytest.fixture
def administrator(province):
    return UserFactory(grants=[(Role.ADMINISTRATOR, province)])


@pytest.fixture
def grant(commune):
    return GrantFactory(unit=commune)


def terms(unit, role=Role.REVIEWER, valid_from=TODAY, valid_to=None):
    return Terms(role, unit, valid_from, valid_to)


def told() -> list[tuple]:
    entries = Entry.objects.order_by("pk")
    return list(entries.values_list("event", "authority", "unit_id", "before", "after"))


def test_give_grant_gives_a_role_from_day_to_day(administrator, grant, commune):
    given = give_grant(grant.user, by=administrator, terms=terms(commune, valid_to=NEXT_MONTH))

    given.refresh_from_db()
    held = (given.user, given.role, given.unit, given.valid_from, given.valid_to)
    assert held == (grant.user, Role.REVIEWER, commune, TODAY, NEXT_MONTH)


def test_give_grant_is_told_in_the_trail(administrator, grant, commune):
    give_grant(grant.user, by=administrator, terms=terms(commune))

    after = {"grant": "Kiểm tra, xác nhận, Xã Ba Tơ", "valid_from": "2026-03-10", "valid_to": ""}
    authority = "Quản trị, Tỉnh Quảng Ngãi"
    assert told() == [("accounts.grant_given", authority, commune.pk, {}, after)]


def test_give_grant_beyond_the_reach_is_refused(administrator, grant):
    with pytest.raises(NotPermitted):
        give_grant(grant.user, by=administrator, terms=terms(UnitFactory()))


def test_give_grant_to_somebody_beyond_the_reach_is_refused(administrator, commune):
    with pytest.raises(NotPermitted):
        give_grant(GrantFactory().user, by=administrator, terms=terms(commune))


@pytest.mark.parametrize("role", sorted(FIGURE_READERS))
def test_give_grant_by_another_role_is_refused(role, grant, commune):
    holder = UserFactory(grants=[(role, commune)])

    with pytest.raises(NotPermitted):
        give_grant(grant.user, by=holder, terms=terms(commune))


@pytest.mark.parametrize("role", sorted(FIGURE_READERS))
def test_administrator_does_not_become_a_reader_of_figures_alone(administrator, province, role):
    with pytest.raises(OwnFigures):
        give_grant(administrator, by=administrator, terms=terms(province, role))

    acting = User.objects.get(pk=administrator.pk)
    assert rules.has_perm("results.list_submissions", acting) is False


def test_same_grant_from_another_hand_would_open_the_figures(administrator, province):
    """What the refusal above keeps shut."""
    colleague = UserFactory(grants=[(Role.ADMINISTRATOR, province)])
    assert rules.has_perm("results.list_submissions", administrator) is False

    give_grant(administrator, by=colleague, terms=terms(province, Role.INSPECTOR))

    acting = User.objects.get(pk=administrator.pk)
    assert rules.has_perm("results.list_submissions", acting) is True


def test_administrator_takes_on_the_administration_of_a_subordinate(administrator, commune):
    own = give_grant(administrator, by=administrator, terms=terms(commune, Role.ADMINISTRATOR))

    assert own.unit == commune


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 3, 31), date(2026, 5, 1)),
        (date(2026, 3, 5), date(2026, 3, 6)),
    ],
    ids=["around", "into the first day", "from the last day", "inside"],
)
def test_give_grant_that_overlaps_is_refused(administrator, commune, valid_from, valid_to):
    held = GrantFactory(unit=commune, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))

    with pytest.raises(GrantOverlaps):
        give_grant(
            held.user, by=administrator, terms=terms(commune, held.role, valid_from, valid_to)
        )


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(date(2026, 4, 1), None), (date(2026, 1, 1), date(2026, 2, 28))],
    ids=["the day after", "until the day before"],
)
def test_give_grant_beside_another_is_possible(administrator, commune, valid_from, valid_to):
    held = GrantFactory(unit=commune, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))

    give_grant(held.user, by=administrator, terms=terms(commune, held.role, valid_from, valid_to))

    assert held.user.grants.count() == 2


def test_give_grant_again_after_it_was_taken_back_is_possible(administrator, grant, commune):
    given = give_grant(grant.user, by=administrator, terms=terms(commune))
    end_grant(given, by=administrator)

    again = give_grant(grant.user, by=administrator, terms=terms(commune))

    assert list(grant.user.grants.in_force(TODAY).filter(role=Role.REVIEWER)) == [again]


def test_give_grant_with_crossed_dates_is_refused(administrator, grant, commune):
    with pytest.raises(DatesCrossed):
        give_grant(grant.user, by=administrator, terms=terms(commune, valid_to=YESTERDAY))


def test_end_grant_holds_to_the_end_of_its_last_day(administrator, grant):
    ended = end_grant(grant, by=administrator, last_day=TODAY)

    days = (TODAY, TODAY + timedelta(days=1))
    held = [Grant.objects.in_force(day).filter(pk=ended.pk).exists() for day in days]
    assert held == [True, False]


def test_end_grant_without_a_day_ends_it_at_once(administrator, grant):
    end_grant(grant, by=administrator)

    assert User.objects.get(pk=grant.user_id).grants_today == []


@pytest.mark.parametrize("valid_from", [TODAY, NEXT_MONTH], ids=["today", "still to come"])
def test_end_grant_that_has_hardly_begun_takes_it_back(administrator, commune, valid_from):
    grant = GrantFactory(unit=commune, valid_from=valid_from)

    ended = end_grant(grant, by=administrator)

    ended.refresh_from_db()
    assert (ended.valid_to, ended.is_withdrawn) == (valid_from - timedelta(days=1), True)


def test_end_grant_deletes_nothing_and_is_told(administrator, grant, commune):
    end_grant(grant, by=administrator, last_day=NEXT_MONTH)

    after = {
        "grant": "Nhập liệu, Xã Ba Tơ",
        "valid_from": "2020-01-01",
        "valid_to": "2026-04-10",
    }
    authority = "Quản trị, Tỉnh Quảng Ngãi"
    event = ("accounts.grant_ended", authority, commune.pk, {"valid_to": ""}, after)
    assert (Grant.objects.filter(pk=grant.pk).exists(), told()) == (True, [event])


def test_end_grant_backwards_is_refused(administrator, grant):
    with pytest.raises(EndInThePast):
        end_grant(grant, by=administrator, last_day=YESTERDAY)


@pytest.mark.parametrize("last_day", [NEXT_MONTH, NEXT_MONTH + timedelta(days=1)])
def test_end_grant_later_than_it_ends_is_refused(administrator, commune, last_day):
    grant = GrantFactory(unit=commune, valid_to=NEXT_MONTH)

    with pytest.raises(EndNotEarlier):
        end_grant(grant, by=administrator, last_day=last_day)


def test_end_grant_that_ended_is_refused(administrator, commune):
    grant = GrantFactory(unit=commune, valid_to=YESTERDAY)

    with pytest.raises(EndedAlready):
        end_grant(grant, by=administrator)


def test_end_grant_that_was_taken_back_is_refused(administrator, commune):
    grant = end_grant(GrantFactory(unit=commune, valid_from=NEXT_MONTH), by=administrator)

    with pytest.raises(EndedAlready):
        end_grant(grant, by=administrator)


def test_end_grant_beyond_the_reach_is_refused(administrator):
    with pytest.raises(NotPermitted):
        end_grant(GrantFactory(), by=administrator)


@pytest.mark.parametrize("role", sorted(FIGURE_READERS))
def test_end_grant_by_another_role_is_refused(role, grant, commune):
    with pytest.raises(NotPermitted):
        end_grant(grant, by=UserFactory(grants=[(role, commune)]))


@pytest.mark.parametrize("last_day", [None, TODAY, NEXT_MONTH])
def test_last_administrator_of_the_root_does_not_end_the_own_grant(
    administrator, province, last_day
):
    with pytest.raises(LastAdministrator) as caught:
        end_grant(administrator.grants.get(), by=administrator, last_day=last_day)

    assert caught.value.message == (
        "Đây là người quản trị cuối cùng của Tỉnh Quảng Ngãi."
        " Hãy giao quyền quản trị cho người khác trước."
    )


def test_administrator_below_the_root_does_not_stand_in(administrator, commune):
    UserFactory(grants=[(Role.ADMINISTRATOR, commune)])

    with pytest.raises(LastAdministrator):
        end_grant(administrator.grants.get(), by=administrator)


def test_closed_account_does_not_stand_in(administrator, province):
    UserFactory(is_active=False, grants=[(Role.ADMINISTRATOR, province)])

    with pytest.raises(LastAdministrator):
        end_grant(administrator.grants.get(), by=administrator)


def test_administrator_whose_grant_ends_first_does_not_stand_in(administrator, province):
    GrantFactory(unit=province, role=Role.ADMINISTRATOR, valid_to=NEXT_MONTH)

    with pytest.raises(LastAdministrator):
        end_grant(administrator.grants.get(), by=administrator, last_day=NEXT_MONTH)


def test_one_of_two_administrators_ends_the_own_grant(administrator, province):
    UserFactory(grants=[(Role.ADMINISTRATOR, province)])

    assert end_grant(administrator.grants.get(), by=administrator).valid_to == YESTERDAY


def test_administrator_of_a_subordinate_is_replaced_from_above(administrator, commune):
    grant = GrantFactory(unit=commune, role=Role.ADMINISTRATOR)

    assert end_grant(grant, by=administrator).valid_to == YESTERDAY


def test_administrator_of_a_dissolved_unit_is_replaced_by_its_successor(province):
    succession = SuccessionFactory(successor=province)
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, province)])
    former = GrantFactory(unit=succession.predecessor, role=Role.ADMINISTRATOR)

    assert end_grant(former, by=administrator).valid_to == YESTERDAY
