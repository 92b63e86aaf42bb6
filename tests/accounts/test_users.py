"""Accounts: one person, one name to log in with."""

import unicodedata

import pytest
from django.core.management import CommandError, call_command

from accounts.adapter import AccountAdapter
from accounts.models import User
from tests.factories import PASSWORD, UserFactory
from tests.refusals import refused_by, run_sql

pytestmark = pytest.mark.django_db


def test_create_user_keeps_no_readable_password():
    user = UserFactory()
    assert (user.check_password(PASSWORD), PASSWORD in user.password) == (True, False)


def test_create_user_writes_the_name_in_small_letters():
    assert User.objects.create_user("Nguyễn.An").username == "nguyễn.an"


def test_create_user_composes_the_name():
    decomposed = unicodedata.normalize("NFD", "nguyễn.an")
    user = User.objects.create_user(decomposed)
    user.refresh_from_db()
    assert user.username == "nguyễn.an"


def test_username_in_capitals_is_refused():
    user = UserFactory(username="an")
    with refused_by("username_in_small_letters"):
        User.objects.filter(pk=user.pk).update(username="An")


def test_username_used_twice_is_refused():
    UserFactory(username="an")
    with refused_by("accounts_user_username_key"):
        UserFactory(username="an")


def test_decomposed_full_name_written_around_the_model_is_refused():
    user = UserFactory()
    with refused_by("accounts_user_full_name_check"):
        run_sql(
            "UPDATE accounts_user SET full_name = %s WHERE id = %s",
            *(unicodedata.normalize("NFD", "Lê Thị Bé"), user.pk),
        )


def test_people_are_sorted_by_given_name():
    for name in ["Nguyễn Văn Đạt", "Trần Thị Anh", "Lê Văn Dũng"]:
        UserFactory(full_name=name)
    assert [str(user) for user in User.objects.all()] == [
        "Trần Thị Anh",
        "Lê Văn Dũng",
        "Nguyễn Văn Đạt",
    ]


def test_nobody_signs_up():
    assert AccountAdapter().is_open_for_signup(request=None) is False


def test_nobody_becomes_a_superuser():
    with pytest.raises((CommandError, AttributeError)):
        call_command("createsuperuser", username="an", interactive=False)
