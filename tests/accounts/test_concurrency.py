"""Two real connections at once: nobody is locked out, and nothing is given twice."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.domain.batches import BatchRefused, RowProblem, create_accounts, propose_accounts
from accounts.domain.delegations import delegate_grant
from accounts.domain.grants import Terms, end_grant, give_grant
from accounts.domain.people import create_account, deactivate_account
from accounts.domain.refusals import GrantOverlaps, LastAdministrator, NotDelegable, UsernameTaken
from accounts.enums import Role
from accounts.models import Grant
from tests.factories import LONG_AGO, GrantFactory, UnitFactory, UserFactory
from tests.refusals import wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province():
    return UnitFactory()


@pytest.fixture
def one(province):
    return UserFactory(grants=[(Role.ADMINISTRATOR, province)])


@pytest.fixture
def other(province):
    return UserFactory(grants=[(Role.ADMINISTRATOR, province)])


def outcome_beside(elsewhere, first, second):
    """What becomes of `second` when it starts before `first` is committed."""
    with transaction.atomic():
        first()
        late = elsewhere(second)
        wait_until_blocked()
    return late.result(timeout=10)


def test_two_administrators_do_not_end_each_other(one, other, elsewhere):
    outcome = outcome_beside(
        elsewhere,
        lambda: end_grant(other.grants.get(), by=one),
        lambda: end_grant(one.grants.get(), by=other),
    )

    assert isinstance(outcome, LastAdministrator)


def test_two_administrators_do_not_close_each_other(one, other, elsewhere):
    outcome = outcome_beside(
        elsewhere,
        lambda: deactivate_account(other, by=one),
        lambda: deactivate_account(one, by=other),
    )

    assert isinstance(outcome, LastAdministrator)


def test_one_name_is_not_given_twice(one, other, province, elsewhere):
    terms = Terms(Role.CLERK, province, LONG_AGO)

    outcome = outcome_beside(
        elsewhere,
        lambda: create_account("binh.le", by=one, terms=terms, full_name="Lê Thị Bình"),
        lambda: create_account("binh.le", by=other, terms=terms, full_name="Lê Văn Bình"),
    )

    assert isinstance(outcome, UsernameTaken)


def test_one_role_is_not_given_twice(one, other, province, elsewhere):
    person = GrantFactory(unit=province).user
    terms = Terms(Role.REVIEWER, province, LONG_AGO)

    outcome = outcome_beside(
        elsewhere,
        lambda: give_grant(person, by=one, terms=terms),
        lambda: give_grant(person, by=other, terms=terms),
    )

    assert isinstance(outcome, GrantOverlaps)


def test_right_that_is_being_ended_is_not_handed_on(one, province, elsewhere):
    own = GrantFactory(role=Role.UNIT_HEAD, unit=province)
    deputy = GrantFactory(unit=province).user
    today = timezone.localdate()
    days = {"valid_from": today, "valid_to": today + timedelta(days=9)}

    outcome = outcome_beside(
        elsewhere,
        lambda: end_grant(Grant.objects.get(pk=own.pk), by=one),
        lambda: delegate_grant(own, by=own.user, person=deputy, paper="Số 12/GUQ-UBND", **days),
    )

    assert isinstance(outcome, NotDelegable)


def test_batch_whose_username_was_just_taken_makes_nothing_and_names_the_row(
    one, province, elsewhere
):
    beside = UnitFactory(short_name="UBND xã Ba Vì", administrative_parent=province)
    accounts = propose_accounts([beside, province], [Role.CLERK])
    terms = Terms(Role.CLERK, province, LONG_AGO)

    outcome = outcome_beside(
        elsewhere,
        lambda: create_account(accounts[1].username, by=one, terms=terms, full_name="An"),
        lambda: create_accounts(accounts, by=one),
    )

    assert isinstance(outcome, BatchRefused)
    assert outcome.problems == [RowProblem(2, "username", UsernameTaken.message)]
    assert not Grant.objects.filter(unit=beside).exists()
