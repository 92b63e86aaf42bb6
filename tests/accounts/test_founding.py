"""The first administrator, at the first unit."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import Grant, User
from core.audit.models import Entry
from tests.factories import GrantFactory, UnitFactory, UserFactory
from units.models import Unit

pytestmark = pytest.mark.django_db

GIVEN = {
    "username": "QuanTri",
    "full_name": "Nguyễn Văn A",
    "unit_code": "QN",
    "unit_name": "Ủy ban nhân dân tỉnh Quảng Ngãi",
    "unit_short_name": "UBND tỉnh Quảng Ngãi",
    "since": date(2025, 7, 1),
}


def test_create_administrator_makes_unit_person_and_grant(capsys):
    call_command("create_administrator", **GIVEN)

    grant = Grant.objects.get()
    assert (grant.role, grant.unit, grant.user) == (
        Role.ADMINISTRATOR,
        Unit.objects.get(code="QN"),
        User.objects.get(username="quantri"),
    )
    assert grant.user.check_password(capsys.readouterr().out.split()[-1])
    assert grant.user.must_change_password


def test_create_administrator_is_on_the_trail_as_an_act_of_the_program():
    call_command("create_administrator", **GIVEN)

    assert set(Entry.objects.values_list("event", "actor_name")) == {
        ("units.created", "Hệ thống"),
        ("accounts.created", "Hệ thống"),
        ("accounts.grant_given", "Hệ thống"),
    }


def test_create_administrator_beside_another_is_refused():
    GrantFactory(role=Role.ADMINISTRATOR)

    with pytest.raises(CommandError, match="đã có người quản trị"):
        call_command("create_administrator", **GIVEN)


def test_create_administrator_after_the_last_account_was_closed():
    UserFactory(grants=[(Role.ADMINISTRATOR, UnitFactory())], is_active=False)

    call_command("create_administrator", **GIVEN)

    assert User.objects.filter(username="quantri").exists()


def test_create_administrator_with_a_code_in_use_changes_nothing():
    UnitFactory(code="QN")

    with pytest.raises(CommandError, match="đã có"):
        call_command("create_administrator", **GIVEN)

    assert not User.objects.exists()
