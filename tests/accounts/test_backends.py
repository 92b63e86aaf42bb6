"""Whose session it is, and what is read with the account."""

import pytest

from accounts.backends import AuthenticationBackend
from core.notices.telling import tell
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_account_comes_with_the_number_of_unread_notices(django_assert_num_queries):
    person, unit = UserFactory(), UnitFactory()
    for _ in range(2):
        tell([person.pk, person.pk + 1], event="units.renamed", about=unit, words="Đổi tên.")
    with django_assert_num_queries(1):
        assert AuthenticationBackend().get_user(person.pk).unread_notices == 2


def test_account_read_otherwise_counts_by_itself():
    person = UserFactory()
    tell([person.pk], event="units.renamed", about=UnitFactory(), words="Đổi tên.")
    assert person.unread_notices == 1


def test_account_that_was_told_nothing_has_no_unread_notices():
    assert AuthenticationBackend().get_user(UserFactory().pk).unread_notices == 0


def test_inactive_account_is_nobody():
    assert AuthenticationBackend().get_user(UserFactory(is_active=False).pk) is None


def test_account_that_does_not_exist_is_nobody():
    assert AuthenticationBackend().get_user(10**9) is None
