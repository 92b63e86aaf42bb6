"""Accounts: made, changed, given a new password, closed and opened again."""

import rules
from axes.utils import reset as forgive_failures
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.grants import Terms, place_grant
from accounts.domain.passwords import Slip, generate_password
from accounts.domain.policies import check_still_administered, lock_administration
from accounts.domain.refusals import ActivityUnchanged, PasswordOvertaken, UsernameTaken
from accounts.enums import Role
from accounts.models import User
from core.access.refusals import NotPermitted
from core.access.seen import ChangedMeanwhile
from core.audit.trail import record

DETAILS = ("full_name", "phone", "email")


@sensitive_variables("password")
@transaction.atomic
def create_account(username: str, *, by, terms: Terms, **details: str) -> Slip:
    """Makes the account of a person with a first grant and an initial password.

    `details` are full name, phone and e-mail. Raises NotPermitted, UsernameTaken, DatesCrossed.
    """
    if not rules.has_perm("accounts.add_person", by):
        raise NotPermitted
    password = generate_password()
    person, is_new = User.objects.get_or_create(
        username=User.normalize_username(username).lower(),
        defaults=details | {"password": make_password(password), "must_change_password": True},
    )
    if not is_new:
        raise UsernameTaken
    record(
        "accounts.created",
        person,
        by=by,
        grant=by.administering_grant(terms.unit),
        unit_id=terms.unit.pk,
        after={"username": person.username} | details,
    )
    place_grant(person, by=by, terms=terms)
    return Slip(person, password)


@transaction.atomic
def change_person(person: User, *, by, version: int, **details: str) -> User:
    """Corrects full name, phone and e-mail, as they stood at the `version` that was looked at.

    Raises NotPermitted, ChangedMeanwhile.
    """
    person = _locked(person, "accounts.change_person", by)
    if person.row_version != version:
        raise ChangedMeanwhile
    before = {
        name: getattr(person, name) for name in DETAILS if getattr(person, name) != details[name]
    }
    if before:
        for name in before:
            setattr(person, name, details[name])
        person.row_version += 1
        person.save(update_fields=[*before, "sort_key", "row_version"])
        after = {name: details[name] for name in before}
        record("accounts.changed", person, **_done(by, person), before=before, after=after)
    return person


@sensitive_variables("password")
@transaction.atomic
def reset_password(person: User, *, by) -> Slip:
    """Gives a new initial password: sessions end, and earlier wrong attempts are forgiven.

    The second factor stays. Raises NotPermitted.
    """
    person = _locked(person, "accounts.keep_account", by)
    password = generate_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    forgive_failures(username=person.username)
    record("accounts.password_reset", person, **_done(by, person))
    return Slip(person, password)


@transaction.atomic
def deactivate_account(person: User, *, by) -> User:
    """Closes the account: sessions end, nobody enters by it; its grants and history stay.

    Raises NotPermitted, ActivityUnchanged, LastAdministrator.
    """
    lock_administration()
    person = _locked(person, "accounts.keep_account", by)
    today = timezone.localdate()
    kept = person.grants.in_force(today).filter(role=Role.ADMINISTRATOR).select_related("unit")
    check_still_administered([grant.unit for grant in kept], on=today, without=kept)
    before = _set_activity(person, is_active=False)
    after = {"is_active": False}
    record("accounts.deactivated", person, **_done(by, person), before=before, after=after)
    return person


@transaction.atomic
def reactivate_account(person: User, *, by) -> User:
    """Opens the account again with the password it had. Raises NotPermitted, ActivityUnchanged."""
    person = _locked(person, "accounts.keep_account", by)
    before = _set_activity(person, is_active=True)
    after = {"is_active": True}
    record("accounts.reactivated", person, **_done(by, person), before=before, after=after)
    return person


@sensitive_variables("password")
@transaction.atomic
def change_own_password(user: User, password: str) -> None:
    """Replaces the password that `user` was loaded with by one of the person's own.

    Raises PasswordOvertaken when an administrator gave another one, or closed the account, since.
    """
    hashed = make_password(password)
    unchanged = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
    if not unchanged.update(password=hashed, must_change_password=False):
        raise PasswordOvertaken
    user.password, user.must_change_password = hashed, False
    unit_id = next((grant.unit_id for grant in user.grants_today), None)
    record("accounts.password_changed", user, by=user, unit_id=unit_id)


def _locked(person: User, permission: str, by) -> User:
    if not rules.has_perm(permission, by, person):
        raise NotPermitted
    return User.objects.select_for_update().get(pk=person.pk)


def _set_activity(person: User, *, is_active: bool) -> dict:
    """Opens or closes the account and ends its sessions; gives what stood before."""
    before = {"is_active": person.is_active}
    if person.is_active == is_active:
        raise ActivityUnchanged
    person.is_active = is_active
    person.session_round += 1
    person.save(update_fields=["is_active", "session_round"])
    return before


def _done(by, person: User) -> dict:
    """Who acts, by what right and where, when the act is on a whole account.

    It is told at the unit of the person's latest grant within reach.
    """
    within = person.grants.filter(unit__in=by.reach_as([Role.ADMINISTRATOR]))
    unit = within.select_related("unit").latest("valid_from", "pk").unit
    return {"by": by, "grant": by.administering_grant(unit), "unit_id": unit.pk}
