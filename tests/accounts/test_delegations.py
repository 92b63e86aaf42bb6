"""A head hands the own right to another person, in writing and for a time."""

from datetime import date, timedelta

import pytest
import time_machine

from accounts.domain.delegations import delegate_grant
from accounts.domain.grants import end_grant
from accounts.domain.refusals import (
    BeyondOwnGrant,
    DatesCrossed,
    DelegatedBackwards,
    DelegateUnfit,
    GrantOverlaps,
    NotDelegable,
    PaperMissing,
)
from accounts.enums import DELEGATED_ROLES, Role
from accounts.models import Grant, User
from core.access.refusals import NotPermitted
from core.audit.models import Entry
from results.enums import SubmissionState as State
from tests.factories import GrantFactory, UnitFactory, UserFactory
from tests.refusals import refused_by
from tests.workflows import clerk_of, fill_in, head_of, submission_at, submit

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
END = date(2026, 3, 31)
PAPER = "Giấy ủy quyền số 12/GUQ-UBND"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY} 08:00+07:00", tick=False):
        yield


@pytest.fixture
def commune():
    return UnitFactory(short_name="Xã Ba Tơ")


@pytest.fixture
def own(commune):
    return GrantFactory(
        user__full_name="Trần Văn Bình",
        role=Role.UNIT_HEAD,
        unit=commune,
        valid_to=date(2026, 6, 30),
    )


@pytest.fixture
def head(own):
    return own.user


@pytest.fixture
def deputy(commune):
    return UserFactory(full_name="Lê Thị An", grants=[(Role.CLERK, commune)])


def delegate(source, person, *, by=None, valid_from=TODAY, valid_to=END, paper=PAPER):
    return delegate_grant(
        source,
        by=by or source.user,
        person=person,
        valid_from=valid_from,
        valid_to=valid_to,
        paper=paper,
    )


@pytest.mark.parametrize("role", DELEGATED_ROLES)
def test_delegate_gives_the_own_role_at_the_own_unit(commune, deputy, role):
    own = GrantFactory(role=role, unit=commune)

    grant = delegate(own, deputy)

    given = (grant.user, grant.role, grant.unit, grant.delegated_from, grant.paper)
    assert given == (deputy, role, commune, own, PAPER)


def test_delegation_is_told_in_the_trail(own, deputy, commune):
    delegate(own, deputy)

    entry = Entry.objects.get()
    assert (entry.event, entry.authority, entry.subject_name, entry.unit_id) == (
        "accounts.delegated",
        "Thủ trưởng đơn vị, Xã Ba Tơ",
        "Lê Thị An",
        commune.pk,
    )
    assert entry.after == {
        "grant": f"Thủ trưởng đơn vị, Xã Ba Tơ, Trần Văn Bình ủy quyền ({PAPER})",
        "valid_from": "2026-03-10",
        "valid_to": "2026-03-31",
    }


def test_act_under_a_delegation_names_whose_right_it_was():
    submission = fill_in(submission_at(State.OPEN))
    own = head_of(submission).grants.get()
    deputy = clerk_of(submission)
    delegate(own, deputy)

    submit(submission, by=User.objects.get(pk=deputy.pk))

    sent = Entry.objects.get(event="results.submitted")
    authority = f"Thủ trưởng đơn vị, {submission.unit}, {own.user} ủy quyền ({PAPER})"
    assert (sent.actor_name, sent.authority) == (deputy.full_name, authority)


def test_delegation_of_the_longest_names_fits_the_trail(deputy):
    unit = UnitFactory(short_name="Ủ" * 100)
    own = GrantFactory(role=Role.UNIT_HEAD, unit=unit, user__full_name="Ă" * 100)
    person = GrantFactory(unit=unit).user

    grant = delegate(own, person, paper="Ố" * 100)
    end_grant(grant, by=own.user)

    assert Entry.objects.count() == 2


def test_delegate_a_right_of_somebody_else_is_refused(own, deputy, commune):
    other = UserFactory(grants=[(Role.LEADER, commune)])

    with pytest.raises(NotDelegable):
        delegate(own, deputy, by=other)


def test_delegate_a_delegated_right_is_refused(own, deputy, commune):
    grant = delegate(own, deputy)
    third = GrantFactory(unit=commune).user

    with pytest.raises(NotDelegable):
        delegate(grant, third, by=User.objects.get(pk=deputy.pk))


def test_delegate_a_right_that_ended_is_refused(commune, deputy):
    former = GrantFactory(role=Role.UNIT_HEAD, unit=commune, valid_to=YESTERDAY)
    GrantFactory(user=former.user, role=Role.LEADER, unit=commune)

    with pytest.raises(NotDelegable):
        delegate(former, deputy)


def test_delegate_at_a_unit_that_has_ended_is_refused(own, commune, deputy):
    commune.valid_to = YESTERDAY
    commune.save()

    with pytest.raises(NotDelegable):
        delegate(own, deputy)


def test_delegate_on_the_last_day_of_the_unit(own, commune, deputy):
    commune.valid_to = TODAY
    commune.save()

    assert delegate(own, deputy).delegated_from == own


@pytest.mark.parametrize("role", sorted(set(Role) - set(DELEGATED_ROLES)))
def test_delegate_by_another_role_is_refused(commune, deputy, role):
    own = GrantFactory(role=role, unit=commune)

    with pytest.raises(NotPermitted):
        delegate(own, deputy)


@pytest.mark.parametrize("role", sorted(set(Role) - set(DELEGATED_ROLES)))
def test_delegate_another_role_of_a_head_is_refused(own, head, commune, deputy, role):
    other = GrantFactory(user=head, role=role, unit=commune)

    with pytest.raises(NotDelegable):
        delegate(other, deputy)


@pytest.mark.parametrize(
    "unfit",
    [
        lambda own: own.user,
        lambda own: GrantFactory().user,
        lambda own: GrantFactory(unit=own.unit, user__is_active=False).user,
    ],
    ids=["oneself", "somebody of another unit", "a closed account"],
)
def test_delegate_to_somebody_unfit_is_refused(own, unfit):
    with pytest.raises(DelegateUnfit):
        delegate(own, unfit(own))


def test_delegate_without_paper_is_refused(own, deputy):
    with pytest.raises(PaperMissing):
        delegate(own, deputy, paper="  ")


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ({"valid_from": YESTERDAY}, DelegatedBackwards),
        ({"valid_to": date(2026, 7, 1)}, BeyondOwnGrant),
        ({"valid_from": TOMORROW, "valid_to": TODAY}, DatesCrossed),
    ],
    ids=["backwards", "longer than the own", "crossed"],
)
def test_delegate_with_impossible_days_is_refused(own, deputy, days, refusal):
    with pytest.raises(refusal):
        delegate(own, deputy, **days)


def test_delegate_what_the_person_holds_is_refused(own, deputy):
    delegate(own, deputy)

    with pytest.raises(GrantOverlaps):
        delegate(own, deputy)


def test_delegation_ends_on_the_day_of_the_own_grant(own, deputy, commune):
    grant = delegate(own, deputy)
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])

    end_grant(own, by=administrator, last_day=TOMORROW)

    grant.refresh_from_db()
    assert grant.valid_to == TOMORROW


def test_delegation_to_come_is_taken_back_with_the_own_grant(own, deputy, commune):
    grant = delegate(own, deputy, valid_from=date(2026, 3, 20))
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])

    end_grant(own, by=administrator)

    grant.refresh_from_db()
    assert grant.is_withdrawn is True


def test_delegation_that_ends_before_the_own_grant_keeps_its_day(own, deputy, commune):
    grant = delegate(own, deputy, valid_to=TOMORROW)
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])

    end_grant(own, by=administrator, last_day=END)

    grant.refresh_from_db()
    assert grant.valid_to == TOMORROW


def test_end_of_a_delegation_with_the_own_grant_is_told(own, deputy, commune):
    delegate(own, deputy)
    administrator = UserFactory(grants=[(Role.ADMINISTRATOR, commune)])

    end_grant(own, by=administrator)

    ended = Entry.objects.filter(event="accounts.grant_ended").order_by("pk")
    assert [entry.subject_name for entry in ended] == ["Lê Thị An", "Trần Văn Bình"]


def test_delegation_is_ended_by_who_gave_it(own, head, deputy):
    grant = delegate(own, deputy)

    end_grant(grant, by=head)

    authority = Entry.objects.get(event="accounts.grant_ended").authority
    assert (grant.user.holds(Role.UNIT_HEAD), authority) == (False, "Thủ trưởng đơn vị, Xã Ba Tơ")


def test_delegation_is_not_ended_by_another_head(own, deputy, commune):
    grant = delegate(own, deputy)

    with pytest.raises(NotPermitted):
        end_grant(grant, by=UserFactory(grants=[(Role.LEADER, commune)]))


def test_own_right_is_not_ended_by_its_head(own, head):
    with pytest.raises(NotPermitted):
        end_grant(own, by=head)


def delegated(own, **other):
    fields = {"role": own.role, "unit": own.unit, "valid_from": TODAY, "valid_to": END}
    return GrantFactory(delegated_from=own, **fields | {"paper": PAPER} | other)


@pytest.mark.parametrize("other", [{"paper": ""}, {"valid_to": None}, {"role": Role.CLERK}])
def test_delegation_written_around_the_verb_is_in_writing_and_for_a_time(commune, other):
    role = other.get("role", Role.UNIT_HEAD)
    own = GrantFactory(role=role, unit=commune)

    with refused_by("delegation_in_writing_and_for_a_time"):
        delegated(own, **other)


@pytest.mark.parametrize(
    "other",
    [
        lambda own: {"role": Role.LEADER},
        lambda own: {"unit": UnitFactory()},
        lambda own: {"user": own.user},
        lambda own: {"valid_to": date(2026, 7, 1)},
        lambda own: {"valid_from": date(2019, 1, 1)},
    ],
    ids=["another role", "another unit", "oneself", "longer", "earlier"],
)
def test_delegation_written_around_the_verb_stays_within_the_own_right(own, other):
    with refused_by("grant_within_its_source"):
        delegated(own, **other(own))


def test_delegation_of_a_delegation_written_around_the_verb_is_refused(own):
    first = delegated(own)

    with refused_by("grant_within_its_source"):
        delegated(first)


def test_own_grant_ended_around_the_verb_does_not_leave_its_delegation_behind(own):
    delegated(own)

    with refused_by("grant_within_its_source"):
        Grant.objects.filter(pk=own.pk).update(valid_to=TODAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda: {"unit": UnitFactory()},
        lambda: {"role": Role.LEADER},
        lambda: {"valid_from": TOMORROW},
    ],
    ids=["unit", "role", "first day"],
)
def test_own_grant_changed_around_the_verb_does_not_leave_its_delegation_behind(own, change):
    delegated(own)

    with refused_by("grant_within_its_source"):
        Grant.objects.filter(pk=own.pk).update(**change())
